import type { BetaParameters } from "../posteriors/beta.ts";
import { BayesOptimalPlan } from "./bayes-optimal-plan.ts";

/** Plans by what they are of, the last one used last: a simulation asks for the same few with every block. */
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
 * The largest expected sum of `horizon` rewards of Bernoulli arms with these Beta priors; see `BayesOptimalPlan`.
 *
 * @throws RangeError if that is more than `longestHorizon` of so many arms
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
