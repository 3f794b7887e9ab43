import * as z from "zod";
import { log1pmx } from "../../policies/numerics/log1pmx.ts";
import { PoissonDraws } from "../../policies/random/poisson.ts";
import type { Random } from "../../policies/random/random.ts";
import { rewardSpaces } from "../../policies/reward-space.ts";
import { defineBandit, gapsOf, meansParameter, type StationaryBandit } from "./bandit.ts";

/** Poisson arms: every pull pays a count, such as clicks in an hour. */
export const poisson = defineBandit({
  kind: "poisson",
  label: "Poisson",
  rule: "Every pull pays a Poisson number of the arm's own mean: 0, 1, 2 …",
  formula: String.raw`R \sim \operatorname{Poisson}(\mu_a)`,
  source: "Garivier & Cappé (2011), The KL-UCB algorithm for bounded stochastic bandits and beyond",
  parameters: z.strictObject({ means: meansParameter(z.number().min(0).max(1e6), [1, 1.5]) }),
  variants: [{ means: [3, 0.2, 40] }, { means: [0, 1000] }],
  rewards: () => rewardSpaces.count,
  changes: "never",
  armCount: ({ means }) => means.length,
  fixedMeans: ({ means }) => means,
  rewardDeviation: (_, mean) => Math.sqrt(mean),
  create: ({ means }) => new Poisson(Float64Array.from(means)),
  // x − μ + μ·ln(μ/x). For μ near x its linear terms cancel, so they are left out.
  divergence: (_, mean, other) => (mean === 0 ? other : -mean * log1pmx((other - mean) / mean)),
});

class Poisson implements StationaryBandit {
  readonly means: Float64Array;
  readonly gaps: Float64Array;
  readonly #draws: readonly PoissonDraws[];

  constructor(means: Float64Array) {
    this.means = means;
    this.gaps = gapsOf(means);
    this.#draws = Array.from(means, (mean) => new PoissonDraws(mean));
  }
  pull(arm: number, random: Random): number {
    return this.#draws[arm].draw(random);
  }
}
