import type { ExactOutcome } from "../../experiments/exact/exact-outcome.ts";
import type { SimulationState } from "../../experiments/result/simulation-handle.ts";
import { planSimulation, type SimulationPlan } from "../../experiments/simulation/plan.ts";
import type { SimulationSummary } from "../../experiments/simulation/summary.ts";
import { toResult } from "../../experiments/result/to-result.ts";
import type { SimulationSpec } from "../../experiments/spec/spec.ts";
import { specHash } from "../../experiments/spec/version.ts";
import type { KnownCurves } from "./exact-curve-memory.ts";
import { MergedPrefix } from "./merged-prefix.ts";
import type { RunSnapshot } from "./run-source.ts";

/** What a worker does at a time: a block, by its number, or exact curves, by the numbers of their policies. */
export type BlockTask = number | readonly number[];
type Curves = ExactOutcome[];
export type BlockReply = SimulationSummary | Curves;

/** A worker that runs one task at a time; a test can stand in for it. */
export interface BlockPort {
  /** Rejects if the worker dies of it. */
  run(task: BlockTask): Promise<BlockReply>;
  /** Ends the worker at once, whatever it is at. */
  end(): void;
}

export interface BlockRunOptions {
  spec: SimulationSpec;
  /** No more than this many are opened, nor more than there are blocks. */
  workers: number;
  openPort: () => BlockPort;
  /** The exact curves that need not be computed. */
  known: KnownCurves;
  /** Told those of all policies, once they had to be computed. */
  keep: (curves: Curves) => void;
  tell: (snapshot: RunSnapshot) => void;
  /** Nothing more will be told. */
  over: () => void;
}

/** Snapshots are told at most so often. */
const PERIOD_MILLISECONDS = 250;

/**
 * A simulation on several workers. It hands out the blocks and merges them in order, so that the bytes depend neither on
 * how many workers there are nor on which is faster.
 */
export class BlockRun {
  readonly #options: BlockRunOptions;
  readonly #plan: SimulationPlan;
  readonly #hash: string;
  readonly #prefix: MergedPrefix;
  readonly #start = performance.now();
  readonly #ports: BlockPort[];
  readonly #idle: BlockPort[];
  #next = 0;
  #exactPort: BlockPort | undefined;
  #exact: Curves | undefined;
  #state: SimulationState = "running";
  #error: string | null = null;
  #lastTold = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: BlockRunOptions) {
    const { spec, workers, openPort } = options;
    this.#options = options;
    this.#plan = planSimulation(spec);
    this.#hash = specHash(spec);
    this.#prefix = new MergedPrefix(this.#plan);
    this.#ports = Array.from({ length: Math.min(workers, this.#plan.blockCount) }, openPort);
    this.#idle = [...this.#ports];
    if (this.#unknownCurves.length === 0) this.#exact = options.known as Curves;
    this.#options.tell(this.#snapshot());
    this.#fill();
  }

  /** Ends the run at once, with the blocks merged so far. Their exact curves, if still on their way, are told later. */
  cancel() {
    if (this.#state !== "running") return;
    this.#state = "cancelled";
    for (const port of this.#ports) if (port !== this.#exactPort) port.end();
    this.#tell();
  }

  /** Keeps every worker busy as long as there is work near enough. */
  #fill() {
    while (this.#idle.length > 0 && this.#state === "running") {
      const task = this.#takeTask();
      if (task === undefined) return;
      void this.#run(this.#idle.shift()!, task);
    }
  }

  /**
   * The next block; right behind the first one the exact curves, which so hold up no first result. Blocks run ahead of the
   * merged ones only so far, which bounds the memory of those that come early.
   */
  #takeTask(): BlockTask | undefined {
    if (this.#next > 0 && !this.#exactPort && !this.#exact) return this.#unknownCurves;
    const end = Math.min(this.#plan.blockCount, this.#prefix.blocks + 4 * this.#ports.length);
    return this.#next < end ? this.#next++ : undefined;
  }

  /** Policies, by their numbers, whose exact curves are not known. */
  get #unknownCurves(): number[] {
    return [...this.#options.known.keys()].filter((policy) => this.#options.known[policy] === undefined);
  }

  async #run(port: BlockPort, task: BlockTask) {
    const isBlock = typeof task === "number";
    if (!isBlock) this.#exactPort = port;
    try {
      const reply = await port.run(task);
      if (isBlock) this.#takeBlock(task, reply as SimulationSummary);
      else this.#takeExact(reply as Curves);
    } catch (error) {
      this.#fail(port, error);
      return;
    }
    this.#idle.push(port);
    this.#fill();
  }

  #takeBlock(block: number, summary: SimulationSummary) {
    // What a worker had sent when its run was ended comes too late.
    if (this.#state !== "running") return;
    this.#prefix.add(block, summary);
    this.#proceed();
  }

  /** @param curves of the policies for which they were not known, in order */
  #takeExact(curves: Curves) {
    const computed = [...curves];
    this.#exact = this.#options.known.map((curve) => (curve === undefined ? computed.shift()! : curve));
    this.#options.keep(this.#exact);
    this.#proceed();
  }

  #proceed() {
    if (this.#prefix.blocks === this.#plan.blockCount && this.#exact) this.#state = "succeeded";
    const wait = this.#lastTold + PERIOD_MILLISECONDS - performance.now();
    if (wait <= 0 || this.#state !== "running") this.#tell();
    else this.#timer ??= setTimeout(() => this.#tell(), wait);
  }

  #fail(port: BlockPort, error: unknown) {
    if (this.#state === "running") {
      this.#state = "failed";
      this.#error = `A worker of this browser failed: ${error instanceof Error ? error.message : String(error)}`;
      this.#tell();
    } else if (port === this.#exactPort) this.#end();
  }

  #tell() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lastTold = performance.now();
    this.#options.tell(this.#snapshot());
    if (this.#state === "running") return;
    const awaitsExact = this.#state === "cancelled" && this.#prefix.blocks > 0 && !this.#exact;
    if (!awaitsExact) this.#end();
  }

  #end() {
    for (const port of this.#ports) port.end();
    this.#options.over();
  }

  #snapshot(): RunSnapshot {
    const { summary } = this.#prefix;
    const { replications: all } = this.#options.spec;
    const { replications: done } = summary;
    const seconds = (performance.now() - this.#start) / 1000;
    const etaSeconds = done === 0 ? null : Number((((all - done) * seconds) / done).toPrecision(3));
    return {
      simulation: {
        state: this.#state,
        specHash: this.#hash,
        progress: { completedReplications: done, replications: all, fraction: done / all, etaSeconds },
        error: this.#error,
      },
      result: done === 0 ? null : toResult(this.#plan, summary, this.#exact, this.#hash),
    };
  }
}
