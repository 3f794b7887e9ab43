import type * as z from "zod";
import type { IndexFormula } from "./index/formula/index-formula.ts";
import type { SelectionProbabilities } from "./law.ts";
import type { Posteriors } from "./posteriors/family.ts";
import type { Random } from "./random/random.ts";
import type { RewardSpace } from "./reward-space.ts";
import type { Seen } from "./seen.ts";
import type { ArmStatistics } from "./statistics/arm-statistics.ts";

/**
 * Chooses which arm to play next. Every policy obeys these laws, which the registry's tests check:
 *
 * 1. `selectionProbabilities` is the exact law of the next pull given all pulls so far, and `select` draws from it.
 * 2. The probabilities sum to one without being normalised, and permuting the arms permutes them if ties and priors are
 *    symmetric. Ties are decided by exact comparison.
 * 3. All randomness arrives as an argument.
 * 4. A policy whose definition says `belief: "counts"` keeps no history beyond the statistics.
 */
export interface Policy {
  /** Rebuilds every cached value from the present statistics; forgets any history. */
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
  /**
   * Whether the last law that was asked for has a tie by tolerance: arms that it cannot tell apart count as tied.
   * Absent: never.
   */
  readonly isTieByTolerance?: boolean;
  /** The arm it recommends as the best. Absent: an arm with the highest sample mean (see `recommendationOf`). */
  recommend?(random: Random): number;
  /** As `select`, with the same choice from the same random numbers, and says what it drew for each arm; NaN for an arm not drawn. */
  selectShown?(random: Random, draws: Float64Array): number;
  /** The numbers by which it chooses, one an arm. Absent: there are none, or they are not kept. */
  armValues?(): ArmValues | undefined;
  /** Whether it needs no further pull to recommend the best arm. Absent: never. */
  hasDecided?(): boolean;
  /**
   * Tells the policy that a new, unknown arm has replaced this one; called after its statistics were cleared. Absent:
   * `reset` rebuilds the policy from the statistics, if it keeps no history.
   */
  forget?(arm: number): void;
}

/**
 * The numbers by which a rule chooses: indices, of which the highest is played (ε-greedy: when it does not explore), ∞ for an
 * arm that comes before all others; or preferences H with π(a) in proportion to exp(H(a)), apart from a share that some rules
 * spread evenly.
 */
export interface ArmValues {
  kind: "index" | "preference";
  values: Float64Array;
}

/** What a policy needs to know about the world it is used in. */
export interface PolicyNeeds {
  /**
   * "counts": pulls and reward sums are enough. "moments": it needs sums of squared rewards, too; for rewards of 0 or 1
   * these equal the sums, so counts are enough. "history": the order of the rewards matters.
   */
  belief: "counts" | "moments" | "history";
  /** The rewards for which the rule is meant. */
  rewards: RewardSpace;
  /**
   * The rewards with which it can compute. Others are refused; rewards it can compute with but is not meant for give a
   * warning.
   */
  computable?: RewardSpace;
  /** "known": it plans for a given number of pulls. */
  horizon?: "known";
  /** It learns from the probability of the arm at the time of the pull (`Seen.propensity`). */
  propensity?: true;
}

/** The properties of a simulation that its computing time depends on. */
export interface Workload {
  armCount: number;
  /** Pulls in a replication. */
  horizon: number;
  replications: number;
  /** Expected rewards: the mean over the arms, and the largest. If means are drawn, the expectations of both. */
  meanReward: number;
  largestMean: number;
  /** Approximate standard deviation of one reward. */
  deviation: number;
}

