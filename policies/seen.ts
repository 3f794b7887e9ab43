import type { ArmStatistics } from "./statistics/arm-statistics.ts";
import type { WorkMeter } from "./work-meter.ts";

/**
 * What a policy may see. The runner keeps it up to date; a policy takes what its rule needs when it is made. It never sees
 * the bandit.
 */
export interface Seen {
  /** Of the pulls that were answered. */
  readonly statistics: ArmStatistics;
  /** Number of pulls planned, for the policies that need to know. */
  readonly horizon?: number;
  /** Pulls that have no answer yet, arm by arm. Absent: every pull is answered before the next. */
  readonly pending?: Int32Array;
  /**
   * While the policy learns from an answer: the probability that it had for the arm when it pulled it. Kept for policies
   * whose needs ask for it, where answers come late; NaN or absent: the answer is that of the last pull, so that the law
   * as it stands is the law of the pull.
   */
  readonly propensity?: number;
  /**
   * A question is asked: the law is found with as many digits as it takes, and rewards and parameters are read as the
   * decimals that were written. A simulation goes by doubles, which is much faster.
   */
  readonly isQuestion?: boolean;
  /** What exact comparisons may take; as long as they want by default. */
  readonly meter?: WorkMeter;
}
