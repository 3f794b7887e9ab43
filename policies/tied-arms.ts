import { evenlyAmong } from "./numerics/probability.ts";
import type { TieBreak } from "./policy.ts";
import type { Random } from "./random/random.ts";

/** Up to so many arms are sorted faster without a call. */
const MANY = 32;

/** The arms that a rule cannot tell apart, and the choice among them. */
export class TiedArms {
  /** Of which the first `count` places count. */
  readonly arms: Int32Array;
  count = 0;
  readonly #tieBreak: TieBreak;

  constructor(armCount: number, tieBreak: TieBreak) {
    this.arms = new Int32Array(armCount);
    this.#tieBreak = tieBreak;
  }

  clear(): void {
    this.count = 0;
  }

  add(arm: number): void {
    this.arms[this.count++] = arm;
  }

  /** In its place by index, where the others are. */
  insert(arm: number): void {
    let place = this.count++;
    for (; place > 0 && this.arms[place - 1] > arm; place--) this.arms[place] = this.arms[place - 1];
    this.arms[place] = arm;
  }

  /** One less, in the order of before; an arm that is not among them is no loss. */
  remove(arm: number): void {
    let place = 0;
    while (place < this.count && this.arms[place] !== arm) place++;
    if (place === this.count) return;
    this.count--;
    for (; place < this.count; place++) this.arms[place] = this.arms[place + 1];
  }

  /** This arm and no other. */
  take(arm: number): void {
    this.arms[0] = arm;
    this.count = 1;
  }

  /** The arms without a pull. */
  takeUntried(pulls: ArrayLike<number>): void {
    this.count = 0;
    for (let arm = 0; arm < pulls.length; arm++) if (pulls[arm] === 0) this.add(arm);
  }

  /** Puts the arms in ascending order, in which a draw counts them whatever order they were found in. */
  sort(): void {
    const arms = this.arms;
    if (this.count > MANY) {
      arms.subarray(0, this.count).sort();
      return;
    }
    for (let sorted = 1; sorted < this.count; sorted++) {
      const arm = arms[sorted];
      let place = sorted;
      for (; place > 0 && arms[place - 1] > arm; place--) arms[place] = arms[place - 1];
      arms[place] = arm;
    }
  }

  pick(random: Random): number {
    if (this.count === 1 || this.#tieBreak === "first") return this.arms[0];
    return this.arms[random.below(this.count)];
  }

  get all(): Int32Array {
    return this.arms.subarray(0, this.count);
  }

  /** The arms that `pick` chooses among, evenly. */
  get chosen(): Int32Array {
    return this.arms.subarray(0, this.#tieBreak === "first" ? 1 : this.count);
  }

  /** Keeps the arms that are the best by a comparison. */
  keepBest(compare: (arm: number, best: number) => number): void {
    const candidates = this.arms.slice(0, this.count);
    let best = candidates[0];
    for (const arm of candidates) if (arm !== best && compare(arm, best) > 0) best = arm;
    this.count = 0;
    for (const arm of candidates) if (arm === best || compare(arm, best) === 0) this.arms[this.count++] = arm;
  }

  law() {
    return evenlyAmong(this.chosen, this.arms.length);
  }

  /** Adds 1/(number of chosen arms) for each of them, times a weight, to what is there. */
  addEvenly(weight: number, out: Float64Array): void {
    const count = this.#tieBreak === "first" ? 1 : this.count;
    for (let i = 0; i < count; i++) out[this.arms[i]] += weight / count;
  }

  /** The probabilities of the choice. */
  fill(out: Float64Array): void {
    // Not by `fill`, which takes longer than all else for few arms.
    for (let arm = 0; arm < out.length; arm++) out[arm] = 0;
    this.addEvenly(1, out);
  }
}
