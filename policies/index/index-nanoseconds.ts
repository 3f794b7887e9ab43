import { pow } from "../numerics/elementary.ts";
import type { Workload } from "../policy.ts";

/** The computing time of a policy with an index for every arm, in nanoseconds. */
export interface IndexCosts {
  /** The first pull of an arm, per arm. Absent: untried arms have an index like any other. */
  untried?: number;
  /** Every other pull, and its part per arm. */
  pull: number;
  perArm: number;
  /** Rivals: arms pulled about equally often have indices close to each other, and a decision looks at all of them. */
  rivals: number;
  exponent: number;
}

/**
 * Nanoseconds of a pull, averaged over a replication. There are many rivals at first, fewer as arms are told apart:
 * their total time grows as K^exponent·√T, measured for 2 to 1,000 arms and 100 to 60,000 pulls.
 */
export function indexNanoseconds({ armCount, horizon }: Workload, costs: IndexCosts): number {
  const untried = costs.untried === undefined ? 0 : Math.min(armCount, horizon);
  const others = horizon - untried;
  const rivals = costs.rivals * pow(armCount, costs.exponent) * Math.sqrt(others);
  return (
    (untried * (costs.untried ?? 0) * armCount + others * (costs.pull + costs.perArm * armCount) + rivals) / horizon
  );
}
