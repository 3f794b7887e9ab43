import * as z from "zod";
import type { SelectionProbabilities } from "./numerics/probability.ts";
import type { Random } from "./random/random.ts";
import type { ArmStatistics } from "./statistics.ts";
import type { WorkMeter } from "./work-meter.ts";

/**
 * Which arm next. The laws that every policy keeps, and that the registry's tests hold it to:
 *
 * 1. `selectionProbabilities` is the exact law of the next pull given all pulls so far, and `select` draws from it.
 * 2. The probabilities sum to one without being made to, and permuting the arms permutes them where ties and priors
 *    are symmetric. Ties are decided by exact comparison.
 * 3. All randomness arrives as an argument.
 * 4. A policy whose definition says that it believes in counts keeps no history beyond the statistics.
 */
export interface Policy {
  /** Rebuilds all that is cached from the statistics as they stand; forgets any history. */
  reset(): void;
  select(random: Random): number;
  /** Called after the pull has been recorded in the statistics. */
  update(arm: number, reward: number): void;
  selectionProbabilities(): SelectionProbabilities;
  /** The values of `selectionProbabilities` alone, into one place per arm: for loops over very many states. */
  fillProbabilities?(out: Float64Array): void;
  /** Whether the law that was asked for last took arms to tie that it could not tell apart. Absent: it never does. */
  readonly isTieByTolerance?: boolean;
}

/**
 * Selection probabilities at all states that have the same pulls of every arm, computed together. Rewards are 0 or 1, so
 * such a state is the number of successes of every arm; states are ordered by them, those of the last arm fastest.
 */
export interface SelectionTable {
  /**
   * @param out the probabilities of the first arm, state by state, then those of the second, and so on
   * @param mass how probable every state is: nobody asks what is selected where it is 0
   */
  fill(pulls: ArrayLike<number>, out: Float64Array, mass?: Float64Array): void;
  /** The mass of all states so far where arms were taken to tie that could not be told apart. Absent: there are none. */
  readonly undecidedMass?: number;
}

/** A table that has not been made yet, with what it will roughly cost. */
export interface TablePlan {
  nanosecondsToCreate: number;
  nanosecondsPerState: number;
  bytes: number;
  /** What `create` and its bounds are measured to take, where that is far from the plan, which decides how long curves are. */
  measuredToCreate?: number;
  /** Whether all arms are pulled once before one is again: states at which that is not so are never met. */
  triesAllArmsFirst?: boolean;
  create(): SelectionTable;
}

/** What a policy needs to know about the world it is used in. */
export interface PolicyNeeds {
  /** "counts": pulls and reward sums are enough. "history": the order of the rewards matters. */
  belief: "counts" | "history";
  /** The rewards for which the rule is meant: 0 or 1 only (others are refused), [0, 1] (others raise a warning), any. */
  rewards: "binary" | "unit" | "real";
  /** "known": it plans for a number of pulls, which must be given. */
  horizon?: "known";
}

export interface PolicyContext {
  statistics: ArmStatistics;
  /** Number of pulls planned, for the policies that need to know. */
  horizon?: number;
  /**
   * A question is asked: the law is found with as many digits as it takes, and rewards and parameters are read as the
   * decimals that were written. A simulation goes by doubles, which is much faster.
   */
  isQuestion?: boolean;
  /** What exact comparisons may take; as long as they want by default. */
  meter?: WorkMeter;
}

/** A simulation as far as the time it takes depends on it. */
export interface Workload {
  armCount: number;
  /** Pulls in a replication. */
  horizon: number;
  replications: number;
  /** Expected rewards, the mean over the arms and the largest; of means that are drawn, their expectations. */
  meanReward: number;
  largestMean: number;
  /** Standard deviation of one reward, roughly. */
  deviation: number;
}

/** A mistake in the parameters that only shows once the number of arms is known. */
export interface ParameterMistake {
  /** The parameter, such as ["priors"]. */
  path: (string | number)[];
  message: string;
  allowed: string;
}

/** A policy as data: form, validation, catalogue, URL, OpenAPI and documentation derive from it. */
export interface PolicyDefinition<Kind extends string = string, Parameters extends z.ZodObject = z.ZodObject> {
  kind: Kind;
  label: string;
  /** The rule in a sentence. */
  rule: string;
  /** The rule in LaTeX. */
  formula: string;
  source: string;
  /** How its selection probabilities are obtained. */
  exactness: string;
  parameters: Parameters;
  needs: PolicyNeeds;
  /**
   * What a simulated pull takes on an ordinary core, roughly and averaged over a replication, `reset` included: estimates
   * go by it, and no result. `npm run bench -- estimates` holds it against what is measured.
   */
  pullNanoseconds(parameters: z.output<Parameters>, workload: Workload): number;
  /** What all replications of a simulation need only once, such as a plan, or indices that are remembered. */
  onceNanoseconds?(parameters: z.output<Parameters>, workload: Workload): number;
  create(parameters: z.output<Parameters>, context: PolicyContext): Policy;
  /** What is wrong with the parameters for this number of arms, if anything. */
  check?(parameters: z.output<Parameters>, armCount: number): ParameterMistake | undefined;
  /** The most pulls that the rule can plan for with so many arms; 0 if there is no such number. */
  longestHorizon?(armCount: number): number;
  /** Posterior of every arm, for the policies that keep one. */
  posteriors?(parameters: z.output<Parameters>, statistics: ArmStatistics): Record<string, number>[];
  /**
   * Roughly what the first decision takes, in nanoseconds, for the policies that neither compare indices in closed form
   * nor integrate their posteriors.
   */
  firstDecisionNanoseconds?(parameters: z.output<Parameters>, armCount: number, horizon?: number): number;
  /** Roughly what a pull of a question's history takes, in nanoseconds, for the policies that depend on their order. */
  replayNanoseconds?(armCount: number): number;
  /** Roughly what a draw of one decision takes, in nanoseconds, where that is more than looking at who leads. */
  drawNanoseconds?(armCount: number): number;
  /**
   * The law after up to so many pulls in all of rewards 0 or 1, one less than the horizon, where many states together
   * cost less than one by one.
   */
  tabulate?(parameters: z.output<Parameters>, armCount: number, mostPulls: number): TablePlan | undefined;
}

/** Types a definition by its own parameters. */
export function definePolicy<const Kind extends string, Parameters extends z.ZodObject>(
  definition: PolicyDefinition<Kind, Parameters>,
): PolicyDefinition<Kind, Parameters> {
  return definition;
}

export type TieBreak = "uniform" | "first";

/** The parameter of every policy that takes an argmax. */
export const tieBreakParameter = z
  .enum(["uniform", "first"])
  .default("uniform")
  .meta({ title: "ties", description: "Split ties evenly, or give them to the arm with the lowest index." });

/** The parameter of the policies that rank arms by sample mean. */
export const initialValueParameter = z
  .number()
  .min(-1e9)
  .max(1e9)
  .default(0)
  .meta({ title: "value of an untried arm", symbol: "Q_0" });
