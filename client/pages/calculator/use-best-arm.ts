import { useEffect, useRef, useState } from "react";
import type { BestArmAnswer } from "../../../experiments/best-arm/answer.ts";
import type { Posteriors } from "../../../policies/posteriors/family.ts";

/** An answer with the posteriors that it belongs to. */
export interface Answered {
  posteriors: Posteriors;
  /** What the API would answer. */
  answer: BestArmAnswer;
}

interface Work {
  worker: Worker;
  /** What the worker is at, and what waits for it: only the latest, for what is between is of no interest any more. */
  current: Posteriors | null;
  next: Posteriors | null;
}

/** P(best) and expected loss of the posteriors, from a worker: the latest answer, which may be that of a moment ago. */
export function useBestArm(posteriors: Posteriors): { answered: Answered | null; failure: string | null } {
  const work = useRef<Work | null>(null);
  const latest = useRef(posteriors);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    // Deferred, so that a page that is mounted twice while developing starts one worker.
    const timer = setTimeout(() => {
      const worker = new Worker(new URL("best-arm-worker.ts", import.meta.url), { type: "module" });
      const own: Work = { worker, current: null, next: latest.current };
      work.current = own;
      worker.addEventListener("message", ({ data }: MessageEvent<BestArmAnswer>) => {
        setAnswered({ posteriors: own.current!, answer: data });
        setFailure(null);
        proceed(own);
      });
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        setFailure(event.message);
        proceed(own);
      });
      proceed(own);
    });
    return () => {
      clearTimeout(timer);
      work.current?.worker.terminate();
      work.current = null;
    };
  }, []);
  useEffect(() => {
    latest.current = posteriors;
    const own = work.current;
    if (!own) return;
    own.next = posteriors;
    if (!own.current) proceed(own);
  }, [posteriors]);
  return { answered, failure };
}

/** Hands the worker what waits for it. */
function proceed(work: Work): void {
  const { worker, next } = work;
  work.current = next;
  work.next = null;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  if (next) worker.postMessage(next);
}
