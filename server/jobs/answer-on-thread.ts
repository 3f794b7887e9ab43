import type { QuestionName } from "./question-kinds.ts";
import { requestPool, valueOf } from "./request-threads.ts";
import type { AnswerBytes, Reply, ShownQuestionTask } from "./request-worker.ts";

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
  const pool = requestPool(1);
  const progress = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const done = new Float64Array(progress);
  const timer = setInterval(() => onProgress(done[0]), PROGRESS_MILLISECONDS);
  try {
    const task: ShownQuestionTask = { name, request, progress };
    const json = valueOf((await pool.run(task, { signal })) as Reply<AnswerBytes>);
    return JSON.parse(new TextDecoder().decode(json));
  } finally {
    clearInterval(timer);
    await pool.destroy();
  }
}
