import type { Crew } from "./crew.ts";
import type { Applicant, Engine, Job, JobGroup, JobObserver } from "./engine.ts";
import { isShort, type Place, placeOf } from "./job-length.ts";
import { JobRun } from "./job-run.ts";
import type { SummaryThread } from "./summary-thread.ts";

export interface EngineLimits {
  /** Places for short jobs, and as many for long ones. Further jobs wait. */
  running: number;
  /** Long jobs of one client that run at the same time. */
  runningPerClient: number;
}

/** How often the engine looks for running jobs that have become long. */
const LOOK_MILLISECONDS = 250;

/**
 * Runs many jobs: decides which of them run, and sends a task of each in turn to the crew.
 *
 * Long jobs have places of their own, so that short ones can always start. A short job that takes longer than estimated
 * moves to a long place. When too many are long, the one that has taken most time waits again and later continues from its
 * prefix.
 */
export class BlockEngine implements Engine {
  readonly #crew: Crew;
  readonly #summaries: Pick<SummaryThread, "merge">;
  readonly #limits: EngineLimits;
  /** In the order of their turns: the next one first. */
  #running: JobRun[] = [];
  #waiting: JobRun[] = [];
  readonly #timer: NodeJS.Timeout;
  #stopped = false;

  constructor(crew: Crew, summaries: Pick<SummaryThread, "merge">, limits: EngineLimits) {
    this.#crew = crew;
    this.#summaries = summaries;
    this.#limits = limits;
    this.#timer = setInterval(() => this.#fill(), LOOK_MILLISECONDS).unref();
  }

  mayStart(job: Applicant) {
    return this.#freePlaces()[placeOf(job)] > 0 && this.#hasRoom(job);
  }

  #freePlaces(): Record<Place, number> {
    const { running } = this.#limits;
    const long = this.#running.filter(({ job }) => placeOf(job) === "long").length;
    return { long: running - long, short: running - (this.#running.length - long) };
  }

  /** A client has so many long jobs running, and a group so many jobs; a group counts as one job of its client. */
  #hasRoom(job: Applicant): boolean {
    const { runningPerClient } = this.#limits;
    const running = this.#running.map((run) => run.job);
    const inGroup = job.group ? running.filter(({ group }) => group === job.group).length : 0;
    if (inGroup > 0 || isShort(job) || job.client === undefined) return inGroup < runningPerClient;
    const own = running.filter((other) => other.client === job.client && !isShort(other));
    return new Set(own.map((other) => other.group ?? other)).size < runningPerClient;
  }

  run(job: Job, observer: JobObserver) {
    this.#waiting.push(new JobRun(job, observer, this.#crew, this.#summaries));
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
    // The crew keeps its orders: the next process can use what workers compute meanwhile.
    for (const run of [...this.#running, ...this.#waiting]) run.abandon();
    this.#running = [];
    this.#waiting = [];
    await this.#crew.stop();
  }

  #end(run: JobRun) {
    this.#running = this.#running.filter((other) => other !== run);
    this.#waiting = this.#waiting.filter((other) => other !== run);
    run.end();
  }

  /** Suspends and starts jobs as places allow, and sends tasks until the crew has enough. */
  #fill() {
    if (this.#stopped) return;
    for (const run of this.#tooMany()) this.#suspend(run);
    this.#startWaiting();
    for (let run = this.#next(); run; run = this.#next()) {
      this.#running = [...this.#running.filter((other) => other !== run), run];
      void this.#dispatch(run);
    }
  }

  #startWaiting() {
    const free = this.#freePlaces();
    // Most waiting jobs may belong to one group.
    const full = new Set<JobGroup>();
    for (const run of this.#waiting) {
      if (free.long + free.short <= 0) return;
      const { group } = run.job;
      if (group && full.has(group)) continue;
      const place = placeOf(run.job);
      if (free[place] <= 0 || !this.#hasRoom(run.job)) {
        if (group) full.add(group);
        continue;
      }
      free[place]--;
      this.#waiting = this.#waiting.filter((other) => other !== run);
      this.#running.push(run);
      this.#start(run);
    }
  }

  #start(run: JobRun) {
    const { job, observer } = run;
    if (!job.isSuspended) observer.started();
    job.isSuspended = false;
    // The last process ended between its last block and its result.
    if (run.isComplete) this.#finish(run);
  }

  /** The long jobs beyond the places for long ones: those that have taken the most time. */
  #tooMany(): JobRun[] {
    const long = this.#running.filter(({ job }) => placeOf(job) === "long");
    const count = Math.max(0, long.length - this.#limits.running);
    return long.toSorted((a, b) => b.job.time.milliseconds - a.job.time.milliseconds).slice(0, count);
  }

  #suspend(run: JobRun) {
    const { job, observer } = run;
    this.#end(run);
    job.isSuspended = true;
    this.#waiting.push(new JobRun(job, observer, this.#crew, this.#summaries));
  }

  /**
   * The run whose task goes to the crew next. Every run has at least one task out, so that the crew can choose any job;
   * beyond that, the crew has enough long tasks and enough short ones.
   */
  #next(): JobRun | undefined {
    const inFlight = (isLong: boolean) =>
      this.#running.reduce((sum, run) => sum + (run.job.time.isLong === isLong ? run.inFlight : 0), 0);
    const hasRoom = { long: inFlight(true) < this.#crew.slots, short: inFlight(false) < this.#crew.slots };
    return this.#running.find(
      (run) => run.hasTask && (run.inFlight === 0 || hasRoom[run.job.time.isLong ? "long" : "short"]),
    );
  }

  async #dispatch(run: JobRun) {
    try {
      await run.runNext();
    } catch (error) {
      if (!run.isOver) this.#fail(run, error);
    }
    try {
      // Before the merge, so that the crew need not wait for it.
      this.#fill();
      await run.merge();
      if (run.isComplete) this.#finish(run);
    } catch (error) {
      if (!run.isOver) this.#fail(run, error);
    }
    this.#fill();
  }

  #finish(run: JobRun) {
    if (run.isOver) return;
    this.#end(run);
    run.observer.finished();
  }

  #fail(run: JobRun, error: unknown) {
    this.#end(run);
    run.observer.failed(`A worker failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
