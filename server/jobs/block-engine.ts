import { estimateSimulation } from "../../experiments/simulation/estimate.ts";
import { replicationsOf } from "../../experiments/simulation/plan.ts";
import type { Assignment, Crew, FinishedBlock } from "./crew.ts";
import type { Engine, Job, JobObserver } from "./engine.ts";
import type { SummaryThread } from "./summary-thread.ts";

export interface EngineLimits {
  /** Jobs that are under way at the same time; others wait. */
  running: number;
  /** Long ones among them that one client may have. */
  runningPerClient: number;
}

/** Jobs that take a core up to this long are short: whoever has long ones under way need not wait with a short one. */
const SHORT_SECONDS = 10;

/** Whether a job is over so soon that it is in nobody's way. */
export function isShort({ plan: { spec } }: Pick<Job, "plan">): boolean {
  const { replicationsSeconds, exactSeconds } = estimateSimulation(spec);
  return replicationsSeconds + exactSeconds <= SHORT_SECONDS;
}

/** What is done of a job at a time. */
interface Piece {
  /** Settles when it is done and taken in. */
  run(): Promise<void>;
  /** Exact curves may wait for those of another job, and the crew is not to rest meanwhile: they take no slot. */
  slots: 0 | 1;
}

/** Runs jobs block by block, each running job in turn, and merges the blocks in order. */
export class BlockEngine implements Engine {
  readonly #crew: Crew;
  readonly #summaries: Pick<SummaryThread, "merge">;
  readonly #limits: EngineLimits;
  /** In the order of their turns. */
  #running: Run[] = [];
  #waiting: Run[] = [];
  #inFlight = 0;
  #stopped = false;

  constructor(crew: Crew, summaries: Pick<SummaryThread, "merge">, limits: EngineLimits) {
    this.#crew = crew;
    this.#summaries = summaries;
    this.#limits = limits;
  }

