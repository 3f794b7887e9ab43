import { useEffect, useState } from "react";
import { startWorker } from "../../sources/start-worker.ts";
import type { Observed, Saving } from "./saving.ts";

/** Typing is over when nothing has changed for so long. */
const PAUSE_MILLISECONDS = 600;

export interface SavingState {
  saving: Saving | null;
  failure: string | null;
}

const NOTHING: SavingState = { saving: null, failure: null };

/** What a bandit would have saved, simulated in a worker once the counts rest; nothing for null. */
export function useSaving(observed: Observed | null): SavingState {
  const [done, setDone] = useState<SavingState & { observed: Observed | null }>({ ...NOTHING, observed: null });
  useEffect(() => {
    if (!observed) return undefined;
    let end = () => {};
    const timer = setTimeout(() => {
      const make = () => new Worker(new URL("saving-worker.ts", import.meta.url), { type: "module" });
      const finish = (state: SavingState) => setDone({ ...state, observed });
      const worker = startWorker<Observed, Saving>(make, {
        message: (saving) => finish({ saving, failure: null }),
        failed: (failure) => finish({ saving: null, failure }),
        missing: () => finish({ saving: null, failure: "its code did not load" }),
      });
      worker.send(observed);
      ({ end } = worker);
    }, PAUSE_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [observed]);
  return done.observed === observed ? done : NOTHING;
}
