import type * as z from "zod";
import type { IndexFormula } from "./index/formula/index-formula.ts";
import type { SelectionProbabilities } from "./law.ts";
import type { Posteriors } from "./posteriors/family.ts";
import type { Random } from "./random/random.ts";
import type { RewardSpace } from "./reward-space.ts";
import type { Seen } from "./seen.ts";
import type { ArmStatistics } from "./statistics/arm-statistics.ts";

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
  /**
   * Learns from the answer to a pull, after it has been recorded in the statistics.
   *
   * @param random for the rules that draw when they learn
   */
  update(arm: number, reward: number, random: Random): void;
  selectionProbabilities(): SelectionProbabilities;
  /** The values of `selectionProbabilities` alone, into one place per arm: for loops over very many states. */
  fillProbabilities?(out: Float64Array): void;
  /** Whether the law that was asked for last took arms to tie that it could not tell apart. Absent: it never does. */
  readonly isTieByTolerance?: boolean;
  /** The arm that is named as the best one. Absent: an arm with the highest sample mean (see `recommendationOf`). */
  recommend?(random: Random): number;
  /** Whether it needs no further pull to name the best arm. Absent: it never says so. */
  hasDecided?(): boolean;
  /**
   * The arm has been replaced by a new one, of which nothing is known: called after its statistics were cleared. Absent:
   * `reset` rebuilds the policy from the statistics, where it keeps no history.
   */
  forget?(arm: number): void;
}

/** What a policy needs to know about the world it is used in. */
export interface PolicyNeeds {
  /**
   * "counts": pulls and reward sums are enough. "moments": sums of squared rewards too; where rewards are 0 or 1 these are
   * the sums, and the rule is one of counts. "history": the order of the rewards matters.
   */
  belief: "counts" | "moments" | "history";
  /** The rewards for which the rule is meant. */
  rewards: RewardSpace;
  /** The rewards with which it can compute: with others it is refused, and beside those it is meant for it is warned of. */
  computable?: RewardSpace;
  /** "known": it plans for a number of pulls, which must be given. */
  horizon?: "known";
  /** It learns by the probability of the arm at the time of the pull (`Seen.propensity`). */
  propensity?: true;
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

/** What a policy takes on an ordinary core, in nanoseconds, roughly. Required, so that nothing goes by a guess. */
export interface PolicyCosts<Parameters = Record<string, unknown>> {
  /**
   * A simulated pull, averaged over a replication, `reset` included: estimates go by it, and no result.
   * `npm run bench -- estimates` holds it against what is measured.
   */
  pull(parameters: Parameters, workload: Workload): number;
  /** What all replications of a simulation need only once, such as a plan, or indices that are remembered. */
  once?(parameters: Parameters, workload: Workload): number;
  /**
   * The selection probabilities of one state, as doubles: of a state in the exact programme, where there is no table. The
   * lengths of exact curves go by it, so that a correction belongs to a new engine version.
   */
  decision(parameters: Parameters, armCount: number, horizon?: number): number;
  /** Those of a question, with all their digits, where that takes more than `decision` and its posteriors do not tell. */
  question?(parameters: Parameters, armCount: number, horizon?: number): number;
  /** A pull of a question's history, for the policies that depend on their order. */
  replay?(armCount: number): number;
  /** A draw of one decision, where that is more than looking at who leads. */
  draw?(armCount: number): number;
}

/** `fixed` + `perArm`·K. */
export interface BlockWeight {
  fixed: number;
  perArm: number;
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
  /** Parameters under which the rule takes another turn than with its defaults: what tests try. */
  variants?: readonly Partial<z.input<Parameters>>[];
  /**
   * @param rewards those of the world it is used in, for the rules that need less of some rewards than of others
   */
  needs(parameters: z.output<Parameters>, rewards: RewardSpace): PolicyNeeds;
  costs: PolicyCosts<z.output<Parameters>>;
  /**
   * What a pull weighs where replications are grouped into blocks, very roughly its nanoseconds. The grouping decides the
   * last bits of a result: a weight is part of the engine version, and stays as it is when a cost is corrected.
   */
  blockWeight(parameters: z.output<Parameters>): BlockWeight;
  create(parameters: z.output<Parameters>, seen: Seen): Policy;
  /** What is wrong with the parameters for this number of arms, if anything. */
  check?(parameters: z.output<Parameters>, armCount: number): ParameterMistake | undefined;
  /** The most pulls that the rule can plan for with so many arms; 0 if there is no such number. */
  longestHorizon?(armCount: number): number;
  /** Posterior of every arm, for the policies that keep one. */
  posteriors?(parameters: z.output<Parameters>, statistics: ArmStatistics): Posteriors;
  /**
   * The parameters that depend on the problem, where they are left out: such a parameter is optional in the schema.
   *
   * @param horizon where it is known
   */
  defaults?(armCount: number, horizon: number | undefined): Partial<z.output<Parameters>>;
  /** Of a rule of history: it can forget an arm that is replaced. Rules of counts and moments rebuild themselves. */
  forgets?: true;
  /** Whether no exact law is affordable for so many arms: answers are then frequencies with a standard error. */
  isSampled?(parameters: z.output<Parameters>, armCount: number): boolean;
  /**
   * The index as data, of a rule that plays untried arms first and then the arm with the highest index.
   *
   * @throws RangeError without the horizon, where the index has T in it
   */
  indexFormula?(parameters: z.output<Parameters>, armCount: number, horizon?: number): IndexFormula;
}

/** Types a definition by its own parameters. */
export function definePolicy<const Kind extends string, Parameters extends z.ZodObject>(
  definition: PolicyDefinition<Kind, Parameters>,
): PolicyDefinition<Kind, Parameters> {
  return definition;
}

/** `costs.decision` of a rule that looks at every arm once or twice. */
export function stateNanoseconds(_: unknown, armCount: number): number {
  return 40 + 40 * armCount;
}
