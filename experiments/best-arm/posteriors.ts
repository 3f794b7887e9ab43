import type { Posteriors } from "../../policies/posteriors/family.ts";
import { type BetaPrior, isCounted } from "./counted-arms.ts";
import type { BestArmRequest } from "./request.ts";

/** Bayes and Laplace: every probability of success is as likely as any other. */
export const UNIFORM_PRIOR: BetaPrior = { alpha: 1, beta: 1 };

/**
 * The posteriors of a request. Counts give Beta(α + successes, β + failures) of the prior Beta(α, β), as doubles: exact for
 * a whole prior, and rounded once otherwise.
 */
export function posteriorsOf(request: BestArmRequest): Posteriors {
  if (request.family !== "beta") return request;
  const { alpha, beta } = request.prior ?? UNIFORM_PRIOR;
  const arms = request.arms.map((arm) =>
    isCounted(arm) ? { alpha: alpha + arm.successes, beta: beta + (arm.trials - arm.successes) } : arm,
  );
  return { family: "beta", arms };
}
