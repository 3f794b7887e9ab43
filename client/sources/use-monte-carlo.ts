import { useCallback, useEffect, useRef, useState } from "react";
import type { SelectionRequestInput } from "../../experiments/selection/request.ts";
import { type StartedWorker, startWorker } from "./start-worker.ts";
import type { MonteCarloCommand, MonteCarloCounts, MonteCarloProgress } from "./monte-carlo-messages.ts";

export type MonteCarloState = "idle" | "running" | "paused" | "finished" | "failed";

export interface MonteCarlo {
  state: MonteCarloState;
  /** The counts so far, from the first draws to the latest. */
  trail: readonly MonteCarloCounts[];
  toggle: () => void;
  reset: () => void;
}

/** Repeated draws of one decision, in a worker that the first start creates. Give the component a key from the request. */
export function useMonteCarlo(request: SelectionRequestInput, seed: string): MonteCarlo {
  const worker = useRef<StartedWorker<MonteCarloCommand> | null>(null);
  const [state, setState] = useState<MonteCarloState>("idle");
  const [trail, setTrail] = useState<readonly MonteCarloCounts[]>([]);

  const end = useCallback(() => {
    worker.current?.end();
    worker.current = null;
    setState("idle");
    setTrail([]);
  }, []);
  useEffect(() => end, [end]);

  const send = (command: MonteCarloCommand) => worker.current?.send(command);
  const begin = () => {
    const fail = () => {
      end();
      setState("failed");
    };
    const make = () => new Worker(new URL("monte-carlo-worker.ts", import.meta.url), { type: "module" });
    worker.current = startWorker<MonteCarloCommand, MonteCarloProgress>(make, {
      message: ({ trail: latest, finished }) => {
        setTrail((before) => [...before, ...latest]);
        if (finished) setState("finished");
      },
      failed: fail,
      missing: fail,
    });
    send({ type: "load", request, seed });
  };
  return {
    state,
    trail,
    toggle: () => {
      if (state === "finished") return;
      if (!worker.current) begin();
      send({ type: state === "running" ? "pause" : "start" });
      setState(state === "running" ? "paused" : "running");
    },
    reset: end,
  };
}