  mayStart(job: Pick<Job, "plan" | "client">) {
    const { running, runningPerClient } = this.#limits;
    if (this.#running.length >= running) return false;
    if (isShort(job) || job.client === undefined) return true;
    return (
      this.#running.filter(({ job: { client }, isShort }) => client === job.client && !isShort).length <
      runningPerClient
    );
  }

  run(job: Job, observer: JobObserver) {
    this.#waiting.push(new Run(job, observer, this.#crew, this.#summaries));
    this.#fill();
  }

  cancel(hash: string) {
    const run = [...this.#running, ...this.#waiting].find(({ job }) => job.hash === hash);
    if (!run) return;
    this.#end(run);
    this.#fill();
  }

  async stop() {
    this.#stopped = true;
    // What is ordered may still be done: the next process will want it.
    for (const run of [...this.#running, ...this.#waiting]) run.abandon();
    this.#running = [];
    this.#waiting = [];
    await this.#crew.stop();
  }

  #end(run: Run) {
    this.#running = this.#running.filter((other) => other !== run);
    this.#waiting = this.#waiting.filter((other) => other !== run);
    run.end();
  }

  /** Starts what may start, and keeps the crew busy. */
  #fill() {
    if (this.#stopped) return;
    for (const run of this.#waiting) {
      if (!this.mayStart(run.job)) continue;
      this.#waiting = this.#waiting.filter((other) => other !== run);
      this.#running.push(run);
      run.observer.started();
      // All of it was done when the last process ended.
      if (run.isComplete) this.#finish(run);
    }
    while (this.#inFlight < this.#crew.slots) {
      const run = this.#running.find((candidate) => candidate.hasPiece);
      if (!run) return;
      this.#running = [...this.#running.filter((other) => other !== run), run];
      for (const piece of run.takePieces()) void this.#dispatch(run, piece);
    }
  }

  async #dispatch(run: Run, piece: Piece) {
    this.#inFlight += piece.slots;
    try {
      await piece.run();
    } catch (error) {
      if (!run.isOver) this.#fail(run, error);
    } finally {
      this.#inFlight -= piece.slots;
    }
    try {
      // What is merged meanwhile is no reason for the crew to rest.
      this.#fill();
      await run.merge();
      if (run.isComplete) this.#finish(run);
    } catch (error) {
      if (!run.isOver) this.#fail(run, error);
    }
    this.#fill();
  }

  #finish(run: Run) {
    if (run.isOver) return;
    this.#end(run);
    run.observer.finished();
  }

  #fail(run: Run, error: unknown) {
    this.#end(run);
    run.observer.failed(`A worker failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A job on its way: which blocks are out, and which came early. */
class Run {
  readonly job: Job;
  readonly observer: JobObserver;
  readonly isShort: boolean;
  isOver = false;
  readonly #assignment: Assignment;
  readonly #summaries: Pick<SummaryThread, "merge">;
  /** Blocks that have come and are not merged yet: merging is in order. */
  readonly #early = new Map<number, FinishedBlock>();
  /** How far blocks may run ahead of the merged ones, which bounds how many come early. */
  readonly #window: number;
  #merged: number;
  #next: number;
  #exactIsOut: boolean;
  #isMerging = false;

  constructor(job: Job, observer: JobObserver, crew: Crew, summaries: Pick<SummaryThread, "merge">) {
    this.job = job;
    this.observer = observer;
    this.isShort = isShort(job);
    this.#assignment = crew.assign(job);
    this.#summaries = summaries;
    this.#window = 4 * crew.slots;
    this.#merged = Math.ceil((job.prefix?.replications ?? 0) / job.plan.blockSize);
    this.#next = this.#merged;
    this.#exactIsOut = job.exact !== undefined;
  }

  get isComplete() {
    return this.#merged === this.job.plan.blockCount && this.job.exact !== undefined;
  }

  get hasPiece() {
    return !this.isOver && (this.#hasBlock || !this.#exactIsOut);
  }

  /**
   * The next block. Right behind the first one go the exact curves: they hold up no first result, and once there is a
   * result, no other job's blocks hold them up.
   */
  takePieces(): Piece[] {
    const pieces: Piece[] = [];
    if (this.#hasBlock) {
      const block = this.#next++;
      pieces.push({ run: () => this.#runBlock(block), slots: 1 });
    }
    if (!this.#exactIsOut) pieces.push({ run: () => this.#computeExact(), slots: 0 });
    this.#exactIsOut = true;
    return pieces;
  }

  get #hasBlock() {
    return this.#next < Math.min(this.job.plan.blockCount, this.#merged + this.#window);
  }

  async #runBlock(block: number): Promise<void> {
    const finished = await this.#assignment.block(block);
    if (finished && !this.isOver) this.#early.set(block, finished);
  }

  async #computeExact(): Promise<void> {
    const curves = await this.#assignment.exact();
    if (curves === undefined || this.isOver) return;
    this.job.exact = curves;
    this.observer.progressed();
  }

  /** Merges what can be merged, unless that is being done: it then goes on as long as there is something. */
  async merge(): Promise<void> {
    if (this.#isMerging) return;
    this.#isMerging = true;
    try {
      for (let next = this.#nextBlocks(); next.length > 0; next = this.#nextBlocks()) await this.#append(next);
    } finally {
      this.#isMerging = false;
    }
  }

  #nextBlocks(): FinishedBlock[] {
    const blocks: FinishedBlock[] = [];
    if (this.isOver) return blocks;
    for (let block = this.#early.get(this.#merged); block; block = this.#early.get(this.#merged + blocks.length)) {
      blocks.push(block);
    }
    return blocks;
  }

  async #append(finished: readonly FinishedBlock[]): Promise<void> {
    const blocks = await Promise.all(finished.map(async (load) => await load()));
    const bytes = await this.#summaries.merge({ prefix: this.job.prefix?.bytes, blocks });
    if (this.isOver) return;
    for (let i = 0; i < blocks.length; i++) this.#early.delete(this.#merged++);
    const [, replications] = replicationsOf(this.job.plan, this.#merged - 1);
    this.job.prefix = { replications, bytes };
    this.observer.progressed();
  }

  /** Takes nothing in any more. */
  abandon() {
    this.isOver = true;
    this.#early.clear();
  }

  /** Nor is anything wanted of it any more. */
  end() {
    this.abandon();
    this.#assignment.end();
  }
}
