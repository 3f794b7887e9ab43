import type { ExactCurve } from "../exact/answer.ts";
import type { Trace } from "./trace.ts";

/** A quantity that is measured at every checkpoint of every replication. */
export interface Measure {
  /** Its field in results, and the prefix of its columns in CSV. */
  name: string;
  /** Its name in headings and lists. */
  title: string;
  /** Its definition, in the reference of the API and below its chart. */
  description: string;
  /** The title of a chart's axis; a share is drawn as a percentage. */
  axis: string;
  /**
   * "mean": the mean of values over replications. "share": the share of replications with the value 1, not 0. "per-pull":
   * another measure divided by t, for which nothing else is kept.
   */
  kind: "mean" | "share" | "per-pull";
  /**
   * The values of one replication, one per checkpoint: an array of the trace, or `out` filled. Called once a replication.
   *
   * @param out as long as the checkpoints, of this measure alone
   */
  of?(trace: Trace, out: Float64Array): Float64Array;
  /** For a per-pull measure: the name of the mean that is divided by t. */
  from?: string;
  /** Keeps the distribution at every checkpoint: adds quantiles, and a field of this name for the horizon. */
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
