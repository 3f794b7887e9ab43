import * as z from "zod";
import type { BetaParameters } from "../../policies/posteriors/beta.ts";
import type { ParameterMistake } from "../../policies/policy.ts";
import type { Random } from "../../policies/random/random.ts";
import type { RewardSpace } from "../../policies/reward-space.ts";

/** One world: arms that pay. A policy never sees it. */
export interface Bandit {
  /** Expected reward of every arm, at this decision. */
  readonly means: Float64Array;
  /**
   * How much less every arm pays than the best, in expectation: 0 for the best arms and for no other. Absent where means
   * change.
   */
  readonly gaps?: Float64Array;
  /**
   * What regret is measured against, where that is not the best arm of every decision: the sum of the means that it has
   * collected after t pulls.
   */
  comparator?(name: "best-fixed" | "oracle", t: number): number;
  /** The reward of one pull. */
  pull(arm: number, random: Random): number;
  /**
   * Moves the world to decision t: called for 1 after a restart, and then at every change.
   *
   * @param random the world's own stream, the same for every policy
   * @returns the decision of the next change; Infinity where there is none. Absent: it never changes
   */
  moveTo?(t: number, random: Random): number;
  /** The arms that the last move replaced by new ones: policies are told to forget them. */
  readonly replaced?: readonly number[];
  /** Puts the world back to the first decision: called before every policy of a replication. */
  restart?(random: Random): void;
}

/** A world whose means never change. */
export type StationaryBandit = Bandit & { readonly gaps: Float64Array };

/** What is known of arms that pay 0 or 1: their means, or the Beta prior that every mean is drawn from. */
export type BinaryArms =
  | { means: readonly number[]; priors?: undefined }
  | { priors: readonly BetaParameters[]; means?: undefined };

/** Whether the means of a bandit change, and by what. */
export type Changes = "never" | "with time" | "with pulls";

/** The means of all arms from a pull on. */
export interface Segment {
  from: number;
  means: readonly number[];
}

/** The distribution of an arm's mean. */
export interface DrawnMean {
  mean: number;
  deviation: number;
}

/** The gaps of arms whose means are known as exactly as doubles are. */
export function gapsOf(means: Float64Array): Float64Array {
  let best = -Infinity;
  for (let arm = 0; arm < means.length; arm++) if (means[arm] > best) best = means[arm];
  return means.map((mean) => best - mean);
}

/** A bandit as data: form, validation, catalogue, URL, OpenAPI and documentation derive from it. */
export interface BanditDefinition<Kind extends string = string, Parameters extends z.ZodObject = z.ZodObject> {
  kind: Kind;
  label: string;
  rule: string;
  formula: string;
  source: string;
  parameters: Parameters;
  /** Parameters other than the defaults that tests try; the first is the kind's example. */
  variants?: readonly Partial<z.input<Parameters>>[];
  /** The rewards that it pays, against what policies need. */
  rewards(parameters: z.output<Parameters>): RewardSpace;
  /** What regret is against, where that is neither the best arm nor, where means change, the best arm of every decision. */
  comparator?: "best-fixed" | "oracle";
  /** Whether means change: never, from decision to decision, or by being pulled. */
  changes: Changes;
  /** Whether arms are replaced by new ones, so that policies must be able to forget them. */
  replacesArms?: true;
  armCount(parameters: z.output<Parameters>): number;
  /** The means, where they do not change from one replication to the next. */
  fixedMeans?(parameters: z.output<Parameters>): readonly number[];
  /** The means of all arms from some pulls on, the first from 1, where they change at known pulls and rarely. */
  segments?(parameters: z.output<Parameters>): readonly Segment[];
  /** The means averaged over time, where they change otherwise: what estimates go by. */
  averageMeans?(parameters: z.output<Parameters>): readonly number[];
  /** What is wrong with the parameters together, if anything. */
  check?(parameters: z.output<Parameters>): ParameterMistake | undefined;
  /** Its arms, where rewards are 0 or 1 and arms are independent: what exact calculation starts from. */
  binaryArms?(parameters: z.output<Parameters>): BinaryArms;
  /** Where means are drawn: what drawing one takes on an ordinary core, roughly, and the distribution it is drawn from. */
  drawn?(parameters: z.output<Parameters>): { nanoseconds: number; means: readonly DrawnMean[] };
  /** Standard deviation of the rewards of an arm of such a mean. */
  rewardDeviation(parameters: z.output<Parameters>, mean: number): number;
  /** The world of one replication; `random` serves the bandits that draw their means anew. */
  create(parameters: z.output<Parameters>, random: Random): Bandit;
  /** Kullback–Leibler divergence of one pull between two arms of these means, for the Lai–Robbins bound. */
  divergence?(parameters: z.output<Parameters>, mean: number, other: number): number;
}

/** The means of every arm, of numbers in a range. */
export const meansParameter = (mean: z.ZodNumber, means: number[], title = "mean reward of every arm") =>
  z.array(mean).min(1).max(1000).default(means).meta({ title, symbol: "\\mu" });

/** Types a definition by its own parameters. */
export function defineBandit<const Kind extends string, Parameters extends z.ZodObject>(
  definition: BanditDefinition<Kind, Parameters>,
): BanditDefinition<Kind, Parameters> {
  return definition;
}