/** Approximate computing time of a policy on an ordinary core, in nanoseconds. Required, so that no estimate is a guess. */
export interface PolicyCosts<Parameters = Record<string, unknown>> {
  /**
   * A simulated pull, averaged over a replication, `reset` included. Estimates use it; no result depends on it. `npm run
   * bench -- estimates` compares it with measured times.
   */
  pull(parameters: Parameters, workload: Workload): number;
  /** Work done once for all replications of a simulation, such as a plan, or indices that are remembered. */
  once?(parameters: Parameters, workload: Workload): number;
  /**
   * The selection probabilities of one state, as doubles, in the exact programme without a table. The lengths of exact
   * curves depend on it, so a correction belongs to a new engine version.
   */
  decision(parameters: Parameters, armCount: number, horizon?: number): number;
  /**
   * The selection probabilities in a question, with all their digits, if they take longer than `decision` and the
   * posteriors do not say how long.
   */
  question?(parameters: Parameters, armCount: number, horizon?: number): number;
  /**
   * The indices and laws of all steps of a trace, if steps use what earlier ones computed; by default each step is a
   * question.
   */
  steps?(parameters: Parameters, armCount: number, from: number, to: number): number;
  /** A pull of a question's history, for policies that depend on the order of pulls. */
  replay?(armCount: number): number;
  /** The error bound of a question's law after so many pulls, for rules that keep all of them for it. */
  bound?(armCount: number, pulls: number): number;
  /** A draw of one decision, if that takes longer than reading the leaders. */
  draw?(armCount: number): number;
}

/** `fixed` + `perArm`·K. */
export interface BlockWeight {
  fixed: number;
  perArm: number;
}

/** A mistake in the parameters that can be found only when the number of arms is known. */
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
  /** Parameters for which the rule takes a different branch than with its defaults; tests try them. */
  variants?: readonly Partial<z.input<Parameters>>[];
  /** @param rewards the rewards of the world; some rules need less for some rewards than for others */
  needs(parameters: z.output<Parameters>, rewards: RewardSpace): PolicyNeeds;
  costs: PolicyCosts<z.output<Parameters>>;
  /**
   * The weight of a pull when replications are grouped into blocks: very roughly its nanoseconds. The grouping decides
   * the last bits of a result, so a weight is part of the engine version and stays as it is when a cost is corrected.
   */
  blockWeight(parameters: z.output<Parameters>): BlockWeight;
  create(parameters: z.output<Parameters>, seen: Seen): Policy;
  /** The mistake in the parameters for this number of arms, if there is one. */
  check?(parameters: z.output<Parameters>, armCount: number): ParameterMistake | undefined;
  /** The longest horizon that the rule can plan for with this number of arms; 0 if it cannot plan at all. */
  longestHorizon?(armCount: number): number;
  /** The posterior of every arm, for policies that have one. */
  posteriors?(parameters: z.output<Parameters>, statistics: ArmStatistics): Posteriors;
  /**
   * Defaults of the parameters whose default depends on the problem; such a parameter is optional in the schema.
   *
   * @param horizon the number of pulls, if it is known
   */
  defaults?(armCount: number, horizon: number | undefined): Partial<z.output<Parameters>>;
  /**
   * A rule of history can forget an arm that is replaced (`Policy.forget`). Rules of counts and moments rebuild
   * themselves.
   */
  forgets?: true;
  /** Whether no exact law is affordable for this number of arms: answers are then frequencies with a standard error. */
  isSampled?(parameters: z.output<Parameters>, armCount: number): boolean;
  /**
   * The index as data, if the rule plays untried arms first and then the arm with the highest index.
   *
   * @throws RangeError without the horizon, if the index contains T
   */
  indexFormula?(parameters: z.output<Parameters>, armCount: number, horizon?: number): IndexFormula;
}

/** Gives a definition the type of its own parameters. */
export function definePolicy<const Kind extends string, Parameters extends z.ZodObject>(
  definition: PolicyDefinition<Kind, Parameters>,
): PolicyDefinition<Kind, Parameters> {
  return definition;
}

/** `costs.decision` of a rule that reads every arm once or twice. */
export function stateNanoseconds(_: unknown, armCount: number): number {
  return 40 + 40 * armCount;
}
