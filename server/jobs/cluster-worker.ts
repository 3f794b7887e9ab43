import { type Job as Order, WaitingError } from "bullmq";
import type { Logger } from "../http/logging.ts";
import { EXACT, type Store } from "../store/store.ts";
import { untilAvailable } from "../store/until-available.ts";
import { type BlockOrder, QUEUE, queueConnection, Worker } from "./cluster-queue.ts";
import type { Assignment } from "./crew.ts";
import { ThreadCrew } from "./thread-crew.ts";

/** A worker that is silent for so long is taken to be dead, and another one gets its blocks. */
const LOCK_MILLISECONDS = 5000;
const STALLED_MILLISECONDS = 2500;
/** A block whose workers die that often is not given to another one. */
const MOST_STALLS = 10;
/** How often one looks whether what is being run is still wanted. */
const WANTED_MILLISECONDS = 250;

export interface ClusterWorkerOptions {
  databaseUrl: string;
  threads: number;
  log: Logger;
}

/** Takes blocks from the cluster's queue, runs them on threads of this machine, and puts what they give into the store. */
export class ClusterWorker {
  readonly #store: Store;
  readonly #log: Logger;
  readonly #crew: ThreadCrew;
  readonly #worker: InstanceType<typeof Worker<BlockOrder>>;
  /** The simulations of which something is being run here. */
  readonly #assignments = new Map<string, { assignment: Assignment; orders: number }>();
  readonly #timer: NodeJS.Timeout;
  #isStopping = false;

  constructor(store: Store, { databaseUrl, threads, log }: ClusterWorkerOptions) {
    this.#store = store;
    this.#log = log;
    this.#crew = new ThreadCrew(threads);
    this.#crew.warmUp();
    // One order more than there are threads, so that no thread waits for the database.
    this.#worker = new Worker<BlockOrder>(QUEUE, async (order, token) => await this.#carryOut(order, token), {
      connection: queueConnection(databaseUrl, threads + 4),
      concurrency: this.#crew.slots,
      lockDuration: LOCK_MILLISECONDS,
      stalledInterval: STALLED_MILLISECONDS,
      maxStalledCount: MOST_STALLS,
    });
    this.#worker.on("error", (error) => log.warn({ reason: error.message }, "the queue cannot be reached"));
    this.#worker.on("failed", (order, error) =>
      log.error({ order: order?.data, reason: error.message }, "a block failed"),
    );
    this.#timer = setInterval(() => void this.#stopUnwanted(), WANTED_MILLISECONDS).unref();
  }

  /** Resolves when it waits for orders. */
  async ready(): Promise<void> {
    await this.#worker.waitUntilReady();
  }

  /** Stops at once: what is being run goes back to the queue. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#timer);
    for (const { assignment } of this.#assignments.values()) assignment.end();
    await this.#worker.close();
    await this.#crew.stop();
  }

  async #carryOut(order: Order<BlockOrder>, token?: string): Promise<void> {
    const { hash, block } = order.data;
    if (this.#isStopping) await putBack(order, token);
    const [work, finished] = await this.#untilAvailable(
      async () => await Promise.all([this.#store.work(hash), this.#store.finishedBlocks(hash, [block])]),
    );
    if (this.#isStopping) await putBack(order, token);
    const isWanted = work && (work.state === "queued" || work.state === "running") && finished.length === 0;
    if (!isWanted) return;
    const content = await this.#run(hash, work.spec, block);
    // What cannot be stored would have to be computed again.
    if (content) await this.#untilAvailable(async () => await this.#store.keepBlock({ hash, block, content }));
    else if (this.#isStopping) await putBack(order, token);
  }

  /** Undefined where it was ended before. */
  async #run(hash: string, spec: string, block: number): Promise<Uint8Array | undefined> {
    const shared = this.#assignments.get(hash) ?? { assignment: this.#crew.assign({ hash, spec }), orders: 0 };
    this.#assignments.set(hash, shared);
    shared.orders++;
    try {
      if (block === EXACT) {
        const exact = await shared.assignment.exact();
        return exact === undefined ? undefined : Buffer.from(exact);
      }
      return await (
        await shared.assignment.block(block)
      )?.();
    } finally {
      if (--shared.orders === 0 && this.#assignments.get(hash) === shared) this.#assignments.delete(hash);
    }
  }

  async #untilAvailable<Value>(ask: () => Promise<Value>): Promise<Value> {
    return await untilAvailable(ask, () => this.#isStopping, this.#log);
  }

  async #stopUnwanted(): Promise<void> {
    const running = [...this.#assignments.keys()];
    if (running.length === 0) return;
    // Where that cannot be seen, one looks again later.
    const wanted = await this.#store.goingOn(running).catch(() => new Set(running));
    for (const hash of running) {
      if (wanted.has(hash)) continue;
      this.#assignments.get(hash)?.assignment.end();
      this.#assignments.delete(hash);
    }
  }
}

/** Lets another worker have an order, at once. */
async function putBack(order: Order<BlockOrder>, token?: string): Promise<never> {
  await order.moveToWait(token);
  throw new WaitingError();
}
