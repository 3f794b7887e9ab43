import type { TieBreak } from "../tied-arms.ts";
import type { PolicySpec } from "../registry.ts";
import type { ArmStatistics } from "../statistics/arm-statistics.ts";

/**
 * A rule as its paper writes it, slowly and with nothing kept from one decision to the next but what the paper keeps. It
 * shares no code with the policy.
 */
export interface SlowRule {
  /** The probabilities of the next pull; undefined where doubles cannot tell who is best. */
  law(): number[] | undefined;
  /** @param propensity the probability that the policy gave the arm, where the rule asks for it */
  update?(arm: number, reward: number, propensity?: number): void;
  reset?(): void;
  /**
   * Rounding grows from pull to pull, so that the laws of two computations part within some hundred pulls: the rule learns by
   * the probabilities of the policy, and its own are held against them at every decision.
   */
  learnsByPropensity?: true;
}

/** The slow rule of a kind, on statistics that the caller keeps; `<kind>.reference.ts` exports one. */
export type Reference<Kind extends PolicySpec["kind"]> = (
  spec: Extract<PolicySpec, { kind: Kind }>,
  statistics: ArmStatistics,
  horizon: number,
) => SlowRule;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

export const shares = (weights: readonly number[]) => weights.map((weight) => weight / sum(weights));

/** e^x of every x, over that of the largest. */
export function exponentials(exponents: readonly number[]): number[] {
  const highest = Math.max(...exponents);
  return exponents.map((exponent) => Math.exp(exponent - highest));
}

export const armsOf = ({ armCount }: ArmStatistics) => Array.from({ length: armCount }, (_, arm) => arm);

/** Sample means, with a value for untried arms. */
export const meansOf = (statistics: ArmStatistics, untried = 0) =>
  armsOf(statistics).map((arm) =>
    statistics.pulls[arm] === 0 ? untried : statistics.rewardSums[arm] / statistics.pulls[arm],
  );

/** Some arms with the same probability each, or all of it for the first. */
export function evenly(chosen: readonly number[], armCount: number, tieBreak: TieBreak = "uniform"): number[] {
  const tied = tieBreak === "first" ? [Math.min(...chosen)] : chosen;
  return Array.from({ length: armCount }, (_, arm) => (tied.includes(arm) ? 1 / tied.length : 0));
}

/** The arms of the highest mean, ties exactly. */
export function greedyArms(statistics: ArmStatistics, untried: number): number[] {
  const means = meansOf(statistics, untried);
  const best = means.indexOf(Math.max(...means));
  return armsOf(statistics).filter((arm) => statistics.compareMeans(arm, best, untried) === 0);
}

/** The arms of the highest index; undefined where one that is not the `same` is too near to tell. */
export function highestArms(indices: readonly number[], same: (i: number, j: number) => boolean): number[] | undefined {
  const best = indices.indexOf(Math.max(...indices));
  const near = indices.flatMap((index, arm) => (index > indices[best] - 1e-9 || arm === best ? [arm] : []));
  return near.every((arm) => arm === best || same(arm, best)) ? near : undefined;
}

/** Untried arms first, then an arm of the highest index. */
export function untriedFirst(
  statistics: ArmStatistics,
  tieBreak: TieBreak,
  otherwise: () => number[] | undefined,
): number[] | undefined {
  const untried = armsOf(statistics).filter((arm) => statistics.pulls[arm] === 0);
  const chosen = untried.length > 0 ? untried : otherwise();
  return chosen && evenly(chosen, statistics.armCount, tieBreak);
}

/** Whether two arms have the same pulls and sums. */
export const sameCounts =
  ({ pulls, rewardSums, squareSums }: ArmStatistics) =>
  (i: number, j: number) =>
    pulls[i] === pulls[j] && rewardSums[i] === rewardSums[j] && squareSums[i] === squareSums[j];

/** The law of upper confidence: mean + c·√(ln m/n). */
export function confidenceLaw(statistics: ArmStatistics, c: number, m: number, tieBreak: TieBreak) {
  const { pulls } = statistics;
  const same = sameCounts(statistics);
  return untriedFirst(statistics, tieBreak, () =>
    highestArms(
      meansOf(statistics).map((mean, arm) => mean + c * Math.sqrt(Math.log(m) / pulls[arm])),
      (i, j) => same(i, j) || ((c === 0 || pulls[i] === pulls[j]) && statistics.compareMeans(i, j, 0) === 0),
    ),
  );
}

/**
 * The law of a rule that plays arms without a reward first, then the arm of the highest index.
 *
 * @param isTied whether two arms of nearly the same index have exactly the same one, for all that can be known of them
 */
export function highestIndexLaw<Arm>(
  arms: readonly Arm[],
  isUntried: (arm: Arm) => boolean,
  indexOf: (arm: Arm) => number,
  isTied: (one: Arm, other: Arm) => boolean,
  tieBreak: TieBreak,
): number[] | undefined {
  const untried = arms.flatMap((arm, index) => (isUntried(arm) ? [index] : []));
  const leaders =
    untried.length > 0 ? untried : highestArms(arms.map(indexOf), (one, other) => isTied(arms[one], arms[other]));
  return leaders && evenly(leaders, arms.length, tieBreak);
}
