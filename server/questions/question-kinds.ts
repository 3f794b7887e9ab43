import type * as z from "zod";
import { armCountOf } from "../../experiments/bandits/registry.ts";
import { answerBestArm } from "../../experiments/best-arm/best-arm.ts";
import { bestArmCost, mostArms } from "../../experiments/best-arm/best-arm-cost.ts";
import { BestArmRequest } from "../../experiments/best-arm/request.ts";
import { answerExpectedRegret, checkAffordable, expectedRegretCost } from "../../experiments/exact/expected-regret.ts";
import { ExpectedRegretRequest } from "../../experiments/exact/request.ts";
import type { Lookout } from "../../experiments/watch.ts";
import { InvalidInput, type Mistake } from "../../experiments/mistakes/mistakes.ts";
import { armNames, SelectionRequest } from "../../experiments/selection/request.ts";
import {
  answerRequest,
  costWithoutDraws,
  mostDraws,
  selectionCost,
} from "../../experiments/selection/selection-probabilities.ts";
import { TraceRequest } from "../../experiments/trace/request.ts";
import { answerTrace } from "../../experiments/trace/trace.ts";
import { checkTrace, traceCost } from "../../experiments/trace/trace-cost.ts";
import type { WorkMeter } from "../../policies/work-meter.ts";

/** The largest cost of a cheap question: about 20 ms. */
export const CHEAP = 3e5;
/** Rough time of a unit of cost on an ordinary core. */
export const STEP_MILLISECONDS = 75e-6;

/** A kind of question as data: its schema, cost, answer and budget check. */
export interface QuestionKind<Schema extends z.ZodType = z.ZodType, Answer = unknown> {
  schema: Schema;
  /** Elementary steps of some 75 ns each. */
  cost(request: z.output<Schema>): number;
  /** The part of the cost that the field named by `check` does not change; 0 if absent. */
  fixedCost?(request: z.output<Schema>): number;
  /** What the cost depends on, as text: questions with equal texts take about the same time. */
  likeness(request: z.output<Schema>): string;
  /**
   * @throws WorkExceeded where exact comparisons would take more than the meter allows
   * @throws Cancelled where it checks for cancellation and is cancelled
   */
  answer(request: z.output<Schema>, options?: AnswerOptions): Answer;
  /** @throws InvalidInput on a request over the budget, with the field to change and the largest value that fits */
  check(request: z.output<Schema>, budget: number): void;
}

export interface AnswerOptions extends Omit<Lookout, "limit"> {
  /** Limits exact comparisons, whose number is not known beforehand and not part of the cost. */
  meter?: WorkMeter;
}

/** Types a kind by its own schema. */
function questionKind<Schema extends z.ZodType, Answer>(kind: QuestionKind<Schema, Answer>) {
  return kind;
}

/** Every kind of question by name, for routes and worker threads. */
export const questionKinds = {
  selectionProbabilities: questionKind({
    schema: SelectionRequest,
    cost: selectionCost,
    fixedCost: costWithoutDraws,
    likeness: ({ policy, arms, history, counts, horizon, monteCarlo }) => {
      const pulls = history?.length ?? counts?.reduce((sum, { pulls }) => sum + pulls, 0) ?? 0;
      const { length: armCount } = armNames(arms);
      return JSON.stringify([policy, armCount, horizon, magnitude(pulls), magnitude(monteCarlo?.draws ?? 0)]);
    },
    answer: (request, options) => answerRequest(request, options),
    check: checkDraws,
  }),
  bestArmProbabilities: questionKind({
    schema: BestArmRequest,
    cost: bestArmCost,
    likeness: ({ family, arms }) => JSON.stringify([family, arms.length]),
    answer: (request) => answerBestArm(request),
    check: checkArms,
  }),
  expectedRegret: questionKind({
    schema: ExpectedRegretRequest,
    cost: expectedRegretCost,
    likeness: ({ bandit, policy, horizon }) => JSON.stringify([bandit.kind, armCountOf(bandit), policy, horizon]),
    // `check` has applied the budget; only the memory limit remains, whose cost is infinite.
    answer: (request, options = {}) => answerExpectedRegret(request, { ...options, budget: Number.MAX_VALUE }),
    check: checkAffordable,
  }),
  trace: questionKind({
    schema: TraceRequest,
    cost: traceCost,
    likeness: ({ spec: { bandit, policies, feedback }, from, to }) =>
      JSON.stringify([bandit.kind, armCountOf(bandit), policies, feedback, magnitude(to), magnitude(to - from)]),
    answer: (request, options) => answerTrace(request, options),
    check: checkTrace,
  }),
};
export type QuestionName = keyof typeof questionKinds;

/** How many binary digits a whole number has. */
function magnitude(count: number): number {
  return count.toString(2).length;
}

/** The field to change, and its value, for a part of the cost; undefined where no field determines the cost. */
export function smallerRequest(kind: QuestionKind, request: unknown, part: number): Mistake | undefined {
  const fixed = kind.fixedCost?.(request) ?? 0;
  try {
    kind.check(request, fixed + part * (kind.cost(request) - fixed));
    return undefined;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.mistakes[0];
  }
}

function checkDraws(request: SelectionRequest, budget: number): void {
  if (selectionCost(request) <= budget) return;
  const { monteCarlo, arms } = request;
  const most = mostDraws(request, budget);
  if (!monteCarlo || most < 1) throw overBudget("/arms", "are too many for this history on this server");
  const { length: armCount } = armNames(arms);
  const detail = `must be at most ${most} for ${armCount} arms on this server, got ${monteCarlo.draws}`;
  throw overBudget("/monteCarlo/draws", detail, `at most ${most}`);
}

function checkArms(request: BestArmRequest, budget: number): void {
  if (bestArmCost(request) <= budget) return;
  const { arms } = request;
  const most = mostArms(request, budget);
  if (most < 1) throw overBudget("/arms", "are too many for this server");
  throw overBudget("/arms", `must be at most ${most} on this server, got ${arms.length}`, `at most ${most}`);
}

function overBudget(pointer: string, detail: string, allowed?: string): InvalidInput {
  return new InvalidInput([{ pointer, code: "over-budget", detail, ...(allowed !== undefined && { allowed }) }]);
}
