import type { SimulationState } from "../../../experiments/result/simulation-handle.ts";
import type { RunRecord } from "../../runs/run-record.ts";
import { formatCount } from "../../text/number-format.ts";
import "./run-state.css";

interface RunStateProps {
  state: SimulationState;
  place: RunRecord["place"];
  done: number;
  all: number;
  isGone?: boolean;
  /** Words in place of those of the state. */
  instead?: string;
}

const words: Record<SimulationState, { text: string; tone: string }> = {
  queued: { text: "Queued", tone: "active" },
  running: { text: "Running", tone: "active" },
  succeeded: { text: "Finished", tone: "good" },
  failed: { text: "Failed", tone: "bad" },
  cancelled: { text: "Cancelled", tone: "quiet" },
};

const places: Record<RunRecord["place"], string> = { server: "", browser: " in this browser", file: ", imported" };

/** The state of a run in a few words, with its progress until it is over. */
export function RunState({ state, place, done, all, isGone, instead }: RunStateProps) {
  const { text, tone } = words[state];
  const isOver = isGone || state === "succeeded" || state === "failed";
  return (
    <span className="run-state">
      <span className="run-pill" data-tone={isGone ? "quiet" : tone}>
        {instead ?? (isGone ? "No longer on the server" : `${text}${places[place]}`)}
      </span>
      {!isOver && (
        <>
          {" "}
          <span className="run-progress-text">
            {formatCount(done)} of {formatCount(all)}
          </span>{" "}
          {tone === "active" && <progress aria-label="Replications done" max={all} value={done} />}
        </>
      )}
    </span>
  );
}
