import * as z from "zod";
import { pow } from "../../policies/numerics/elementary.ts";
import { normal } from "../../policies/random/normal.ts";
import type { Random } from "../../policies/random/random.ts";
import { rewardSpaces } from "../../policies/reward-space.ts";
import { defineBandit, gapsOf, meansParameter, type StationaryBandit } from "./bandit.ts";

export const standardDeviation = z
  .number()
  .min(1e-9)
  .max(1e9)
  .default(1)
  .meta({ title: "standard deviation of every reward", symbol: "\\sigma" });

/** Gaussian arms: normal rewards around the arm's own mean, all with the same standard deviation. */
export const gaussian = defineBandit({
  kind: "gaussian",
  label: "Gaussian",
  rule: "Every pull pays a normal reward around the arm's own mean.",
  formula: String.raw`R \sim \mathcal N(\mu_a, \sigma^2)`,
  source: "Lattimore & Szepesvári (2020), Bandit Algorithms, ch. 4",
  parameters: z.strictObject({
    means: meansParameter(z.number().min(-1e9).max(1e9), [0, 0.5]),
    standardDeviation,
  }),
  variants: [{ means: [0, 0.3, -0.4], standardDeviation: 0.7 }],
  rewards: () => rewardSpaces.real,
  changes: "never",
  armCount: ({ means }) => means.length,
  fixedMeans: ({ means }) => means,
  rewardDeviation: ({ standardDeviation }) => standardDeviation,
  create: ({ means, standardDeviation }) => new Gaussian(Float64Array.from(means), standardDeviation),
  divergence: ({ standardDeviation }, mean, other) => pow((mean - other) / standardDeviation, 2) / 2,
});

/**
 * The 10-armed testbed: Gaussian arms of unit variance whose means are drawn from N(0, 1) anew in every replication.
 * Sutton & Barto (2018) §2.3.
 */
export const gaussianTestbed = defineBandit({
  kind: "gaussian-testbed",
  label: "Gaussian testbed",
  rule: "Gaussian arms of unit variance whose means are drawn from N(0, 1) anew in every replication.",
  formula: String.raw`\mu_a \sim \mathcal N(0, 1), \qquad R \sim \mathcal N(\mu_a, 1)`,
  source: "Sutton & Barto (2018), Reinforcement Learning, §2.3",
  parameters: z.strictObject({
    arms: z.int().min(1).max(1000).default(10).meta({ title: "number of arms", symbol: "K" }),
  }),
  variants: [{ arms: 10 }],
  rewards: () => rewardSpaces.real,
  changes: "never",
  armCount: ({ arms }) => arms,
  drawn: ({ arms }) => ({ nanoseconds: 30, means: Array.from({ length: arms }, () => ({ mean: 0, deviation: 1 })) }),
  rewardDeviation: () => 1,
  create: ({ arms }, random) =>
    new Gaussian(
      Float64Array.from({ length: arms }, () => normal(random)),
      1,
    ),
});

export class Gaussian implements StationaryBandit {
  readonly means: Float64Array;
  readonly gaps: Float64Array;
  readonly #standardDeviation: number;

  constructor(means: Float64Array, standardDeviation: number) {
    this.means = means;
    this.gaps = gapsOf(means);
    this.#standardDeviation = standardDeviation;
  }
  pull(arm: number, random: Random): number {
    return this.means[arm] + this.#standardDeviation * normal(random);
  }
}
