import type { ExactCurve } from "../exact/answer.ts";
import type { Trace } from "./trace.ts";

/** A quantity that is measured at every checkpoint of every replication. */
export interface Measure {
  /** Its field in results, and the beginning of its columns in CSV. */
  name: string;
  /** In headings and lists. */
  title: string;
  /** What it is, in the reference of the API and below its chart. */
  description: string;
  /** The title of a chart's axis; a share is drawn in per cent. */
  axis: string;
  /**
   * The mean of any values over replications, or the share of replications in which the value is 1, not 0. One that is
   * per pull is another measure divided by t: nothing else is kept of it.
   */
  kind: "mean" | "share" | "per-pull";
  /**
   * The values of one replication, one per checkpoint: an array of the trace, or `out` filled. Called once a replication.
   *
   * @param out as long as the checkpoints, of this measure alone
   */
  of?(trace: Trace, out: Float64Array): Float64Array;
  /** Of a measure that is per pull: the name of the mean that it is formed from. */
  from?: string;
  /** Keeps how values are distributed at every checkpoint: adds quantiles, and a field of this name for the horizon. */
  distribution?: string;
  /** Compares every policy with the first one, replication by replication: a field of this name in `comparisons`. */
  difference?: string;
  /** The field of exact curves that is its expectation. */
  exact?: Exclude<keyof ExactCurve, "horizon">;
}

/**
 * All measures: summaries, their bytes, results, CSV, OpenAPI and the Lab's charts and tables follow from these rows. A
 * new one is a row.
 */
export const measures = [
  {
    name: "regret",
    title: "Regret",
    description: "cumulative pseudo-regret after t pulls",
    axis: "mean cumulative regret",
    kind: "mean",
    of: ({ regrets }) => regrets,
    distribution: "finalRegret",
    difference: "regretDifference",
    exact: "regret",
  },
  {
    name: "reward",
    title: "Reward",
    description: "cumulative reward after t pulls",
    axis: "mean cumulative reward",
    kind: "mean",
    of: ({ rewardSums }) => rewardSums,
  },
  {
    name: "averageReward",
    title: "Reward per pull",
    description: "cumulative reward after t pulls, divided by t",
    axis: "mean reward per pull up to t",
    kind: "per-pull",
    from: "reward",
  },
  {
    name: "optimalArmRate",
    title: "Optimal arm",
    description: "share of replications whose t-th pull was of an optimal arm",
    axis: "optimal arm at pull t",
    kind: "share",
    of: ({ wasOptimal }) => wasOptimal,
    exact: "optimalArmProbability",
  },
  {
    name: "switches",
    title: "Switches",
    description: "changes of arm in the first t pulls",
    axis: "mean changes of arm",
    kind: "mean",
    of: ({ switchCounts }) => switchCounts,
  },
] as const satisfies readonly Measure[];
