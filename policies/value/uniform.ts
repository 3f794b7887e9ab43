import * as z from "zod";
import { exactProbability } from "../law.ts";
import { Rational } from "../numerics/rational.ts";
import { definePolicy, type Policy, stateNanoseconds } from "../policy.ts";
import { rewardSpaces } from "../reward-space.ts";
import type { Random } from "../random/random.ts";

/**
 * Uniform: every arm with the same probability, regardless of results. Every policy should beat it.
 *
 *   π(a) = 1/K
 *
 * Regret is t times the mean gap. Lattimore & Szepesvári (2020) §1.
 */
export const uniform = definePolicy({
  kind: "uniform",
  label: "Uniform",
  rule: "Plays every arm with the same probability, regardless of results.",
  formula: String.raw`\pi(a) = \frac{1}{K}`,
  source: "Lattimore & Szepesvári (2020), Bandit Algorithms, ch. 1",
  exactness: "a fraction",
  parameters: z.strictObject({}),
  needs: () => ({ belief: "counts", rewards: rewardSpaces.real }),
  costs: {
    pull: () => 14,
    decision: stateNanoseconds,
  },
  blockWeight: () => ({ fixed: 16, perArm: 0 }),
  create: (_, { statistics }) => new Uniform(statistics.armCount),
});

class Uniform implements Policy {
  readonly #armCount: number;

  constructor(armCount: number) {
    this.#armCount = armCount;
  }
  reset() {}
  select(random: Random) {
    return random.below(this.#armCount);
  }
  update() {}
  selectionProbabilities() {
    const share = exactProbability(Rational.of(1, this.#armCount));
    return { method: "closed-form" as const, arms: Array.from({ length: this.#armCount }, () => ({ ...share })) };
  }
  fillProbabilities(out: Float64Array) {
    for (let arm = 0; arm < out.length; arm++) out[arm] = 1 / this.#armCount;
  }
}
