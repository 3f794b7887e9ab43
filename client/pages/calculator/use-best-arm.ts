import { useEffect, useRef, useState } from "react";
import type { bestArm } from "../../../policies/numerics/best-arm.ts";
import type { Posteriors } from "../../../policies/posteriors/family.ts";

type Answer = ReturnType<typeof bestArm>;

/** An answer with the posteriors that it belongs to. */
export interface Answered {
  posteriors: Posteriors;
  answer: Answer;
}

interface Work {
  /** Hands the worker what waits for it. */
  proceed: () => void;
  /** What the worker is at, and what waits for it: only the latest, for what is between is of no interest any more. */
  current: Posteriors | null;
  next: Posteriors | null;
}

/** P(best) and expected loss of the posteriors, from a worker: the latest answer, which may be that of a moment ago. */
export function useBestArm(posteriors: Posteriors): { answered: Answered | null; failure: string | null } {
  const work = useRef<Work | null>(null);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    const worker = new Worker(new URL("best-arm-worker.ts", import.meta.url), { type: "module" });
    const proceed = () => {
      const { next } = own;
      own.current = next;
      own.next = null;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
      if (next) worker.postMessage(next);
    };
    const own: Work = { proceed, current: null, next: null };
    work.current = own;
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      setAnswered({ posteriors: own.current!, answer: data });
      setFailure(null);
      proceed();
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      setFailure(event.message);
      proceed();
    });
    return () => {
      worker.terminate();
      work.current = null;
    };
  }, []);
  useEffect(() => {
    const own = work.current;
    if (!own) return;
    own.next = posteriors;
    if (!own.current) own.proceed();
  }, [posteriors]);
  return { answered, failure };
}
