import { log } from "./numerics/elementary.ts";
import { type ArmProbability, evenlyAmong, exactProbability, type SelectionProbabilities } from "./law.ts";
import { Rational } from "./numerics/rational.ts";
import type { Random } from "./random/random.ts";

/** Up to so many arms are sorted faster without a call. */
const MANY = 32;

/** Among arms that tie: each with the same probability, or the one with the lowest index. */
export type TieBreak = "uniform" | "first";

/** The sign of a difference; undefined where that is too small to be told. */
export type Comparison = number | undefined;

/**
 * The law of a choice among arms that tie by tolerance. Arms that are alike do tie, and lead together or not at all; which
 * of such groups do is unknown. A tied arm with the probability p may have 0 or up to 1/(size of its group), so that it is
 * off by max(p, 1/size − p) at most. Where the first leader is chosen, this holds for the first of every group.
 *
 * @param tied ascending where the first is chosen
 * @param alike whether two arms are known to have the same index
 */
export function lawByTolerance(
  tied: ArrayLike<number>,
  alike: (i: number, j: number) => boolean,
  tieBreak: TieBreak,
  armCount: number,
): SelectionProbabilities {
  const groups: number[][] = [];
  for (const arm of Array.from(tied)) {
    const group = groups.find(([first]) => alike(first, arm));
    if (group) group.push(arm);
    else groups.push([arm]);
  }
  const none = exactProbability(Rational.zero);
  const arms = Array.from({ length: armCount }, (): ArmProbability => ({ ...none }));
  for (const group of groups) {
    for (const arm of tieBreak === "first" ? group.slice(0, 1) : group) {
      const value = tieBreak === "uniform" ? 1 / tied.length : arm === tied[0] ? 1 : 0;
      const most = tieBreak === "uniform" ? 1 / group.length : 1;
      arms[arm] = { value, logValue: log(value), errorBound: Math.max(value, most - value) };
    }
  }
  return { method: "index", tie: "tolerance", arms };
}

/** The arms that a rule cannot tell apart, and the choice among them. */
export class TiedArms {
  /** Of which the first `count` places count. */
  readonly arms: Int32Array;
  count = 0;
  /** Whether some of them may differ by less than their comparison can tell. */
  isByTolerance = false;
  readonly #tieBreak: TieBreak;

  constructor(armCount: number, tieBreak: TieBreak) {
    this.arms = new Int32Array(armCount);
    this.#tieBreak = tieBreak;
  }

  clear(): void {
    this.count = 0;
    this.isByTolerance = false;
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
    this.isByTolerance = false;
  }

  /** The arms without a pull. */
  takeUntried(pulls: ArrayLike<number>): void {
    this.clear();
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

  /** Keeps the arms that are the best by a comparison; arms that it cannot tell apart tie by tolerance. */
  keepBest(compare: (arm: number, best: number) => Comparison): void {
    const candidates = this.arms.slice(0, this.count);
    let best = candidates[0];
    for (const arm of candidates) if (arm !== best && (compare(arm, best) ?? 0) > 0) best = arm;
    this.clear();
    for (const arm of candidates) {
      const comparison = arm === best ? 0 : compare(arm, best);
      if (comparison === undefined) this.isByTolerance = true;
      if (comparison === undefined || comparison === 0) this.arms[this.count++] = arm;
    }
    if (this.isByTolerance) this.#dropSurpassed(compare);
  }

  /** An arm that is not told from the best may be told from another that is not, and lie below it. */
  #dropSurpassed(compare: (arm: number, other: number) => Comparison): void {
    const candidates = this.arms.slice(0, this.count);
    this.count = 0;
    for (const arm of candidates) {
      if (!candidates.some((other) => other !== arm && (compare(arm, other) ?? 0) < 0)) this.arms[this.count++] = arm;
    }
  }

  /** @param alike whether two arms are known to tie, for ties by tolerance */
  law(alike: (i: number, j: number) => boolean): SelectionProbabilities {
    const armCount = this.arms.length;
    return this.isByTolerance
      ? lawByTolerance(this.all, alike, this.#tieBreak, armCount)
      : evenlyAmong(this.chosen, armCount);
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
