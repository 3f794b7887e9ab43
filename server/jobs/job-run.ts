import { BlockSchedule, type ScheduledTask } from "../../experiments/simulation/block-schedule.ts";
import { replicationsOf } from "../../experiments/simulation/plan.ts";
import type { Assignment, Crew, FinishedPiece } from "./crew.ts";
import type { Job, JobObserver } from "./engine.ts";
import type { SummaryThread } from "./summary-thread.ts";

/** A new job has two tasks out, and one more with each that returns: its cost is not known yet. */
const FIRST_TASKS = 2;

/** A running job: sends its scheduled tasks to the crew, has their blocks merged, and reports progress. */
export class JobRun {
  readonly job: Job;
  readonly observer: JobObserver;
  /** Blocks that the crew has. Exact curves do not count: they may wait for those of another job while the crew works. */
  inFlight = 0;
  readonly #crew: Crew;
  readonly #assignment: Assignment;
  readonly #summaries: Pick<SummaryThread, "merge">;
  readonly #schedule: BlockSchedule<FinishedPiece>;
  #finishedTasks = 0;
  #isMerging = false;

  constructor(job: Job, observer: JobObserver, crew: Crew, summaries: Pick<SummaryThread, "merge">) {
    this.job = job;
    this.observer = observer;
    this.#crew = crew;
    this.#assignment = crew.assign(job);
    this.#summaries = summaries;
    this.#schedule = new BlockSchedule(job.plan, {
      slots: crew.slots,
      replications: job.prefix?.replications,
      hasExact: job.exact !== undefined,
    });
  }

  get isOver(): boolean {
    return this.#schedule.isCancelled;
  }

  get isComplete(): boolean {
    return this.#schedule.isComplete;
  }

  /** Whether a task may go to the crew. A job that is known to be long may have many out: it delays no other job. */
  get hasTask(): boolean {
    const most = this.job.time.isLong ? this.#crew.slots : FIRST_TASKS + this.#finishedTasks;
    return this.inFlight < most && this.#schedule.hasNext;
  }

  /** Sends the next task to the crew. Resolves when its answer is recorded, or when the run is over. */
  async runNext(): Promise<void> {
    const task = this.#schedule.next();
    if (task === undefined) return;
    const slots = task === "exact" ? 0 : 1;
    this.inFlight += slots;
    try {
      await this.#run(task);
    } finally {
      this.inFlight -= slots;
    }
  }

  async #run(task: ScheduledTask): Promise<void> {
    if (task === "exact") await this.#computeExact();
    else await this.#runBlock(task);
  }

  async #runBlock(block: number): Promise<void> {
    const finished = await this.#assignment.block(block);
    if (!finished || this.isOver) return;
    this.#finishedTasks++;
    this.#schedule.take(block, finished);
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
    this.#finishedTasks++;
    this.#schedule.takeExact();
    this.job.exact = json;
    this.observer.progressed();
  }

  /** Merges blocks as long as there are mergeable ones. One merge is under way at a time. */
  async merge(): Promise<void> {
    if (this.#isMerging) return;
    this.#isMerging = true;
    try {
      for (let next = this.#schedule.mergeable(); next.length > 0; next = this.#schedule.mergeable()) {
        await this.#append(next);
      }
    } finally {
      this.#isMerging = false;
    }
  }

  async #append(finished: readonly FinishedPiece[]): Promise<void> {
    const blocks = await Promise.all(finished.map(async (block) => await block.load()));
    const bytes = await this.#summaries.merge({ prefix: this.job.prefix?.bytes, blocks });
    if (this.isOver) return;
    this.#schedule.merged(blocks.length);
    this.job.prefix = { replications: this.#schedule.prefix, bytes };
    this.observer.progressed();
  }

  /** Ignores further answers. The crew may still compute what it has: the next process can use it. */
  abandon(): void {
    this.#schedule.cancel();
  }

  /** Ignores further answers, and cancels what the crew is computing. */
  end(): void {
    this.abandon();
    this.#assignment.end();
  }
}
