import type { Posteriors } from "../../policies/posteriors/family.ts";
import { type BetaPrior, isCounted } from "./counted-arms.ts";
import type { BestArmRequest } from "./request.ts";

/** Bayes's and Laplace's prior: all probabilities of success are equally likely. */
export const UNIFORM_PRIOR: BetaPrior = { alpha: 1, beta: 1 };

/**
 * The posteriors of a request. Counts with the prior Beta(α, β) give Beta(α + successes, β + failures), in doubles: exact for
 * a whole prior, rounded once otherwise.
 */
export function posteriorsOf(request: BestArmRequest): Posteriors {
  if (request.family !== "beta") return { family: request.family, arms: request.arms } as Posteriors;
  const { alpha, beta } = request.prior ?? UNIFORM_PRIOR;
  const arms = request.arms.map((arm) =>
    isCounted(arm) ? { alpha: alpha + arm.successes, beta: beta + (arm.trials - arm.successes) } : arm,
  );
  return { family: "beta", arms };
}
