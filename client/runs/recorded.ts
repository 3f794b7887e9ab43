import type { SimulationResult } from "../../experiments/result/result.ts";
import type { Simulation } from "../../experiments/result/simulation-handle.ts";
import type { SimulationSpec } from "../../experiments/spec/spec.ts";
import type { RunNews, RunSource, RunStatus } from "../sources/run-source.ts";
import { runs } from "./run-list.ts";
import { isRunning, type RunRecord, summaryOf } from "./run-record.ts";
import { holdRun } from "./tab-locks.ts";

/** Puts a run that the server has accepted on the list. */
export function recordAccepted(spec: SimulationSpec, { id, createTime, state }: Simulation): void {
  runs.add(newRecord({ id, place: "server", spec, state, when: Date.parse(createTime) || Date.now() }));
}

/** Puts a run of the server that another browser has started on this browser's list. */
export function recordForeign(spec: SimulationSpec, status: RunStatus, result: SimulationResult | null): void {
  const { id, createTime, state } = status as Simulation;
  runs.add({
    ...newRecord({ id, place: "server", spec, state, when: Date.parse(createTime) }),
    ...(result && summaryOf(result)),
  });
}

export function newRecord(known: Pick<RunRecord, "id" | "place" | "spec" | "state" | "when">): RunRecord {
  return { ...known, name: "", note: "", done: 0, best: null };
}

/** An id that no other run has. */
export function ownId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return `local-${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** Takes over what a snapshot says of a run on the list. Progress is written when a run ends, results with `keep`. */
export function recordSnapshot(id: string, { state, progress }: RunStatus, result: SimulationResult | null): void {
  const known = runs.find(id);
  if (!known || (!isRunning(known) && known.best)) return;
  const isOver = !isRunning({ state });
  if (!isOver && known.state === state) return;
  const summary = result ? summaryOf(result) : { done: progress.completedReplications };
  runs.change(id, { state, ...summary }, known.place === "browser" && isOver && result ? result : undefined);
}

/** A source whose runs are on the list: those on the server from when it accepts them, others from their beginning. */
export function recorded(source: RunSource): RunSource {
  return (spec, tell) => {
    let own: BrowserRecord | undefined;
    const run = source(spec, (news) => {
      if (news.type === "moved" && news.place === "browser") own = new BrowserRecord(spec);
      if (news.type === "snapshot" || news.type === "accepted") {
        const simulation = own ? { ...news.simulation, id: own.id } : news.simulation;
        hear(own, { ...news, simulation });
        tell({ ...news, simulation });
        return;
      }
      if (news.type === "failed") own?.end("failed");
      tell(news);
    });
    return {
      cancel: () => run.cancel(),
      leave: () => {
        run.leave();
        own?.end("cancelled");
      },
    };
  };
}

function hear(own: BrowserRecord | undefined, news: Extract<RunNews, { simulation: RunStatus }>): void {
  const { simulation } = news;
  const result = news.type === "snapshot" ? news.result : null;
  if (own) own.hear(simulation, result);
  else if (simulation.id) recordSnapshot(simulation.id, simulation, result);
}

/** A run in this browser, on the list. It ends with its page, and keeps the result that it has by then. */
class BrowserRecord {
  readonly id = ownId();
  readonly #release: () => void;
  #latest: SimulationResult | null = null;

  constructor(spec: SimulationSpec) {
    this.#release = holdRun(this.id);
    runs.add(newRecord({ id: this.id, place: "browser", spec, state: "running", when: Date.now() }));
  }

  hear(simulation: RunStatus, result: SimulationResult | null): void {
    this.#latest = result ?? this.#latest;
    recordSnapshot(this.id, simulation, this.#latest);
    if (!isRunning(simulation)) this.#release();
  }

  end(state: "cancelled" | "failed"): void {
    const known = runs.find(this.id);
    if (known && isRunning(known)) {
      runs.change(this.id, { state, ...(this.#latest && summaryOf(this.#latest)) }, this.#latest ?? undefined);
    }
    this.#release();
  }
}
