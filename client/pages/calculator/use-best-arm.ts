import { useCallback, useEffect, useRef, useState } from "react";
import type { BestArmAnswer } from "../../../experiments/best-arm/answer.ts";
import type { Posteriors } from "../../../policies/posteriors/family.ts";
import { type StartedWorker, startWorker } from "../../sources/start-worker.ts";

/** An answer with the posteriors that it belongs to. */
export interface Answered {
  posteriors: Posteriors;
  /** The same object as the API's answer. */
  answer: BestArmAnswer;
}

interface Work {
  worker: StartedWorker<Posteriors>;
  /** What the worker computes now, and what it computes next: only the latest input is kept. */
  current: Posteriors | null;
  next: Posteriors | null;
}

export interface BestArm {
  /** The latest answer; it may belong to earlier posteriors. */
  answered: Answered | null;
  /** Why the latest computation failed. */
  failure: string | null;
  /** Tries again with a new worker. */
  retry: () => void;
}

/** P(best) and expected loss of the posteriors, computed in a worker. */
export function useBestArm(posteriors: Posteriors): BestArm {
  const work = useRef<Work | null>(null);
  const latest = useRef(posteriors);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    // Deferred: React mounts a page twice in development, and one worker is enough.
    const timer = setTimeout(() => {
      const make = () => new Worker(new URL("best-arm-worker.ts", import.meta.url), { type: "module" });
      const worker = startWorker<Posteriors, BestArmAnswer>(make, {
        message: (answer) => {
          setAnswered({ posteriors: own.current!, answer });
          setFailure(null);
          proceed(own);
        },
        failed: (reason) => {
          setFailure(reason);
          proceed(own);
        },
        missing: () => {
          setFailure("the calculation code did not load");
          work.current = null;
        },
      });
      const own: Work = { worker, current: null, next: latest.current };
      work.current = own;
      proceed(own);
    });
    return () => {
      clearTimeout(timer);
      work.current?.worker.end();
      work.current = null;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another attempt is another worker
  }, [attempt]);
  useEffect(() => {
    latest.current = posteriors;
    const own = work.current;
    if (!own) return;
    own.next = posteriors;
    if (!own.current) proceed(own);
  }, [posteriors]);
  const retry = useCallback(() => {
    setFailure(null);
    setAttempt((before) => before + 1);
  }, []);
  return { answered, failure, retry };
}

/** Sends the worker its next posteriors. */
function proceed(work: Work): void {
  const { worker, next } = work;
  work.current = next;
  work.next = null;
  if (next) worker.send(next);
}
