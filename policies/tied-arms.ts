import { log } from "./numerics/elementary.ts";
import { type ArmProbability, evenlyAmong, exactProbability, type SelectionProbabilities } from "./law.ts";
import { Rational } from "./numerics/rational.ts";
import type { Random } from "./random/random.ts";

/** Up to this many arms, insertion sort is faster than a call. */
const MANY = 32;

/** Among arms that tie: each with the same probability, or the one with the lowest index. */
export type TieBreak = "uniform" | "first";

/** The sign of a difference; undefined if the difference is too small to tell. */
export type Comparison = number | undefined;

/**
 * The law of a choice among arms that tie by tolerance. Arms that are alike do tie: they lead together or not at all.
 * Which of these groups lead is unknown. A tied arm with probability p may truly have 0 or up to 1/(size of its group),
 * so p is off by at most max(p, 1/size − p). If the first leader is chosen, this holds for the first arm of every group.
 *
 * @param tied the tied arms, ascending if the first one is chosen
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

/** Arms that tie, and the choice among them. */
export class TiedArms {
  /** Only the first `count` places are in use. */
  readonly arms: Int32Array;
  count = 0;
  /** Whether some of these arms may differ by less than their comparison can tell. */
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

  /** Adds an arm in ascending order; the others are in that order. */
  insert(arm: number): void {
    let place = this.count++;
    for (; place > 0 && this.arms[place - 1] > arm; place--) this.arms[place] = this.arms[place - 1];
    this.arms[place] = arm;
  }

  /** Removes an arm and keeps the order; does nothing if the arm is not among them. */
  remove(arm: number): void {
    let place = 0;
    while (place < this.count && this.arms[place] !== arm) place++;
    if (place === this.count) return;
    this.count--;
    for (; place < this.count; place++) this.arms[place] = this.arms[place + 1];
  }

  /** Keeps this arm alone. */
  take(arm: number): void {
    this.arms[0] = arm;
    this.count = 1;
    this.isByTolerance = false;
  }

  /** Takes the arms without a pull. */
  takeUntried(pulls: ArrayLike<number>): void {
    this.clear();
    for (let arm = 0; arm < pulls.length; arm++) if (pulls[arm] === 0) this.add(arm);
  }

  /** Sorts the arms, so that a draw does not depend on the order in which they were found. */
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

  /** Keeps the best arms by a comparison; arms that it cannot tell apart tie by tolerance. */
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

  /** An arm that is not told apart from the best may still be below another such arm: drop it. */
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

  /** Adds weight/(number of chosen arms) to the place of every chosen arm. */
  addEvenly(weight: number, out: Float64Array): void {
    const count = this.#tieBreak === "first" ? 1 : this.count;
    for (let i = 0; i < count; i++) out[this.arms[i]] += weight / count;
  }

  /** Writes the probabilities of the choice. */
  fill(out: Float64Array): void {
    // A loop: `fill` would take longer than the rest for few arms.
    for (let arm = 0; arm < out.length; arm++) out[arm] = 0;
    this.addEvenly(1, out);
  }
}
