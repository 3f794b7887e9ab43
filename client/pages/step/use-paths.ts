import { useCallback, useEffect, useState } from "react";
import { startWorker } from "../../sources/start-worker.ts";
import type { Paths } from "./paths.ts";
import type { PathsAsked } from "./paths-worker.ts";

export interface PathsState {
  /** The latest paths; they may belong to what was asked before. */
  paths: Paths | null;
  isLate: boolean;
  failure: string | null;
  retry: () => void;
}

interface Done {
  asked: PathsAsked | null;
  paths: Paths | null;
  failure: string | null;
}

/** The paths of a request, computed in a worker. */
export function usePaths(asked: PathsAsked): PathsState {
  const [done, setDone] = useState<Done>({ asked: null, paths: null, failure: null });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const fail = (failure: string) => setDone((before) => ({ ...before, asked, failure }));
    let end = () => {};
    // Deferred: React mounts a page twice in development, and one worker is enough.
    const timer = setTimeout(() => {
      const make = () => new Worker(new URL("paths-worker.ts", import.meta.url), { type: "module" });
      const worker = startWorker<PathsAsked, Paths>(make, {
        message: (paths) => setDone({ asked, paths, failure: null }),
        failed: fail,
        missing: () => fail("its code did not load"),
      });
      worker.send(asked);
      ({ end } = worker);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another attempt is another worker
  }, [asked, attempt]);
  const retry = useCallback(() => setAttempt((before) => before + 1), []);
  const isLate = done.asked !== asked;
  return { paths: done.paths, isLate, failure: isLate ? null : done.failure, retry };
}
