import { useCallback, useEffect, useState } from "react";
import { startWorker } from "../../../sources/start-worker.ts";
import type { Rival } from "./rivals.ts";
import type { PlaySpec } from "./spec.ts";

export interface RivalsState {
  /** Null until they are computed. */
  rivals: Rival[] | null;
  failure: string | null;
  retry: () => void;
}

interface Done {
  game: PlaySpec | null;
  rivals: Rival[] | null;
  failure: string | null;
}

/** The policies of a game, computed in a worker; none while the game is null. */
export function useRivals(game: PlaySpec | null): RivalsState {
  const [done, setDone] = useState<Done>({ game: null, rivals: null, failure: null });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (game === null) return undefined;
    const fail = (failure: string) => setDone({ game, rivals: null, failure });
    let end = () => {};
    // Deferred: React mounts a page twice in development, and one worker is enough.
    const timer = setTimeout(() => {
      const make = () => new Worker(new URL("rivals-worker.ts", import.meta.url), { type: "module" });
      const worker = startWorker<PlaySpec, Rival[]>(make, {
        message: (rivals) => setDone({ game, rivals, failure: null }),
        failed: fail,
        missing: () => fail("its code did not load"),
      });
      worker.send(game);
      ({ end } = worker);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another attempt is another worker
  }, [game, attempt]);
  const retry = useCallback(() => setAttempt((before) => before + 1), []);
  const isOf = done.game === game;
  return { rivals: isOf ? done.rivals : null, failure: isOf ? done.failure : null, retry };
}
