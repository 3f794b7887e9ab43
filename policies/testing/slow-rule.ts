import type { ArmStatistics } from "../statistics.ts";

/**
 * A rule as its definition reads, slowly and with nothing kept from one decision to the next but what the definition
 * keeps. `<kind>.reference.ts` beside a policy exports one as `reference`.
 */
export interface SlowRule {
  /** The probabilities of the next pull; undefined where doubles cannot tell who is best. */
  law(): number[] | undefined;
  /** @param propensity the probability that the policy gave the arm, for the rules that ask for it */
  update?(arm: number, reward: number, propensity?: number): void;
  reset?(): void;
  /**
   * Rounding grows from pull to pull, so that the laws of two computations part within some hundred pulls: it learns by the
   * probabilities of the policy, which it holds against its own at every decision.
   */
  learnsByPropensity?: true;
}

/** The rule of some parameters, on the statistics that the caller keeps. */
export type SlowRuleOf<Parameters> = (parameters: Parameters, statistics: ArmStatistics) => SlowRule;
