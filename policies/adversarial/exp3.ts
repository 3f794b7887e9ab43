import * as z from "zod";
import { boltzmannLaw } from "../numerics/boltzmann.ts";
import { log } from "../numerics/elementary.ts";
import type { SelectionProbabilities } from "../numerics/probability.ts";
import { definePolicy, type Policy, stateNanoseconds } from "../policy.ts";
import { rewardSpaces } from "../reward-space.ts";
import { Coins } from "../random/coins.ts";
import type { Random } from "../random/random.ts";
import { RunningWeights, weightsError } from "../random/running-weights.ts";
import { PreciseExp3 } from "./precise-exp3.ts";

const parameters = z.strictObject({
  gamma: z.number().min(1e-9).max(1).default(0.1).meta({
    title: "exploration share",
    symbol: "\\gamma",
    description: "The share of pulls spread evenly over all arms, and the step of the weights; 1 is uniform.",
  }),
});

/**
 * Exp3: exponential weights of importance-weighted rewards, mixed with the uniform law; made for rewards that an
 * adversary may choose.
 *
 *   π(a) = (1 − γ)·w_a/Σw + γ/K;   w_a ← w_a·exp(γ·x/(K·π(a))) for the arm a that paid x,   w = 1 at first
 *
 * Kept as logarithms of the weights, which grow without end. Rewards in [0, 1]. The estimate divides by the probability
 * at the time of the pull, so the order of rewards matters. Auer, Cesa-Bianchi, Freund & Schapire (2002), figure 1.
 */
export const exp3 = definePolicy({
  kind: "exp3",
  label: "Exp3",
  rule: "In proportion to exponential weights of importance-weighted rewards, mixed with the uniform law.",
  formula: String.raw`\pi(a) = (1 - \gamma)\,\frac{w_a}{\sum_b w_b} + \frac{\gamma}{K}, \qquad w_{A_t} \leftarrow w_{A_t} \exp\!\left(\frac{\gamma\, R_t}{K\, \pi(A_t)}\right)`,
  source: "Auer, Cesa-Bianchi, Freund & Schapire (2002), The nonstochastic multiarmed bandit problem",
  exactness: "a closed form, the history replayed in double-doubles, with a rounding bound; 1/K until an arm pays",
  parameters,
  variants: [{ gamma: 0.7 }, { gamma: 1 }],
  needs: () => ({ belief: "history", rewards: rewardSpaces.unit, computable: rewardSpaces.real, propensity: true }),
  costs: {
    pull: (_, { armCount }) => 35 + 0.6 * armCount,
    decision: stateNanoseconds,
    replay: (armCount) => 6000 + 200 * armCount,
    draw: (armCount) => 18 + 0.5 * armCount,
  },
  blockWeight: () => ({ fixed: 64, perArm: 2 }),
  create: (given, { statistics, isQuestion }) =>
    isQuestion ? new PreciseExp3(given.gamma, statistics.armCount) : new Exp3(given, statistics.armCount),
});

class Exp3 implements Policy {
  readonly #gamma: number;
  readonly #explores: Coins;
  readonly #logWeights: Float64Array;
  readonly #weights: RunningWeights;
  /** No weight has moved: every reward so far was zero. */
  #unmoved = true;
  /** Bound on the error of any difference of two log weights, in units of 2⁻⁵³. */
  #error = 0.5;
  /** No log weight is larger, positive or negative. */
  #largest = 0.5;

  constructor({ gamma }: z.output<typeof parameters>, armCount: number) {
    this.#gamma = gamma;
    this.#explores = new Coins([gamma]);
    this.#logWeights = new Float64Array(armCount);
    this.#weights = new RunningWeights(this.#logWeights, 1);
    this.reset();
  }
  reset() {
    this.#logWeights.fill(0);
    this.#weights.rebuild();
    this.#unmoved = true;
    this.#error = 0;
    this.#largest = 0;
  }
  select(random: Random) {
    if (this.#explores.flip(0, random) === 1) return random.below(this.#logWeights.length);
    return this.#weights.draw(random);
  }
  update(arm: number, reward: number) {
    if (reward === 0) return;
    const armCount = this.#logWeights.length;
    const probability = (1 - this.#gamma) * this.#weights.share(arm) + this.#gamma / armCount;
    const step = (this.#gamma * reward) / (armCount * probability);
    this.#trackExactness(arm, reward, step);
    this.#logWeights[arm] += step;
    this.#unmoved = false;
    this.#weights.refresh(arm);
  }
  selectionProbabilities(): SelectionProbabilities {
    const armCount = this.#logWeights.length;
    const even = this.#unmoved || this.#gamma === 1 || armCount === 1;
    const shares = boltzmannLaw(this.#logWeights, 1, (this.#error / 2) * 2 ** -53, even);
    if (even) return shares;
    const arms = shares.arms.map(({ value: share, errorBound }) => {
      const value = (1 - this.#gamma) * share + this.#gamma / armCount;
      return { value, logValue: log(value), errorBound: (1 - this.#gamma) * errorBound + 6 * 2 ** -53 * value };
    });
    return { method: "closed-form", arms };
  }

  /**
   * Rounding of this step, added to the bound. An error that is there already does not grow: it moves the step by −κ
   * times its difference to the mean error of the other arms, with κ = γ(1 − γ)·x·π̂(1 − π̂)/(K·π²) for the share π̂ of
   * the weights. Since π is the sum of (1 − γ)·π̂ and γ/K, their product is at most π²/4 and 0 ≤ κ ≤ 1/4 for rewards x
   * in [0, 1]. Other rewards may let it grow, by 1 + |x|/4 at most.
   */
  #trackExactness(arm: number, reward: number, step: number) {
    const weight = Math.abs(this.#logWeights[arm] + step);
    const probabilityError = 4 * this.#largest + weightsError(this.#logWeights.length) + 12;
    if (weight > this.#largest) this.#largest = weight;
    const growth = reward >= 0 && reward <= 1 ? 1 : 1 + Math.abs(reward) / 4;
    const rounding = Math.abs(step) * (probabilityError + 4) + weight;
    this.#error = this.#error * growth + rounding;
  }
}
