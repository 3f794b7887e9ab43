import type { ExpectedRegretAnswer } from "../../experiments/exact/answer.ts";
import { answerExpectedRegret, checkAffordable, expectedRegretCost } from "../../experiments/exact/expected-regret.ts";
import { ExpectedRegretRequest } from "../../experiments/exact/request.ts";
import { parseInput } from "../../experiments/mistakes/parse-input.ts";
import { OverBudget } from "../../experiments/watch.ts";
import { logCheckpoints } from "../../experiments/spec/checkpoints.ts";
import { answerOnThread } from "../questions/answer-on-thread.ts";
import { tookTooLong } from "../threads/over-time.ts";
import { questionKinds, smallerRequest, STEP_MILLISECONDS } from "../questions/question-kinds.ts";
import { TaskState } from "../threads/task-state.ts";
import { mostMilliseconds, usualPatience } from "../threads/time-limit.ts";
import { readInput } from "./input.ts";
import { printTable, shortErrorBound, shortNumber } from "./output.ts";
import { progressBar } from "./progress.ts";
import { printJson, printLine } from "../terminal.ts";

/** Steps of about a second; longer computations show a progress bar. */
const SHORT = 1e7;
const ROWS = 12;

/** `bandit-lab regret FILE`: the answer of POST /expected-regret. */
export async function regret(file: string, { json }: { json?: boolean }): Promise<void> {
  const request = parseInput(ExpectedRegretRequest, await readInput(file));
  // A computation too large for memory is refused before a bar is shown.
  checkAffordable(request, Number.MAX_VALUE);
  const answer = expectedRegretCost(request) <= SHORT ? await atOnce(request) : await withProgress(request);
  if (!answer) process.exitCode = 130;
  else if (json) printJson(answer);
  else printAnswer(answer);
}

/** @throws InvalidInput where it takes more than ten times its plan */
async function atOnce(request: ExpectedRegretRequest): Promise<ExpectedRegretAnswer> {
  const patience = usualPatience();
  const planned = expectedRegretCost(request) * STEP_MILLISECONDS;
  const state = new TaskState();
  state.begin();
  state.most = mostMilliseconds(planned, patience);
  try {
    return answerExpectedRegret(request, {
      budget: Number.MAX_VALUE,
      now: () => performance.now(),
      limit: { taken: () => state.taken, most: state.most },
      onProgress: (fraction) => (state.fraction = fraction),
    });
  } catch (error) {
    if (!(error instanceof OverBudget)) throw error;
    const suggest = async (part: number) => smallerRequest(questionKinds.expectedRegret, request, part);
    throw await tookTooLong(
      { milliseconds: error.milliseconds, fraction: state.fraction },
      { planned, patience },
      suggest,
    );
  }
}

/** The answer; undefined after an interrupt, because a partial answer is none. */
async function withProgress(request: ExpectedRegretRequest): Promise<ExpectedRegretAnswer | undefined> {
  const interrupted = new AbortController();
  process.once("SIGINT", () => interrupted.abort());
  const bar = progressBar(`T = ${request.horizon}`);
  bar.start(100, 0);
  try {
    return (await answerOnThread("expectedRegret", request, {
      signal: interrupted.signal,
      onProgress: (fraction) => bar.update(100 * fraction),
    })) as ExpectedRegretAnswer;
  } catch (error) {
    if (interrupted.signal.aborted) return undefined;
    throw error;
  } finally {
    bar.stop();
  }
}

function printAnswer({
  horizon,
  regret: cumulative,
  optimalArmProbability,
  finalRegret,
  states,
  tie,
  errorBound,
}: ExpectedRegretAnswer) {
  printTable(
    ["t", "regret", "P(optimal)"],
    logCheckpoints(horizon, ROWS).map((t) => [
      String(t),
      String(cumulative[t - 1]),
      optimalArmProbability ? String(optimalArmProbability[t - 1]) : "–",
    ]),
    [],
  );
  const { mean, variance } = finalRegret;
  const spread = variance === null ? "" : ` ± ${shortNumber(Math.sqrt(variance))} (standard deviation)`;
  printLine(`Regret after ${horizon} pulls: ${shortNumber(mean)}${spread}, from ${states} count states.`);
  if (tie) {
    printLine(`Some ties were decided by tolerance: the regret may be off by up to ${shortErrorBound(errorBound)}.`);
  }
}
