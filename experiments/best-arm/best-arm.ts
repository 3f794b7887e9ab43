import { bestArm } from "../../policies/numerics/best-arm.ts";
import { withoutInfinity } from "../exact-probability.ts";
import { parseInput } from "../mistakes.ts";
import type { BestArmAnswer } from "./answer.ts";
import { BestArmRequest } from "./request.ts";

/**
 * With which probability every arm is the best one, and what is lost in expectation by choosing it, given independent
 * posteriors of one family. The function behind POST /best-arm-probabilities and `bandit-lab best-arm`.
 *
 * @throws InvalidInput on a request that means nothing
 *
 * @example
 * ```ts
 * const arms = [{ alpha: 1, beta: 2 }, { alpha: 2, beta: 1 }];
 * bestArmAnswer({ family: "beta", arms }).probabilities.map(({ fraction }) => fraction); // ["1/6", "5/6"]
 * ```
 */
export function bestArmAnswer(input: BestArmRequest): BestArmAnswer {
  return answerBestArm(parseInput(BestArmRequest, input));
}

/** The answer to a request that has been parsed; see `bestArmAnswer`. */
export function answerBestArm(request: BestArmRequest): BestArmAnswer {
  const { method, arms } = bestArm(request);
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
  return { ...request, method, probabilities, defect: sum - 1 };
}
