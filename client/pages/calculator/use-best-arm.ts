import { useCallback, useEffect, useRef, useState } from "react";
import type { BestArmAnswer } from "../../../experiments/best-arm/answer.ts";
import type { BestArmRequest } from "../../../experiments/best-arm/request.ts";
import { type StartedWorker, startWorker } from "../../sources/start-worker.ts";

/** An answer with the request that it belongs to. */
export interface Answered<Request extends BestArmRequest> {
  request: Request;
  /** The same object as the API's answer. */
  answer: BestArmAnswer;
}

interface Work<Request> {
  worker: StartedWorker<Request>;
  /** What the worker computes now, and what it computes next: only the latest input is kept. */
  current: Request | null;
  next: Request | null;
}

export interface BestArm<Request extends BestArmRequest> {
  /** The latest answer; it may belong to an earlier request. */
  answered: Answered<Request> | null;
  /** Why the latest computation failed. */
  failure: string | null;
  /** Tries again with a new worker. */
  retry: () => void;
}

/** P(best) and expected loss of every arm, computed in a worker. */
export function useBestArm<Request extends BestArmRequest>(request: Request): BestArm<Request> {
  const work = useRef<Work<Request> | null>(null);
  const latest = useRef(request);
  const [answered, setAnswered] = useState<Answered<Request> | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    // Deferred: React mounts a page twice in development, and one worker is enough.
    const timer = setTimeout(() => {
      const make = () => new Worker(new URL("best-arm-worker.ts", import.meta.url), { type: "module" });
      const worker = startWorker<Request, BestArmAnswer>(make, {
        message: (answer) => {
          setAnswered({ request: own.current!, answer });
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
      const own: Work<Request> = { worker, current: null, next: latest.current };
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
    latest.current = request;
    const own = work.current;
    if (!own) return;
    own.next = request;
    if (!own.current) proceed(own);
  }, [request]);
  const retry = useCallback(() => {
    setFailure(null);
    setAttempt((before) => before + 1);
  }, []);
  return { answered, failure, retry };
}

/** Sends the worker its next request. */
function proceed<Request>(work: Work<Request>): void {
  const { worker, next } = work;
  work.current = next;
  work.next = null;
  if (next) worker.send(next);
}
