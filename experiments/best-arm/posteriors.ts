import type { BetaParameters } from "../../policies/posteriors/beta.ts";
import type { Posteriors } from "../../policies/posteriors/family.ts";
import type { BestArmRequest, BetaPrior, CountedArm } from "./request.ts";

/** Beta arms as a request gives them: posteriors, or counts with a prior. */
export interface BetaArms {
  arms: readonly (BetaParameters | CountedArm)[];
  prior?: BetaPrior | undefined;
}

/** Bayes and Laplace: every probability of success is as likely as any other. */
export const UNIFORM_PRIOR: BetaPrior = { alpha: 1, beta: 1 };

export function isCounted(arm: object): arm is CountedArm {
  return "successes" in arm;
}

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
