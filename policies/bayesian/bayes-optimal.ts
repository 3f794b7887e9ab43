import { z } from "zod";
import { type BetaParameters, betaPosterior } from "../posteriors/beta.ts";
import { evenlyAmong } from "../numerics/probability.ts";
import { definePolicy, type Policy, type TieBreak, tieBreakParameter } from "../policy.ts";
import type { Random } from "../random/random.ts";
import type { ArmStatistics } from "../statistics.ts";
import { bayesOptimalTable } from "./bayes-optimal-table.ts";
import { type BayesOptimalPlan, bayesOptimalPlan, longestHorizon, planningNanoseconds } from "./bayes-optimal-plan.ts";
import { shapeParameter } from "../posteriors/family.ts";

const parameters = z.strictObject({
  alpha: shapeParameter().default(1).meta({ title: "prior successes", symbol: "\\alpha" }),
  beta: shapeParameter().default(1).meta({ title: "prior failures", symbol: "\\beta" }),
  tieBreak: tieBreakParameter,
});

/**
 * The Bayes-optimal policy for a known horizon: no policy has a larger expected sum of T rewards, averaged over means
 * drawn from the prior.
 *
 *   A_t = argmax_a μ_a(x)·(1 + V(x + success of a)) + (1 − μ_a(x))·V(x + failure of a),   V = 0 after T pulls
 *
 * with x the posteriors Beta(α + s_a, β + n_a − s_a), μ_a their means, V the maximum that is attained. Arms whose values
 * agree to 10⁻¹³ relatively are tied. Rewards are 0 or 1. Planned once, see `BayesOptimalPlan` for what that costs.
 * Bradt, Johnson & Karlin (1956); Jacko (2019).
 */
export const bayesOptimal = definePolicy({
  kind: "bayes-optimal",
  label: "Bayes-optimal",
  rule: "Plays what maximises the expected sum of rewards up to the horizon, under Beta priors.",
  formula: String.raw`A_t = \operatorname*{argmax}_a \left[ \mu_a \bigl(1 + V(x + \text{success}_a)\bigr) + (1 - \mu_a)\, V(x + \text{failure}_a) \right], \qquad \mu_a = \frac{\alpha + s_a}{\alpha + \beta + n_a}`,
  source: "Bradt, Johnson & Karlin (1956); Jacko (2019), The finite-horizon two-armed bandit problem",
  exactness: "a fraction: 1/(number of best arms), by backward induction; values that agree to 10⁻¹³ are tied",
  parameters,
  needs: { belief: "counts", rewards: "binary", horizon: "known" },
  pullNanoseconds: () => 150,
  create: ({ alpha, beta, tieBreak }, { statistics, horizon }) => {
    if (horizon === undefined) throw new RangeError("bayes-optimal needs a horizon");
    const priors = Array.from({ length: statistics.armCount }, () => ({ alpha, beta }));
    return new BayesOptimal(priors, horizon, tieBreak, statistics);
  },
  tabulate: ({ alpha, beta, tieBreak }, armCount, mostPulls) =>
    bayesOptimalTable(
      Array.from({ length: armCount }, () => ({ alpha, beta })),
      tieBreak,
      mostPulls,
    ),
  longestHorizon,
  firstDecisionNanoseconds: (_, armCount, horizon = 0) => planningNanoseconds(armCount, horizon),
  posteriors: (prior, { pulls, rewardSums }) =>
    Array.from(pulls, (count, arm) => betaPosterior(prior, count, rewardSums[arm])),
});

class BayesOptimal implements Policy {
  readonly #priors: readonly BetaParameters[];
  readonly #horizon: number;
  readonly #tieBreak: TieBreak;
  readonly #statistics: ArmStatistics;
  /** Successes and failures of every arm, in turn. */
  readonly #counts: Int32Array;
  #plan: BayesOptimalPlan | undefined;

  constructor(priors: readonly BetaParameters[], horizon: number, tieBreak: TieBreak, statistics: ArmStatistics) {
    this.#priors = priors;
    this.#horizon = horizon;
    this.#tieBreak = tieBreak;
    this.#statistics = statistics;
    this.#counts = new Int32Array(2 * priors.length);
    this.reset();
  }
  reset() {
    for (let arm = 0; arm < this.#priors.length; arm++) this.update(arm);
  }
  update(arm: number) {
    const successes = this.#statistics.rewardSums[arm];
    this.#counts[2 * arm] = successes;
    this.#counts[2 * arm + 1] = this.#statistics.pulls[arm] - successes;
  }
  select(random: Random) {
    let best = this.#bestArms();
    if (this.#tieBreak === "uniform") {
      for (let skip = random.below(countBits(best)); skip > 0; skip--) best &= best - 1;
    }
    return 31 - Math.clz32(best & -best);
  }
  selectionProbabilities() {
    const best = this.#bestArms();
    const arms = Array.from(this.#priors, (_, arm) => arm).filter((arm) => best & (1 << arm));
    return evenlyAmong(this.#tieBreak === "first" ? arms.slice(0, 1) : arms, this.#priors.length);
  }
  fillProbabilities(out: Float64Array) {
    const best = this.#bestArms();
    out.fill(0);
    if (this.#tieBreak === "first") out[31 - Math.clz32(best & -best)] = 1;
    else for (let arm = 0; arm < out.length; arm++) if (best & (1 << arm)) out[arm] = 1 / countBits(best);
  }

  /** A set, one bit an arm. Plans at first use, so that what is only looked at need not be planned. */
  #bestArms(): number {
    this.#plan ??= bayesOptimalPlan(this.#priors, this.#horizon);
    return this.#plan.bestArms(this.#counts);
  }
}

function countBits(set: number): number {
  let count = 0;
  for (; set !== 0; set &= set - 1) count++;
  return count;
}
