import { useCallback, useEffect, useRef, useState } from "react";
import type { BestArmAnswer } from "../../../experiments/best-arm/answer.ts";
import type { Posteriors } from "../../../policies/posteriors/family.ts";
import { type StartedWorker, startWorker } from "../../sources/start-worker.ts";

/** An answer with the posteriors that it belongs to. */
export interface Answered {
  posteriors: Posteriors;
  /** What the API would answer. */
  answer: BestArmAnswer;
}

interface Work {
  worker: StartedWorker<Posteriors>;
  /** What the worker is at, and what waits for it: only the latest, for what is between is of no interest any more. */
  current: Posteriors | null;
  next: Posteriors | null;
}

export interface BestArm {
  /** The latest answer, which may be that of a moment ago. */
  answered: Answered | null;
  /** Why there is no newer one. */
  failure: string | null;
  /** Asks again with a new worker. */
  retry: () => void;
}

/** P(best) and expected loss of the posteriors, from a worker. */
export function useBestArm(posteriors: Posteriors): BestArm {
  const work = useRef<Work | null>(null);
  const latest = useRef(posteriors);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    // Deferred, so that a page that is mounted twice while developing starts one worker.
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
          setFailure("the program that computes did not load");
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

/** Hands the worker what waits for it. */
function proceed(work: Work): void {
  const { worker, next } = work;
  work.current = next;
  work.next = null;
  if (next) worker.send(next);
}
