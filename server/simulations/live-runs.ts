import type { Engine, Job } from "../jobs/engine.ts";
import type { Store } from "../store/store.ts";
import type { Changes } from "./changes.ts";
import { completedReplications, endOf, type LiveRun, now, queuedRun } from "./live-run.ts";
import type { Results } from "./results.ts";
import { costOf } from "./simulation-cost.ts";
import type { Watchers } from "./watchers.ts";

/** A cost is reported again when it has grown by this factor. */
const COST_STEP = 1.2;

interface Parts {
  store: Store;
  engine: Engine;
  results: Results;
  changes: Changes;
  watchers: Watchers;
}

/**
 * The simulations that are queued or running in this process, by the hash of their specification. What the engine reports
 * of a run is stored and passed on to its watchers.
 */
export class LiveRuns {
  readonly #parts: Parts;
  readonly #runs = new Map<string, LiveRun>();
  #mergedReplications = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Replications that this process has completed. */
  get mergedReplications() {
    return this.#mergedReplications;
  }

  /** Runs by state; handles that share a run count as one. */
  get census() {
    const running = this.all.filter(({ state }) => state === "running").length;
    return { queued: this.#runs.size - running, running };
  }

  get all(): LiveRun[] {
    return [...this.#runs.values()];
  }

  /** Runs that wait, those that were suspended among them. No point of a sweep waits while another one runs. */
  get waiting(): LiveRun[] {
    const waits = ({ state, isSuspended }: LiveRun) => state === "queued" || isSuspended;
    const running = new Set(this.all.flatMap((run) => (run.group && !waits(run) ? [run.group] : [])));
    return this.all.filter((run) => waits(run) && !(run.group && running.has(run.group)));
  }

  /** Runs that wait again. They keep their merged prefix in memory, so their number is limited too. */
  get suspended(): LiveRun[] {
    return this.all.filter(({ isSuspended }) => isSuspended);
  }

  get(hash: string): LiveRun | undefined {
    return this.#runs.get(hash);
  }

  has(hash: string): boolean {
    return this.#runs.has(hash);
  }

  /** Gives a job to the engine. */
  run(job: Job, startTime: string | null = null): LiveRun {
    const { engine, store, watchers } = this.#parts;
    const run = queuedRun(job, startTime);
    this.#runs.set(job.hash, run);
    engine.run(run, {
      started: () => {
        run.state = "running";
        run.startTime ??= now();
        run.clock = { start: performance.now(), replications: completedReplications(run) };
        this.later(run, () => store.works.start(run.hash, run.startTime!));
      },
      progressed: () => {
        this.#mergedReplications += completedReplications(run) - run.countedReplications;
        run.countedReplications = completedReplications(run);
        watchers.notify(run.hash);
      },
      finished: () => void this.#finish(run),
      failed: (error) =>
        this.later(run, async () => {
          await store.fail(run.hash, { ...endOf(run), error });
          this.#runs.delete(run.hash);
        }),
    });
    return run;
  }

  /** Stops a run; its end is not stored here. */
  drop({ hash }: LiveRun): void {
    this.#runs.delete(hash);
    this.#parts.engine.cancel(hash);
  }

  /** Changes a run that is still live, and again while that cannot be stored; then notifies its watchers. */
  later(run: LiveRun, change: () => Promise<void>): void {
    const { changes, watchers } = this.#parts;
    changes.retry(async () => {
      if (this.#runs.get(run.hash) !== run) return;
      await change();
      watchers.notify(run.hash, !this.#runs.has(run.hash));
    });
  }

  async #finish(run: LiveRun): Promise<void> {
    const { results, store } = this.#parts;
    const render = async () => await results.ofJob(run)!.json();
    // Rendered before its turn, since other changes wait for that turn, which then finds it in the cache.
    await render().catch(() => {});
    this.later(run, async () => {
      await store.works.succeed(run.hash, endOf(run), await render());
      this.#runs.delete(run.hash);
    });
  }

  /** Notifies the watchers of runs that turn out to cost more while none of their blocks has come back. */
  reportCosts(): void {
    for (const run of this.#runs.values()) {
      const { estimatedSeconds } = costOf(run);
      if (run.state !== "running" || estimatedSeconds < COST_STEP * run.reportedSeconds) continue;
      run.reportedSeconds = estimatedSeconds;
      this.#parts.watchers.notify(run.hash);
    }
  }
}
