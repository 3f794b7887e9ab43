import type * as z from "zod";
import type { BetaParameters } from "../../policies/posteriors/beta.ts";
import type { Random } from "../../policies/random/random.ts";

/** One world: arms that pay. A policy never sees it. */
export interface Bandit {
  /** Expected reward of every arm. */
  readonly means: Float64Array;
  /** How much less every arm pays than the best, in expectation: 0 for the best arms and for no other. */
  readonly gaps: Float64Array;
  /** The reward of one pull. */
  pull(arm: number, random: Random): number;
}

/** What is known of arms that pay 0 or 1: their means, or the Beta prior that every mean is drawn from. */
export type BinaryArms =
  | { means: readonly number[]; priors?: undefined }
  | { priors: readonly BetaParameters[]; means?: undefined };

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
  /** The range of its rewards, against what policies need. */
  rewards: "binary" | "real";
  armCount(parameters: z.output<Parameters>): number;
  /** The means, where they do not change from one replication to the next. */
  fixedMeans?(parameters: z.output<Parameters>): readonly number[];
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

/** Types a definition by its own parameters. */
export function defineBandit<const Kind extends string, Parameters extends z.ZodObject>(
  definition: BanditDefinition<Kind, Parameters>,
): BanditDefinition<Kind, Parameters> {
  return definition;
}
