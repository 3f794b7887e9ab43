import type { ArmStatistics } from "./statistics/arm-statistics.ts";
import type { WorkMeter } from "./work-meter.ts";

/**
 * Everything a policy may see; the runner keeps it up to date. A policy takes what its rule needs when it is made. It
 * never sees the bandit.
 */
export interface Seen {
  /** Statistics of the pulls that have been answered. */
  readonly statistics: ArmStatistics;
  /** The planned number of pulls, for policies that need it. */
  readonly horizon?: number;
  /** Number of pulls without an answer yet, arm by arm. Absent: every pull is answered before the next. */
  readonly pending?: Int32Array;
  /**
   * The probability of the arm when it was pulled, while the policy learns from the answer. Kept if feedback is late and
   * the policy's needs ask for it. NaN or absent: the answer is that of the last pull, so the present law is the law of
   * the pull.
   */
  readonly propensity?: number;
  /**
   * Whether a question is asked: the law is then computed with as many digits as it takes, and rewards and parameters
   * are read as the decimals that were written. A simulation uses doubles, which is much faster.
   */
  readonly isQuestion?: boolean;
  /** Limits the time of exact comparisons. Absent: no limit. */
  readonly meter?: WorkMeter;
}
