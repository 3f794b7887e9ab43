import type { Posteriors } from "../../policies/posteriors/family.ts";
import { bestArm } from "../../policies/posteriors/best-arm/best-arm.ts";
import { withoutInfinity } from "../exact-probability.ts";
import { parseInput } from "../mistakes/parse-input.ts";
import type { BestArmAnswer } from "./answer.ts";
import { isCounted } from "./counted-arms.ts";
import { posteriorsOf, UNIFORM_PRIOR } from "./posteriors.ts";
import { BestArmRequest, type BestArmRequestInput } from "./request.ts";

/**
 * With which probability every arm is the best one, and what is lost in expectation by choosing it, given independent
 * posteriors of one family, or counts of successes and trials with a Beta prior. The function behind POST /best-arm-probabilities and `bandit-lab best-arm`.
 *
 * @throws InvalidInput on a request that means nothing
 *
 * @example
 * ```ts
 * const arms = [{ alpha: 1, beta: 2 }, { alpha: 2, beta: 1 }];
 * bestArmAnswer({ family: "beta", arms }).probabilities.map(({ fraction }) => fraction); // ["1/6", "5/6"]
 * ```
 */
export function bestArmAnswer(input: BestArmRequestInput): BestArmAnswer {
  return answerBestArm(parseInput(BestArmRequest, input));
}

/** The answer to a request that has been parsed; see `bestArmAnswer`. */
export function answerBestArm(request: BestArmRequest): BestArmAnswer {
  const posteriors = posteriorsOf(request);
  const { method, arms } = bestArm(posteriors);
  const probabilities = arms.map(
    ({ expectedLoss, expectedLossErrorBound, expectedLossFraction, ...probability }, arm) => ({
      arm,
      ...withoutInfinity(probability),
      expectedLoss: expectedLoss ?? null,
      ...(expectedLossErrorBound !== undefined && { expectedLossErrorBound }),
      ...(expectedLossFraction !== undefined && { expectedLossFraction }),
    }),
  );
  const sum = arms.reduce((total, { value }) => total + value, 0);
  return { ...given(request, posteriors), method, probabilities, defect: sum - 1 };
}

/** What was asked: counts with the posterior of each arm and the prior, posteriors as they are. */
function given(request: BestArmRequest, posteriors: Posteriors): Pick<BestArmAnswer, "family" | "arms" | "prior"> {
  if (request.family !== "beta" || posteriors.family !== "beta") return posteriors;
  const { family, prior = UNIFORM_PRIOR } = request;
  const counted = request.arms.filter(isCounted);
  if (counted.length === 0) return posteriors;
  return { family, prior, arms: counted.map((arm, index) => ({ ...arm, ...posteriors.arms[index] })) };
}
