import type { Piscina } from "piscina";
import { InvalidInput, parseInput } from "../../experiments/mistakes.ts";
import type { SelectionAnswer } from "../../experiments/selection/answer.ts";
import { armNames, SelectionRequest } from "../../experiments/selection/request.ts";
import { answerRequest, selectionCost } from "../../experiments/selection/selection-probabilities.ts";
import { tryAgainLater } from "../http/problems.ts";
import { workerPool } from "./worker-pool.ts";

/** Questions up to this cost take at most some 20 ms on the event loop. */
const CHEAP = 3e5;

export interface QuestionsOptions {
  threads: number;
  questionBudget: number;
  waitingQuestions: number;
}

/** Answers questions: cheap ones at once, the others on threads of their own, so that no simulation is in their way. */
export class Questions {
  readonly #pool: Piscina;
  readonly #budget: number;
  readonly #waitingLimit: number;

  constructor({ threads, questionBudget, waitingQuestions }: QuestionsOptions) {
    this.#pool = workerPool(threads);
    this.#budget = questionBudget;
    this.#waitingLimit = waitingQuestions;
  }

  /**
   * The same answer as `selectionProbabilities` gives.
   *
   * @param signal ends the computation when nobody waits for it any more
   * @throws InvalidInput on a request that means nothing or costs too much
   */
  async selection(input: unknown, signal: AbortSignal): Promise<SelectionAnswer> {
    const request = parseInput(SelectionRequest, input);
    const cost = selectionCost(request);
    if (cost > this.#budget) throw overBudget(request, cost, this.#budget);
    if (cost <= CHEAP) return answerRequest(request);
    if (this.#pool.queueSize >= this.#waitingLimit) {
      throw tryAgainLater(503, "Too many questions are waiting already.", 5);
    }
    return (await this.#pool.run(request, { name: "selection", signal })) as SelectionAnswer;
  }

  async stop() {
    await this.#pool.destroy();
  }
}

function overBudget(request: SelectionRequest, cost: number, budget: number): InvalidInput {
  const draws = request.monteCarlo?.draws ?? 0;
  const armCount = armNames(request.arms).length;
  const most = Math.floor(draws - (cost - budget) / armCount);
  return new InvalidInput([
    most >= 1
      ? {
          pointer: "/monteCarlo/draws",
          code: "over-budget",
          detail: `must be at most ${most} for ${armCount} arms on this server, got ${draws}`,
          allowed: `at most ${most}`,
        }
      : { pointer: "/arms", code: "over-budget", detail: "are too many for this history on this server" },
  ]);
}
