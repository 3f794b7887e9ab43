import type { BetaParameters } from "../posteriors/beta.ts";
import { BayesOptimalPlan } from "./bayes-optimal-plan.ts";

/** Plans by priors and horizon, the last one used last: every block of a simulation asks for the same few. */
const plans = new Map<string, BayesOptimalPlan>();
const MOST_PLANS = 4;

/** The plan for these priors and this horizon; the last few are kept. Whether it tells ties changes no decision. */
export function bayesOptimalPlan(
  priors: readonly BetaParameters[],
  horizon: number,
  tellsTies = false,
): BayesOptimalPlan {
  const key = JSON.stringify([horizon, priors]);
  const known = plans.get(key);
  const plan = known && (known.tellsTies || !tellsTies) ? known : new BayesOptimalPlan(priors, horizon, tellsTies);
  plans.delete(key);
  plans.set(key, plan);
  if (plans.size > MOST_PLANS) plans.delete(plans.keys().next().value!);
  return plan;
}

/**
 * The largest expected sum of rewards that any policy reaches in `horizon` pulls of Bernoulli arms whose means are drawn
 * from these Beta priors, by backward induction over the posteriors x with means μ_a:
 *
 *   V(x) = max_a μ_a(x)·(1 + V(x + success of a)) + (1 − μ_a(x))·V(x + failure of a),   V = 0 after the last pull
 *
 * Relative error about T·10⁻¹⁶ for a horizon T. Time O(K·C(T + 2K − 1, 2K)): about 1 s for two arms and 200 pulls.
 *
 * @param priors one Beta prior per arm
 * @param horizon T, the number of pulls
 * @throws RangeError beyond 200 pulls of two arms, 51 of three (see `longestHorizon`), and for more than eight arms
 * @see Bradt, Johnson & Karlin (1956); `BayesOptimalPlan`
 *
 * @example
 * ```ts
 * const prior = { alpha: 1, beta: 1 };
 * bayesOptimalValue([prior, prior], 2); // 1.08333333333333, which is 1/2 + 1/2·2/3 + 1/2·1/2
 * ```
 */
export function bayesOptimalValue(priors: readonly BetaParameters[], horizon: number): number {
  return bayesOptimalPlan(priors, horizon).value;
}
