import { useEffect, useState } from "react";
import { startWorker } from "../../sources/start-worker.ts";

/** Typing is over when nothing has changed for so long. */
const PAUSE_MILLISECONDS = 600;

export interface WorkerAnswer<Answer> {
  answer: Answer | null;
  failure: string | null;
}

const NOTHING = { answer: null, failure: null };

/**
 * What a worker answers once the question rests; nothing for null.
 *
 * @param make starts the worker; the same function at every render
 */
export function useWorkerAnswer<Answer>(make: () => Worker, question: object | null): WorkerAnswer<Answer> {
  const [done, setDone] = useState<WorkerAnswer<Answer> & { question: object | null }>({
    ...NOTHING,
    question: null,
  });
  useEffect(() => {
    if (question === null) return undefined;
    let end = () => {};
    const timer = setTimeout(() => {
      const finish = (state: WorkerAnswer<Answer>) => setDone({ ...state, question });
      const worker = startWorker<object, Answer>(make, {
        message: (answer) => finish({ answer, failure: null }),
        failed: (failure) => finish({ answer: null, failure }),
        missing: () => finish({ answer: null, failure: "its code did not load" }),
      });
      worker.send(question);
      ({ end } = worker);
    }, PAUSE_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [make, question]);
  return done.question === question ? done : NOTHING;
}
