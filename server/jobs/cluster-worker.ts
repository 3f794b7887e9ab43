import { type Job as Order, WaitingError } from "bullmq";
import type { Logger } from "../log.ts";
import { EXACT } from "../store/blocks.ts";
import type { Store } from "../store/store.ts";
import { untilAvailable } from "../store/until-available.ts";
import { type BlockOrder, queueConnection, type QueueName, QUEUES, Queues, Worker } from "./cluster-queue.ts";
import type { FinishedPiece } from "./crew.ts";
import { ThreadCrew } from "./thread-crew.ts";
import { ThreadTime } from "../threads/thread-time.ts";

/** A worker that is silent for so long counts as dead, and others get its blocks. */
const LOCK_MILLISECONDS = 5000;
const STALLED_MILLISECONDS = 2500;
/** A block whose workers die more often than this has failed. */
const MOST_STALLS = 10;
/** How often a worker checks whether its simulations still run, and whether they have become long. */
const LOOK_MILLISECONDS = 250;
const QUEUE_CONNECTIONS = 2;

export interface ClusterWorkerOptions {
  databaseUrl: string;
  threads: number;
  log: Logger;
}

/** A simulation of which this worker runs orders. */
interface SharedJob {
  assignment: ReturnType<ThreadCrew["assign"]>;
  time: ThreadTime;
  orders: number;
  /** Aborts when the simulation becomes long: its orders then belong into the other queue. */
  turnedLong: AbortController;
}

/**
 * Takes blocks from the cluster's two queues, runs them on threads of this machine, and stores them. The threads are shared
 * by turns, as a server's own are. An order of a short simulation that becomes long moves to the long queue, so that it
 * holds no place for short ones.
 */
export class ClusterWorker {
  readonly #store: Store;
  readonly #log: Logger;
  readonly #crew: ThreadCrew;
  readonly #queues: Queues;
  readonly #workers: InstanceType<typeof Worker<BlockOrder>>[];
  readonly #jobs = new Map<string, SharedJob>();
  readonly #timer: NodeJS.Timeout;
  #isStopping = false;

  constructor(store: Store, { databaseUrl, threads, log }: ClusterWorkerOptions) {
    this.#store = store;
    this.#log = log;
    this.#crew = new ThreadCrew(threads, { isReady: true });
    this.#crew.warmUp();
    const unreachable = (error: Error) => log.warn({ reason: error.message }, "the queue cannot be reached");
    this.#queues = new Queues(databaseUrl, QUEUE_CONNECTIONS, unreachable);
    // More orders than threads, so that no thread waits for the database. Of short simulations many more, so that an order
    // behind some that are about to become long has its turn before they do.
    const concurrency = { short: 4 * threads, long: Math.max(1, threads - 1) + 1 };
    const listen = (name: QueueName) =>
      new Worker<BlockOrder>(QUEUES[name], async (order, token) => await this.#carryOut(name, order, token), {
        connection: queueConnection(databaseUrl, threads + 4),
        concurrency: concurrency[name],
        lockDuration: LOCK_MILLISECONDS,
        stalledInterval: STALLED_MILLISECONDS,
        maxStalledCount: MOST_STALLS,
      })
        .on("error", unreachable)
        .on("failed", (order, error) => log.error({ order: order?.data, reason: error.message }, "a block failed"));
    this.#workers = [listen("short"), listen("long")];
    this.#timer = setInterval(() => {
      this.#findLong();
      void this.#stopUnwanted();
    }, LOOK_MILLISECONDS).unref();
  }

  /** Resolves when the worker listens for orders. */
  async ready(): Promise<void> {
    await Promise.all([this.#queues.ready(), ...this.#workers.map(async (worker) => await worker.waitUntilReady())]);
  }

  /** Stops at once: running orders go back to their queues. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#timer);
    for (const { assignment } of this.#jobs.values()) assignment.end();
    await Promise.all(this.#workers.map(async (worker) => await worker.close()));
    await Promise.all([this.#queues.close(), this.#crew.stop()]);
  }

  async #carryOut(from: QueueName, order: Order<BlockOrder>, token?: string): Promise<void> {
    const { hash, block } = order.data;
    if (this.#isStopping) await putBack(order, token);
    const [work, finished] = await this.#untilAvailable(
      async () => await Promise.all([this.#store.works.find(hash), this.#store.blocks.finished(hash, [block])]),
    );
    if (this.#isStopping) await putBack(order, token);
    const isWanted = work && (work.state === "queued" || work.state === "running") && finished.length === 0;
    if (!isWanted) return;
    const job = this.#take(order.data, work.spec);
    try {
      const piece = await this.#run(job, block, from);
      // Retries until the block is stored: otherwise it would be computed again.
      if (piece) await this.#keep(order.data, piece);
      else if (this.#isStopping) await putBack(order, token);
      else if (from === "short" && job.time.isLong && !job.assignment.isOver) await this.#moveToLong(order.data, job);
    } finally {
      if (--job.orders === 0 && this.#jobs.get(hash) === job) this.#jobs.delete(hash);
    }
  }

  #take({ hash, milliseconds = 0 }: BlockOrder, spec: string): SharedJob {
    const known = this.#jobs.get(hash);
    if (known) {
      known.orders++;
      return known;
    }
    const time = new ThreadTime();
    time.add(milliseconds);
    const assignment = this.#crew.assign({ hash, spec, time });
    const job: SharedJob = { assignment, time, orders: 1, turnedLong: new AbortController() };
    this.#jobs.set(hash, job);
    return job;
  }

  /** Undefined if the order was ended, or belongs into the long queue. */
  async #run(
    { assignment, turnedLong, time }: SharedJob,
    block: number,
    from: QueueName,
  ): Promise<FinishedPiece | undefined> {
    // Curves have a thread time of their own.
    if (block === EXACT) return await assignment.exact();
    if (from === "short" && time.isLong) return undefined;
    return await assignment.block(block, from === "short" ? turnedLong.signal : undefined);
  }

  async #keep({ hash, block }: BlockOrder, piece: FinishedPiece): Promise<void> {
    const content = await piece.load();
    await this.#untilAvailable(
      async () => await this.#store.blocks.keep({ hash, block, content, milliseconds: Math.round(piece.milliseconds) }),
    );
  }

  /** The order is in both queues until this one ends; the first block to be stored counts. */
  async #moveToLong({ hash, block }: BlockOrder, { time }: SharedJob): Promise<void> {
    await this.#queues.add("long", { hash, block, milliseconds: Math.round(time.milliseconds) });
  }

  async #untilAvailable<Value>(ask: () => Promise<Value>): Promise<Value> {
    return await untilAvailable(ask, () => this.#isStopping, this.#log);
  }

  #findLong(): void {
    for (const { time, turnedLong } of this.#jobs.values()) if (time.isLong) turnedLong.abort();
  }

  async #stopUnwanted(): Promise<void> {
    const running = [...this.#jobs.keys()];
    if (running.length === 0) return;
    // After a failure of the store, the next check decides.
    const wanted = await this.#store.works.live(running).catch(() => new Set(running));
    for (const hash of running) {
      if (wanted.has(hash)) continue;
      this.#jobs.get(hash)?.assignment.end();
      this.#jobs.delete(hash);
    }
  }
}

/** Returns an order to its queue at once, for another worker. */
async function putBack(order: Order<BlockOrder>, token?: string): Promise<never> {
  await order.moveToWait(token);
  throw new WaitingError();
}
