import { estimateSimulation } from "../../experiments/simulation/estimate.ts";
import { replicationsOf, type SimulationPlan } from "../../experiments/simulation/plan.ts";
import type { Assignment, Crew, FinishedPiece } from "./crew.ts";
import type { Applicant, Engine, Job, JobObserver } from "./engine.ts";
import type { SummaryThread } from "./summary-thread.ts";

export interface EngineLimits {
  /** Short jobs that are under way at the same time, and as many that take long; others wait. */
  running: number;
  /** Long ones among them that one client may have. */
  runningPerClient: number;
}

/** Jobs that take a core up to this long are short: whoever has long ones under way need not wait with a short one. */
const SHORT_SECONDS = 10;
/** How often one looks which jobs have turned out to take long. */
const LOOK_MILLISECONDS = 250;

/** Whether a job is over so soon that it is in nobody's way: by the estimate, and by what it has taken. */
export function isShort({ plan, time }: Applicant): boolean {
  return Math.max(estimateOf(plan), (time?.milliseconds ?? 0) / 1000) <= SHORT_SECONDS;
}

/** Seconds of one core that a plan is estimated at. */
export function estimateOf({ spec }: SimulationPlan): number {
  const { replicationsSeconds, exactSeconds } = estimateSimulation(spec);
  return replicationsSeconds + exactSeconds;
}

/** Which of the engine's places a job holds, or waits for. */
type Place = "long" | "short";

/** A job holds a place of those that take long where it is told to, or where its turns are those of long work. */
function placeOf(job: Applicant): Place {
  return !isShort(job) || job.time?.isLong ? "long" : "short";
}

/** What is done of a job at a time. */
interface Piece {
  /** Settles when it is done and taken in. */
  run(): Promise<void>;
  /** Exact curves may wait for those of another job, and the crew is not to rest meanwhile: they take no slot. */
  slots: 0 | 1;
}

/**
 * Runs jobs block by block, each running job in turn, and merges the blocks in order.
 *
 * Jobs that take long have places of their own, so that they keep no short one from starting. A job that turns out to take
 * long moves to one of these; where there are too many, the one that has taken most waits again, behind its prefix.
 */
export class BlockEngine implements Engine {
  readonly #crew: Crew;
  readonly #summaries: Pick<SummaryThread, "merge">;
  readonly #limits: EngineLimits;
  /** In the order of their turns. */
  #running: Run[] = [];
  #waiting: Run[] = [];
  readonly #timer: NodeJS.Timeout;
  #stopped = false;

  constructor(crew: Crew, summaries: Pick<SummaryThread, "merge">, limits: EngineLimits) {
    this.#crew = crew;
    this.#summaries = summaries;
    this.#limits = limits;
    this.#timer = setInterval(() => this.#fill(), LOOK_MILLISECONDS).unref();
  }

  mayStart(job: Applicant) {
    return this.#freePlaces()[placeOf(job)] > 0 && this.#hasRoomForClient(job);
  }

  #freePlaces(): Record<Place, number> {
    const { running } = this.#limits;
    const long = this.#running.filter(({ job }) => placeOf(job) === "long").length;
    return { long: running - long, short: running - (this.#running.length - long) };
  }

  #hasRoomForClient(job: Applicant): boolean {
    if (isShort(job) || job.client === undefined) return true;
    const own = this.#running.filter((run) => run.job.client === job.client && !isShort(run.job));
    return own.length < this.#limits.runningPerClient;
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
    clearInterval(this.#timer);
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
    for (const run of this.#tooMany()) this.#suspend(run);
    this.#startWaiting();
    for (let run = this.#next(); run; run = this.#next()) {
      this.#running = [...this.#running.filter((other) => other !== run), run];
      void this.#dispatch(run, run.takePiece());
    }
  }

  #startWaiting() {
    const free = this.#freePlaces();
    for (const run of this.#waiting) {
      if (free.long + free.short <= 0) return;
      const place = placeOf(run.job);
      if (free[place] <= 0 || !this.#hasRoomForClient(run.job)) continue;
      free[place]--;
      this.#waiting = this.#waiting.filter((other) => other !== run);
      this.#running.push(run);
      this.#start(run);
    }
  }

  #start(run: Run) {
    const { job, observer } = run;
    if (!job.isSuspended) observer.started();
    job.isSuspended = false;
    // All of it was done when the last process ended.
    if (run.isComplete) this.#finish(run);
  }

  /** Those that take long beyond the places for such: they have taken the most. */
  #tooMany(): Run[] {
    const long = this.#running.filter(({ job }) => placeOf(job) === "long");
    const count = Math.max(0, long.length - this.#limits.running);
    return long.toSorted((a, b) => b.job.time.milliseconds - a.job.time.milliseconds).slice(0, count);
  }

  #suspend(run: Run) {
    const { job, observer } = run;
    this.#end(run);
    job.isSuspended = true;
    this.#waiting.push(new Run(job, observer, this.#crew, this.#summaries));
  }

