import * as z from "zod";
import type { BetaParameters } from "../../policies/posteriors/beta.ts";
import type { ParameterMistake } from "../../policies/policy.ts";
import type { Random } from "../../policies/random/random.ts";
import type { RewardSpace } from "../../policies/reward-space.ts";

/** The world of one replication: arms that pay rewards. A policy never sees it. */
export interface Bandit {
  /** Expected reward of every arm, at this decision. */
  readonly means: Float64Array;
  /** The best mean minus the arm's own: 0 for the best arms and positive for all others. Absent where means change. */
  readonly gaps?: Float64Array;
  /**
   * The sum of means that the comparator has collected after t pulls, where regret is not measured against the best arm of
   * every decision.
   */
  comparator?(name: "best-fixed" | "oracle", t: number): number;
  /** The reward of one pull. */
  pull(arm: number, random: Random): number;
  /**
   * Moves the world to decision t. Called with 1 after a restart, and then at every change. Absent if it never changes.
   *
   * @param random the world's own stream, the same for every policy
   * @returns the decision of the next change; Infinity where there is none
   */
  moveTo?(t: number, random: Random): number;
  /** The arms that the last move replaced by new ones. Policies forget them. */
  readonly replaced?: readonly number[];
  /** Returns the world to the first decision. Called before every policy of a replication. */
  restart?(random: Random): void;
}

/** A world whose means never change. */
export type StationaryBandit = Bandit & { readonly gaps: Float64Array };

/** Arms that pay 0 or 1, by their means or by the Beta prior of each mean. */
export type BinaryArms =
  | { means: readonly number[]; priors?: undefined }
  | { priors: readonly BetaParameters[]; means?: undefined };

/** Whether the means of a bandit change, and by what. */
export type Changes = "never" | "with time" | "with pulls";

/** The means of all arms from pull `from` on. */
export interface Segment {
  from: number;
  means: readonly number[];
}

/** The distribution of an arm's mean. */
export interface DrawnMean {
  mean: number;
  deviation: number;
}

/** The gaps of arms with these means. */
export function gapsOf(means: Float64Array): Float64Array {
  let best = -Infinity;
  for (let arm = 0; arm < means.length; arm++) if (means[arm] > best) best = means[arm];
  return means.map((mean) => best - mean);
}

/** A bandit as data. Forms, validation, the catalogue, addresses, OpenAPI and documentation derive from it. */
export interface BanditDefinition<Kind extends string = string, Parameters extends z.ZodObject = z.ZodObject> {
  kind: Kind;
  label: string;
  rule: string;
  formula: string;
  source: string;
  parameters: Parameters;
  /** Parameters other than the defaults that tests try; the first is the kind's example. */
  variants?: readonly Partial<z.input<Parameters>>[];
  /** The space of the rewards that it pays. */
  rewards(parameters: z.output<Parameters>): RewardSpace;
  /** The comparator of regret, where it is neither the best arm nor, where means change, the best arm of every decision. */
  comparator?: "best-fixed" | "oracle";
  /** Whether means change: never, with decisions or with pulls. */
  changes: Changes;
  /** Whether arms are replaced by new ones, so that policies must be able to forget them. */
  replacesArms?: true;
  armCount(parameters: z.output<Parameters>): number;
  /** The means, where they are the same in every replication. */
  fixedMeans?(parameters: z.output<Parameters>): readonly number[];
  /** The segments of constant means, the first from pull 1, where means change rarely and at known pulls. */
  segments?(parameters: z.output<Parameters>): readonly Segment[];
  /** The means averaged over time, for estimates, where means change in another way. */
  averageMeans?(parameters: z.output<Parameters>): readonly number[];
  /** A mistake in the combination of parameters, if any. */
  check?(parameters: z.output<Parameters>): ParameterMistake | undefined;
  /** Its arms, for exact calculation, where rewards are 0 or 1 and arms are independent. */
  binaryArms?(parameters: z.output<Parameters>): BinaryArms;
  /** Where means are drawn: the rough time of a draw on an ordinary core, and the distribution of every mean. */
  drawn?(parameters: z.output<Parameters>): { nanoseconds: number; means: readonly DrawnMean[] };
  /** The standard deviation of the rewards of an arm with this mean. */
  rewardDeviation(parameters: z.output<Parameters>, mean: number): number;
  /** Creates the world of one replication; `random` draws means that are drawn anew in every replication. */
  create(parameters: z.output<Parameters>, random: Random): Bandit;
  /** The Kullback–Leibler divergence of one pull between arms with these two means, for the Lai–Robbins bound. */
  divergence?(parameters: z.output<Parameters>, mean: number, other: number): number;
}

/** The parameter `means`: one number in a range for every arm. */
export const meansParameter = (mean: z.ZodNumber, means: number[], title = "mean reward of every arm") =>
  z.array(mean).min(1).max(1000).default(means).meta({ title, symbol: "\\mu" });

/** Infers a definition's type from its parameters. */
export function defineBandit<const Kind extends string, Parameters extends z.ZodObject>(
  definition: BanditDefinition<Kind, Parameters>,
): BanditDefinition<Kind, Parameters> {
  return definition;
}
