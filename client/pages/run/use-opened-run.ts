import { useEffect, useReducer, useRef } from "react";
import type { SimulationResult } from "../../../experiments/result/result.ts";
import { recordSnapshot } from "../../runs/recorded.ts";
import { runs } from "../../runs/run-list.ts";
import type { RunRecord } from "../../runs/run-record.ts";
import { useRuns } from "../../runs/use-runs.ts";
import type { RunNews, RunStatus, SourceRun, Trouble } from "../../sources/run-source.ts";
import { findOnServer } from "../../sources/server-run.ts";

/** A run as its page shows it. */
export interface OpenedRun {
  /** The entry of this browser's list; undefined for a run that another browser started. */
  record: RunRecord | undefined;
  /** "none": neither the server nor this browser has the run. */
  connection: "asking" | "live" | "reconnecting" | "closed" | "none";
  status: RunStatus | null;
  result: SimulationResult | null;
  cancelling: boolean;
  trouble: Trouble | null;
}

type State = Omit<OpenedRun, "record">;
type Event = RunNews | { type: "begin" | "cancelling" | "unknown" } | { type: "kept"; result: SimulationResult | null };

const start: State = { connection: "asking", status: null, result: null, cancelling: false, trouble: null };

function next(state: State, event: Event): State {
  switch (event.type) {
    case "begin":
      return start;
    case "accepted":
      return { ...state, status: event.simulation, connection: "live", trouble: null };
    case "snapshot": {
      const { simulation, result } = event;
      const isOver = simulation.state !== "running" && simulation.state !== "queued";
      const cancelling = state.cancelling && !isOver;
      return {
        ...state,
        cancelling,
        status: simulation,
        result: result ?? state.result,
        connection: isOver ? "closed" : "live",
        trouble: null,
      };
    }
    case "kept":
      return { ...start, result: event.result, connection: "closed" };
    case "disconnected":
      return state.connection === "closed" ? state : { ...state, connection: "reconnecting" };
    case "cancelling":
      return { ...state, cancelling: true };
    case "unknown":
      return { ...state, connection: "none" };
    case "failed":
      return { ...state, connection: "closed", cancelling: false, trouble: event.trouble };
    default:
      return state;
  }
}

/** The run of an id: from this browser if it keeps its result, else from the server, live while it is running. */
export function useOpenedRun(id: string): OpenedRun & { cancel: () => void } {
  const { records, isLoaded } = useRuns();
  const record = records.find((each) => each.id === id);
  const [state, dispatch] = useReducer(next, start);
  const source = useRef<SourceRun>(undefined);
  const place = isLoaded ? (record?.place ?? "server") : undefined;
  const keptState = place === "server" ? undefined : record?.state;

  useEffect(() => {
    if (place === undefined) return undefined;
    let isLeft = false;
    dispatch({ type: "begin" });
    if (place !== "server") {
      void runs.result(id).then((result) => isLeft || dispatch({ type: "kept", result: result ?? null }));
      return () => void (isLeft = true);
    }
    const run = findOnServer(id, {
      tell: (news) => {
        dispatch(news);
        if (news.type === "snapshot") recordSnapshot(id, news.simulation, news.result);
      },
      unknown: () => {
        dispatch({ type: "unknown" });
        runs.change(id, { isGone: true });
      },
    });
    source.current = run;
    return () => run.leave();
    // oxlint-disable-next-line react/exhaustive-deps -- a run in another tab has its result once its state has changed
  }, [id, place, keptState]);

  const cancel = () => {
    dispatch({ type: "cancelling" });
    source.current?.cancel();
  };
  return { ...state, record, cancel };
}
