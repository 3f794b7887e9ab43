import type { ExactOutcome } from "../../experiments/exact/exact-outcome.ts";
import { toResult } from "../../experiments/result/to-result.ts";
import type { SimulationState } from "../../experiments/result/simulation-handle.ts";
import { BlockSchedule, type ScheduledTask } from "../../experiments/simulation/block-schedule.ts";
import { planSimulation, type SimulationPlan } from "../../experiments/simulation/plan.ts";
import { emptySummary, mergeSummary, type SimulationSummary } from "../../experiments/simulation/summary.ts";
import type { SimulationSpec } from "../../experiments/spec/spec.ts";
import { specHash } from "../../experiments/spec/version.ts";
import type { KnownCurves } from "./exact-curve-memory.ts";
import type { RunSnapshot } from "./run-source.ts";

/** One task of a worker: a block, by its number, or exact curves, by the numbers of their policies. */
export type BlockTask = number | readonly number[];
type Curves = ExactOutcome[];
export type BlockReply = SimulationSummary | Curves;

/** A worker that runs one task at a time; a test can stand in for it. */
export interface BlockPort {
  /** Rejects if the task ends the worker. */
  run(task: BlockTask): Promise<BlockReply>;
  /** Ends the worker at once, also in the middle of a task. */
  end(): void;
}

export interface BlockRunOptions {
  spec: SimulationSpec;
  /** The most workers to open. A simulation of fewer blocks opens one for each block. */
  workers: number;
  openPort: () => BlockPort;
  /** The exact curves that need not be computed. */
  known: KnownCurves;
  /** Receives the curves of all policies, if some had to be computed. */
  keep: (curves: Curves) => void;
  /** Receives the run's snapshots. */
  tell: (snapshot: RunSnapshot) => void;
  /** Called after the last snapshot. */
  over: () => void;
}

/** The least time between two snapshots of a running simulation. */
const PERIOD_MILLISECONDS = 250;

/** A simulation on several workers: sends them the scheduled tasks, merges their blocks, and reports snapshots. */
export class BlockRun {
  readonly #options: BlockRunOptions;
  readonly #plan: SimulationPlan;
  readonly #hash: string;
  readonly #schedule: BlockSchedule<SimulationSummary>;
  readonly #summary: SimulationSummary;
  readonly #start = performance.now();
  readonly #ports: BlockPort[];
  readonly #idle: BlockPort[];
  /** The worker that computes exact curves. */
  #exactPort: BlockPort | undefined;
  #exact: Curves | undefined;
  #state: SimulationState = "running";
  #error: string | null = null;
  #lastTold = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: BlockRunOptions) {
    const { spec, workers, known, openPort } = options;
    this.#options = options;
    this.#plan = planSimulation(spec);
    this.#hash = specHash(spec);
    this.#summary = emptySummary(this.#plan);
    this.#ports = Array.from({ length: Math.min(workers, this.#plan.blockCount) }, openPort);
    this.#idle = [...this.#ports];
    if (this.#unknownCurves.length === 0) this.#exact = known as Curves;
    this.#schedule = new BlockSchedule(this.#plan, {
      slots: this.#ports.length,
      hasExact: this.#exact !== undefined,
    });
    // Does not count for the period: the snapshot of the first block follows at once.
    options.tell(this.#snapshot());
    this.#fill();
  }

  /** Ends the run with the blocks merged so far. If its exact curves are being computed, they are reported later. */
  cancel() {
    if (this.#state !== "running") return;
    this.#end("cancelled");
    for (const port of this.#ports) if (port !== this.#exactPort) port.end();
    this.#tell();
  }

  /** Gives every idle worker a task, as far as the schedule has one. */
  #fill() {
    while (this.#idle.length > 0) {
      const task = this.#schedule.next();
      if (task === undefined) return;
      void this.#run(this.#idle.shift()!, task);
    }
  }

  /** Policies, by their numbers, whose exact curves must be computed. */
  get #unknownCurves(): number[] {
    return [...this.#options.known.keys()].filter((policy) => this.#options.known[policy] === undefined);
  }

  async #run(port: BlockPort, task: ScheduledTask) {
    try {
      if (task === "exact") {
        this.#exactPort = port;
        this.#takeExact((await port.run(this.#unknownCurves)) as Curves);
      } else this.#takeBlock(task, (await port.run(task)) as SimulationSummary);
    } catch (error) {
      this.#fail(port, error);
      return;
    }
    this.#idle.push(port);
    this.#fill();
  }

  #takeBlock(block: number, summary: SimulationSummary) {
    // A worker may have replied just before it was ended.
    if (this.#state !== "running") return;
    this.#schedule.take(block, summary);
    const blocks = this.#schedule.mergeable();
    for (const next of blocks) mergeSummary(this.#summary, next);
    this.#schedule.merged(blocks.length);
    this.#proceed();
  }

  /** @param computed curves of the policies with unknown ones, in order */
  #takeExact(computed: Curves) {
    const rest = computed.values();
    this.#exact = this.#options.known.map((curve) => curve ?? rest.next().value!);
    this.#schedule.takeExact();
    this.#options.keep(this.#exact);
    this.#proceed();
  }

  #proceed() {
    if (this.#schedule.isComplete) this.#end("succeeded");
    const wait = this.#lastTold + PERIOD_MILLISECONDS - performance.now();
    if (wait <= 0 || this.#state !== "running") this.#tell();
    else this.#timer ??= setTimeout(() => this.#tell(), wait);
  }

  #fail(port: BlockPort, error: unknown) {
    if (this.#state === "running") {
      this.#error = `A worker of this browser failed: ${error instanceof Error ? error.message : String(error)}`;
      this.#end("failed");
      this.#tell();
    } else if (port === this.#exactPort) this.#close();
  }

  #end(state: SimulationState) {
    this.#state = state;
    this.#schedule.cancel();
  }

  #tell() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lastTold = performance.now();
    this.#options.tell(this.#snapshot());
    if (this.#state === "running") return;
    const awaitsExact = this.#state === "cancelled" && this.#schedule.prefix > 0 && !this.#exact;
    if (!awaitsExact) this.#close();
  }

  #close() {
    for (const port of this.#ports) port.end();
    this.#options.over();
  }

  #snapshot(): RunSnapshot {
    const { replications: all } = this.#options.spec;
    const { replications: done } = this.#summary;
    const seconds = (performance.now() - this.#start) / 1000;
    const etaSeconds = done === 0 ? null : Number((((all - done) * seconds) / done).toPrecision(3));
    return {
      simulation: {
        state: this.#state,
        specHash: this.#hash,
        progress: { completedReplications: done, replications: all, fraction: done / all, etaSeconds },
        error: this.#error,
      },
      result: done === 0 ? null : toResult(this.#plan, this.#summary, this.#exact, this.#hash),
    };
  }
}
