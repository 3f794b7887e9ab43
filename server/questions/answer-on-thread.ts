import { OutOfTime, runTask } from "../threads/run-task.ts";
import { tookTooLong } from "../threads/over-time.ts";
import {
  type QuestionKind,
  questionKinds,
  type QuestionName,
  smallerRequest,
  STEP_MILLISECONDS,
} from "./question-kinds.ts";
import { requestPool, valueOf } from "./request-threads.ts";
import type { AnswerBytes, QuestionTask, Reply } from "./request-worker.ts";
import { TaskState } from "../threads/task-state.ts";
import { mostMilliseconds, usualPatience } from "../threads/time-limit.ts";

interface AnswerOptions {
  /** Ends the computation and rejects the promise. */
  signal: AbortSignal;
  onProgress: (fraction: number) => void;
}

const PROGRESS_MILLISECONDS = 100;

/**
 * Answers one question on its own thread, so that this thread handles interrupts and shows progress.
 *
 * @param request parsed by the question's schema
 * @throws InvalidInput where the answer shows a mistake, such as taking more than ten times its plan
 */
export async function answerOnThread(
  name: QuestionName,
  request: unknown,
  { signal, onProgress }: AnswerOptions,
): Promise<unknown> {
  const kind: QuestionKind = questionKinds[name];
  const planned = kind.cost(request) * STEP_MILLISECONDS;
  const patience = usualPatience();
  const pool = requestPool(1);
  const state = new TaskState();
  state.most = mostMilliseconds(planned, patience);
  const timer = setInterval(() => onProgress(state.fraction), PROGRESS_MILLISECONDS);
  try {
    const task: QuestionTask = { name, request };
    const json = valueOf(await runTask<Reply<AnswerBytes>>(pool, { task }, { state, stop: signal }));
    return JSON.parse(new TextDecoder().decode(json));
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
    throw await tookTooLong(error, { planned, patience }, async (part) => smallerRequest(kind, request, part));
  } finally {
    clearInterval(timer);
    await pool.destroy();
  }
}
