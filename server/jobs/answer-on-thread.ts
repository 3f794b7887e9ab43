import { InvalidInput } from "../../experiments/mistakes.ts";
import type { QuestionReply, QuestionTask } from "./block-worker.ts";
import type { QuestionName } from "./question-kinds.ts";
import { blockThreads } from "./thread-pool.ts";

interface AnswerOptions {
  /** Ends the computation; the promise is then rejected. */
  signal: AbortSignal;
  onProgress: (fraction: number) => void;
}

const PROGRESS_MILLISECONDS = 100;

/**
 * Answers one question on a thread of its own, so that this one hears interrupts and shows progress.
 *
 * @param request as the question's schema parses it
 * @throws InvalidInput where what is wrong only shows as it is answered
 */
export async function answerOnThread(
  name: QuestionName,
  request: unknown,
  { signal, onProgress }: AnswerOptions,
): Promise<unknown> {
  const pool = blockThreads(1);
  const progress = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const done = new Float64Array(progress);
  const timer = setInterval(() => onProgress(done[0]), PROGRESS_MILLISECONDS);
  try {
    const task: QuestionTask = { name, request, progress };
    const reply = (await pool.run(task, { name: "question", signal })) as QuestionReply;
    if ("mistakes" in reply) throw new InvalidInput(reply.mistakes);
    return reply.answer;
  } finally {
    clearInterval(timer);
    await pool.destroy();
  }
}
