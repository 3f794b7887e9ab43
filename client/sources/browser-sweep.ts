import { isTerminal, type SimulationState } from "../../experiments/result/simulation-handle.ts";
import type { ExpandedSweep } from "../../experiments/sweep/expand.ts";
import { noEstimate, pointEstimate, type PointResult, sweepResult } from "../../experiments/sweep/result.ts";
import type { RunNews, RunSource, SourceRun } from "./run-source.ts";
import type { SweepSource, SweepStatus, TellSweep } from "./sweep-source.ts";

/** A source that runs the points of a sweep one after another, each by a source of runs. */
export function sweepByRuns(runPoint: RunSource): SweepSource {
  return (sweep, tell) => new SweepByRuns(runPoint, sweep, tell);
}

class SweepByRuns implements SourceRun {
  readonly #runPoint: RunSource;
  readonly #sweep: ExpandedSweep;
  readonly #tell: TellSweep;
  /** The results of the points, as far as they are known. */
  readonly #points: PointResult[];
  readonly #states: SweepStatus["points"][number]["simulation"][];
  /** The point that runs. */
  #at = 0;
  #current: SourceRun | undefined;
  #isCancelled = false;

  constructor(runPoint: RunSource, sweep: ExpandedSweep, tell: TellSweep) {
    this.#runPoint = runPoint;
    this.#sweep = sweep;
    this.#tell = tell;
    this.#points = sweep.points.map(({ values, spec: { hash, spec } }) => ({
      values,
      ...noEstimate(hash, spec.replications),
    }));
    this.#states = this.#points.map(({ replications }) => ({ state: "queued", progress: noProgress(replications) }));
    this.#start();
  }

  cancel() {
    this.#isCancelled = true;
    this.#current?.cancel();
  }

  leave() {
    this.#current?.leave();
  }

  #start() {
    const at = this.#at;
    const { spec } = this.#sweep.points[at].spec;
    // A point may report its end more than once.
    this.#current = this.#runPoint(spec, (news) => at === this.#at && this.#hear(news));
  }

  #hear(news: RunNews) {
    if (news.type === "failed") this.#tell(news);
    if (news.type !== "snapshot") return;
    const { simulation, result } = news;
    const at = this.#at;
    this.#states[at] = simulation;
    const isOver = isTerminal(simulation.state);
    if (result && isOver) this.#points[at] = { values: this.#points[at].values, ...pointEstimate(result) };
    const hasNext = simulation.state === "succeeded" && at < this.#points.length - 1;
    const state = !isOver ? "running" : !hasNext ? simulation.state : this.#isCancelled ? "cancelled" : "running";
    this.#report(state, simulation.error);
    if (!isOver || state !== "running") return;
    this.#at++;
    this.#start();
  }

  #report(state: SimulationState, error: string | null) {
    const hasResult = this.#points.some(({ policies }) => policies.length > 0);
    const points = this.#states.map((simulation) => ({ simulation }));
    this.#tell({
      type: "snapshot",
      sweep: { state, progress: progressOf(points), points, error },
      result: hasResult ? sweepResult(this.#sweep.spec, [...this.#points]) : null,
    });
  }
}

function noProgress(replications: number): SweepStatus["points"][number]["simulation"]["progress"] {
  return { completedReplications: 0, replications, fraction: 0, etaSeconds: null };
}

function progressOf(points: SweepStatus["points"]): SweepStatus["progress"] {
  const sum = (of: "completedReplications" | "replications") =>
    points.reduce((total, { simulation }) => total + simulation.progress[of], 0);
  const [completedReplications, replications] = [sum("completedReplications"), sum("replications")];
  return {
    completedPoints: points.filter(({ simulation }) => isTerminal(simulation.state)).length,
    points: points.length,
    completedReplications,
    replications,
    fraction: completedReplications / replications,
    etaSeconds: null,
  };
}
