import type { ArmStatistics } from "../statistics.ts";

/**
 * A rule as its definition reads, slowly and with nothing kept from one decision to the next but what the definition
 * keeps. `<kind>.reference.ts` beside a policy exports one as `reference`.
 */
export interface SlowRule {
  /** The probabilities of the next pull; undefined where doubles cannot tell who is best. */
  law(): number[] | undefined;
  update?(arm: number, reward: number): void;
  reset?(): void;
}

/** The rule of some parameters, on the statistics that the caller keeps. */
export type SlowRuleOf<Parameters> = (parameters: Parameters, statistics: ArmStatistics) => SlowRule;
