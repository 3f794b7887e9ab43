import * as z from "zod";
import { boltzmannLaw } from "../boltzmann-law.ts";
import { Rational } from "../numerics/rational.ts";
import { softmaxInto } from "../numerics/softmax.ts";
import { RunningWeights } from "../random/running-weights.ts";
import { definePolicy, type Policy, stateNanoseconds } from "../policy.ts";
import { rewardSpaces } from "../reward-space.ts";
import type { Random } from "../random/random.ts";
import type { ArmStatistics } from "../statistics/arm-statistics.ts";

/**
 * Softmax (Boltzmann exploration): probabilities proportional to the exponentials of the sample means.
 *
 *   π(a) = exp(Q(a)/τ) / Σ_b exp(Q(b)/τ),   Q(a) = s_a/n_a,   Q(untried arm) = 0
 *
 * For fixed τ regret grows linearly in t. Luce (1959); Kuleshov & Precup (2014).
 */
export const softmax = definePolicy({
  kind: "softmax",
  label: "Softmax",
  rule: "Plays each arm with probability proportional to exp(sample mean / temperature).",
  formula: String.raw`\pi(a) = \frac{e^{Q(a)/\tau}}{\sum_b e^{Q(b)/\tau}}`,
  source: "Luce (1959); Kuleshov & Precup (2014), Algorithms for multi-armed bandit problems",
  exactness: "a closed form with a proven rounding bound; 1/K if all means are equal",
  parameters: z.strictObject({
    temperature: z.number().min(1e-6).max(1e9).default(0.1).meta({ title: "temperature", symbol: "\\tau" }),
  }),
  variants: [{ temperature: 1 }],
  needs: () => ({ belief: "counts", rewards: rewardSpaces.real }),
  costs: {
    pull: (_, { armCount }) => 50 + armCount,
    decision: stateNanoseconds,
    draw: (armCount) => 18 + 0.5 * armCount,
  },
  blockWeight: () => ({ fixed: 64, perArm: 1 }),
  create: ({ temperature }, { statistics }) => new Softmax(temperature, statistics),
});

class Softmax implements Policy {
  readonly #temperature: number;
  readonly #statistics: ArmStatistics;
  readonly #means: Float64Array;
  readonly #weights: RunningWeights;

  constructor(temperature: number, statistics: ArmStatistics) {
    this.#temperature = temperature;
    this.#statistics = statistics;
    this.#means = new Float64Array(statistics.armCount);
    this.#weights = new RunningWeights(this.#means, temperature);
    this.reset();
  }
  reset() {
    const means = this.#means;
    for (let arm = 0; arm < means.length; arm++) means[arm] = this.#statistics.mean(arm, 0);
    this.#weights.rebuild();
  }
  select(random: Random) {
    return this.#weights.draw(random);
  }
  update(arm: number) {
    this.#means[arm] = this.#statistics.sampleMean(arm);
    this.#weights.refresh(arm);
  }
  armValues() {
    return { kind: "preference" as const, values: this.#means.map((mean) => mean / this.#temperature) };
  }
  fillProbabilities(out: Float64Array) {
    softmaxInto(this.#means, this.#temperature, out);
  }
  selectionProbabilities() {
    const { pulls, armCount } = this.#statistics;
    const means = Array.from({ length: armCount }, (_, arm) =>
      pulls[arm] === 0 ? Rational.zero : this.#statistics.exactMean(arm),
    );
    let best = 0;
    for (let arm = 1; arm < armCount; arm++) if (this.#statistics.compareMeans(arm, best, 0) > 0) best = arm;
    // Rounded after the subtraction, so means much larger than the temperature keep the digits that matter.
    const behind = Float64Array.from(means, (mean) => mean.minus(means[best]).toNumber());
    const identical = behind.every((difference) => difference === 0);
    return boltzmannLaw(behind, this.#temperature, 0, identical);
  }
}
