import type { z } from "zod";
import { answerBestArm } from "../../experiments/best-arm/best-arm.ts";
import { bestArmCost } from "../../experiments/best-arm/best-arm-cost.ts";
import { BestArmRequest } from "../../experiments/best-arm/request.ts";
import { answerExpectedRegret, expectedRegretCost } from "../../experiments/exact/expected-regret.ts";
import { ExpectedRegretRequest } from "../../experiments/exact/request.ts";
import type { Mistake } from "../../experiments/mistakes.ts";
import { armNames, SelectionRequest } from "../../experiments/selection/request.ts";
import { answerRequest, selectionCost } from "../../experiments/selection/selection-probabilities.ts";

/** A kind of question as data: how it is asked, what it costs, who answers, and what to ask instead of too much. */
export interface QuestionKind<Schema extends z.ZodType = z.ZodType, Answer = unknown> {
  schema: Schema;
  /** Elementary steps of some 75 ns each. */
  cost(request: z.output<Schema>): number;
  /** @param onProgress told the part that is done, by the kinds that can take long */
  answer(request: z.output<Schema>, onProgress?: (fraction: number) => void): Answer;
  /** The field to change, and the largest value that is within the budget. */
  overBudget(request: z.output<Schema>, budget: number): Mistake;
}

/** Types a kind by its own schema. */
function questionKind<Schema extends z.ZodType, Answer>(kind: QuestionKind<Schema, Answer>) {
  return kind;
}

/** Every kind of question, by the name that routes and worker threads know it by. */
export const questionKinds = {
  selectionProbabilities: questionKind({
    schema: SelectionRequest,
    cost: selectionCost,
    answer: answerRequest,
    overBudget: fewerDraws,
  }),
  bestArmProbabilities: questionKind({
    schema: BestArmRequest,
    cost: bestArmCost,
    answer: answerBestArm,
    overBudget: fewerArms,
  }),
  expectedRegret: questionKind({
    schema: ExpectedRegretRequest,
    cost: expectedRegretCost,
    // Whoever asks has compared the cost with a budget of his own.
    answer: (request, onProgress) => answerExpectedRegret(request, { onProgress, budget: Infinity }),
    overBudget: shorterHorizon,
  }),
};
export type QuestionName = keyof typeof questionKinds;

function fewerDraws(request: SelectionRequest, budget: number): Mistake {
  const draws = request.monteCarlo?.draws ?? 0;
  const armCount = armNames(request.arms).length;
  const most = Math.floor(draws - (selectionCost(request) - budget) / armCount);
  if (most < 1)
    return { pointer: "/arms", code: "over-budget", detail: "are too many for this history on this server" };
  const detail = `must be at most ${most} for ${armCount} arms on this server, got ${draws}`;
  return { pointer: "/monteCarlo/draws", code: "over-budget", detail, allowed: `at most ${most}` };
}

function fewerArms(request: BestArmRequest, budget: number): Mistake {
  const first = (armCount: number) => ({ ...request, arms: request.arms.slice(0, armCount) }) as BestArmRequest;
  const most = largest(request.arms.length, (armCount) => bestArmCost(first(armCount)) <= budget);
  const detail = `must be at most ${most} of these on this server, got ${request.arms.length}`;
  return { pointer: "/arms", code: "over-budget", detail, allowed: `at most ${most}` };
}

function shorterHorizon(request: ExpectedRegretRequest, budget: number): Mistake {
  const most = largest(request.horizon, (horizon) => expectedRegretCost({ ...request, horizon }) <= budget);
  const detail = `must be at most ${most} for this policy and these arms on this server, got ${request.horizon}`;
  return { pointer: "/horizon", code: "over-budget", detail, allowed: `at most ${most}` };
}

/** The largest whole number from 0 to `most` that fits, where whatever is below one that fits does too. */
function largest(most: number, fits: (value: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
