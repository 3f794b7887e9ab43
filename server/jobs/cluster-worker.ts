import { type Job as Order, WaitingError } from "bullmq";
import type { Logger } from "../log.ts";
import { EXACT } from "../store/blocks.ts";
import type { Store } from "../store/store.ts";
import { untilAvailable } from "../store/until-available.ts";
import { type BlockOrder, queueConnection, type QueueName, QUEUES, Queues, Worker } from "./cluster-queue.ts";
import type { FinishedPiece } from "./crew.ts";
import { ThreadCrew } from "./thread-crew.ts";
import { ThreadTime } from "../threads/thread-time.ts";

/** A worker that is silent for so long is taken to be dead, and another one gets its blocks. */
const LOCK_MILLISECONDS = 5000;
const STALLED_MILLISECONDS = 2500;
/** A block whose workers die that often is not given to another one. */
const MOST_STALLS = 10;
/** How often one looks whether what is being run is still wanted, and whether it takes long. */
const LOOK_MILLISECONDS = 250;
const QUEUE_CONNECTIONS = 2;

export interface ClusterWorkerOptions {
  databaseUrl: string;
  threads: number;
  log: Logger;
}

/** A simulation of which something is being run here. */
interface SharedJob {
  assignment: ReturnType<ThreadCrew["assign"]>;
  time: ThreadTime;
  orders: number;
  /** Aborts when it has turned out to take long: its orders then belong in the other queue. */
  turnedLong: AbortController;
}

/**
 * Takes blocks from the cluster's queues, runs them on threads of this machine, and puts what they give into the store. It
 * listens to both queues, and its threads are shared by turns as a server's own. What came as an order of a short
 * simulation, and takes long, moves to the queue of long ones, so that it holds none of the places for short ones.
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
    // More orders than there are threads for them, so that none waits for the database. Of short simulations so many that
    // what was ordered behind monsters, which nobody knows yet, has its turn before those are known.
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

  /** Resolves when it waits for orders. */
  async ready(): Promise<void> {
    await Promise.all([this.#queues.ready(), ...this.#workers.map(async (worker) => await worker.waitUntilReady())]);
  }

  /** Stops at once: what is being run goes back to its queue. */
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
      // What cannot be stored would have to be computed again.
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

  /** Undefined where it was ended before, or belongs in the queue of long ones. */
  async #run(
    { assignment, turnedLong, time }: SharedJob,
    block: number,
    from: QueueName,
  ): Promise<FinishedPiece | undefined> {
    // Curves have a time of their own.
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

  /** It is in both queues until this order is over; whoever runs it first has its block kept. */
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
    // Where that cannot be seen, one looks again later.
    const wanted = await this.#store.works.live(running).catch(() => new Set(running));
    for (const hash of running) {
      if (wanted.has(hash)) continue;
      this.#jobs.get(hash)?.assignment.end();
      this.#jobs.delete(hash);
    }
  }
}

/** Lets another worker have an order, at once. */
async function putBack(order: Order<BlockOrder>, token?: string): Promise<never> {
  await order.moveToWait(token);
  throw new WaitingError();
}