  /**
   * The run whose piece goes to the crew next. The crew has enough of each kind to choose from; so that it may choose any
   * job, each has one piece there.
   */
  #next(): Run | undefined {
    const inFlight = (isLong: boolean) =>
      this.#running.reduce((sum, run) => sum + (run.job.time.isLong === isLong ? run.inFlight : 0), 0);
    const hasRoom = { long: inFlight(true) < this.#crew.slots, short: inFlight(false) < this.#crew.slots };
    return this.#running.find(
      (run) => run.hasPiece && (run.inFlight === 0 || hasRoom[run.job.time.isLong ? "long" : "short"]),
    );
  }

  async #dispatch(run: Run, piece: Piece) {
    run.inFlight += piece.slots;
    try {
      await piece.run();
    } catch (error) {
      if (!run.isOver) this.#fail(run, error);
    } finally {
      run.inFlight -= piece.slots;
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

/** Pieces of a job that are out before any has come back: then one more with each, since nothing is known of it yet. */
const FIRST_PIECES = 2;

/** A job on its way: which blocks are out, and which came early. */
class Run {
  readonly job: Job;
  readonly observer: JobObserver;
  /** Pieces that the crew has. */
  inFlight = 0;
  isOver = false;
  readonly #crew: Crew;
  readonly #assignment: Assignment;
  readonly #summaries: Pick<SummaryThread, "merge">;
  /** Blocks that have come and are not merged yet: merging is in order. */
  readonly #early = new Map<number, FinishedPiece>();
  /** How far blocks may run ahead of the merged ones, which bounds how many come early. */
  readonly #window: number;
  readonly #first: number;
  #merged: number;
  #next: number;
  #exactIsOut: boolean;
  #finishedPieces = 0;
  #isMerging = false;

  constructor(job: Job, observer: JobObserver, crew: Crew, summaries: Pick<SummaryThread, "merge">) {
    this.job = job;
    this.observer = observer;
    this.#crew = crew;
    this.#assignment = crew.assign(job);
    this.#summaries = summaries;
    this.#window = 4 * crew.slots;
    this.#merged = Math.ceil((job.prefix?.replications ?? 0) / job.plan.blockSize);
    this.#first = this.#merged;
    this.#next = this.#merged;
    this.#exactIsOut = job.exact !== undefined;
  }

  get isComplete() {
    return this.#merged === this.job.plan.blockCount && this.job.exact !== undefined;
  }

  /** Whether a piece may go to the crew. A job that is known to take long is in nobody's way with many. */
  get hasPiece() {
    const most = this.job.time.isLong ? this.#crew.slots : FIRST_PIECES + this.#finishedPieces;
    return !this.isOver && this.inFlight < most && (this.#hasBlock || !this.#exactIsOut);
  }

  /** The next piece: the first block, right behind it the exact curves, which so hold up no first result; then the others. */
  takePiece(): Piece {
    const isExactNext = !this.#exactIsOut && (this.#next > this.#first || !this.#hasBlock);
    if (!isExactNext) {
      const block = this.#next++;
      return { run: async () => await this.#runBlock(block), slots: 1 };
    }
    this.#exactIsOut = true;
    return { run: async () => await this.#computeExact(), slots: 0 };
  }

  get #hasBlock() {
    return this.#next < Math.min(this.job.plan.blockCount, this.#merged + this.#window);
  }

  async #runBlock(block: number): Promise<void> {
    const finished = await this.#assignment.block(block);
    if (!finished || this.isOver) return;
    this.#finishedPieces++;
    this.#early.set(block, finished);
    const [from, to] = replicationsOf(this.job.plan, block);
    const { replications, milliseconds } = this.job.pace ?? { replications: 0, milliseconds: 0 };
    this.job.pace = {
      replications: replications + to - from,
      milliseconds: milliseconds + finished.milliseconds,
    };
  }

  async #computeExact(): Promise<void> {
    const curves = await this.#assignment.exact();
    const json = curves && Buffer.from(await curves.load()).toString();
    if (json === undefined || this.isOver) return;
    this.#finishedPieces++;
    this.job.exact = json;
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

  #nextBlocks(): FinishedPiece[] {
    const blocks: FinishedPiece[] = [];
    if (this.isOver) return blocks;
    for (let block = this.#early.get(this.#merged); block; block = this.#early.get(this.#merged + blocks.length)) {
      blocks.push(block);
    }
    return blocks;
  }

  async #append(finished: readonly FinishedPiece[]): Promise<void> {
    const blocks = await Promise.all(finished.map(async (block) => await block.load()));
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
