import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../log.ts";
import { retry } from "../retry.ts";
import { EXACT } from "../store/blocks.ts";
import type { Store } from "../store/store.ts";
import { untilAvailable } from "../store/until-available.ts";
import { type BlockOrder, orderName, QUEUES, Queues } from "./cluster-queue.ts";
import type { Assignment, Crew, CrewJob, FinishedPiece } from "./crew.ts";
import { ExactCurveCache } from "./exact-curve-cache.ts";
import type { ThreadTime } from "../threads/thread-time.ts";

/** Blocks that are ordered at a time: enough for some thirty threads, with one running and one on its way for each. */
const SLOTS = 64;
const LOOK_MILLISECONDS = 50;
/** The pause after a failure of the database. */
const RETRY_MILLISECONDS = 500;
/** An older order is checked: it may have failed, or may be lost. */
const OVERDUE_MILLISECONDS = 5000;
const CONNECTIONS = 4;

/** An order whose block has not arrived. */
interface OpenOrder extends Pick<BlockOrder, "hash" | "block"> {
  /** The time that its job has taken of workers' threads. */
  time: ThreadTime;
  orderedAt: number;
  isDone: boolean;
  done(finished: FinishedPiece | undefined): void;
  failed(reason: Error): void;
}

/**
 * Workers on other machines, by a queue in PostgreSQL. They put blocks into the store, where a block outlives them and this
 * process: an order is done when its block is stored, by any worker and any number of times. The time that a block took is
 * stored beside it, so that long jobs are known and go to the queue for long ones.
 */
export class ClusterCrew implements Crew {
  readonly slots = SLOTS;
  readonly #store: Store;
  readonly #log: Logger;
  readonly #queues: Queues;
  readonly #curves: ExactCurveCache;
  readonly #open = new Map<string, OpenOrder>();
  /** Removals that are under way: an order can be placed again after them. */
  readonly #removals = new Map<string, Promise<void>>();
  readonly #looking: Promise<void>;
  #isStopped = false;

  constructor(store: Store, databaseUrl: string, log: Logger, curves = new ExactCurveCache()) {
    this.#store = store;
    this.#curves = curves;
    this.#log = log;
    this.#queues = new Queues(databaseUrl, CONNECTIONS, (error) =>
      log.warn({ reason: error.message }, "the queue cannot be reached"),
    );
    this.#looking = this.#look();
  }

  assign({ hash, spec, time }: CrewJob): Assignment {
    const left = new AbortController();
    // One order returns the curves of all policies.
    let ordered: Promise<FinishedPiece | undefined> | undefined;
    const orderCurve = async (policyIndex: number) => {
      const piece = await (ordered ??= this.#order({ hash, block: EXACT, time }));
      const curves = piece && (JSON.parse(Buffer.from(await piece.load()).toString()) as unknown[]);
      return curves && JSON.stringify(curves[policyIndex]);
    };
    return {
      block: async (block) => await this.#order({ hash, block, time }),
      exact: async () => {
        const json = await this.#curves.curves(spec, left.signal, orderCurve);
        const milliseconds = (await ordered)?.milliseconds ?? 0;
        return json === undefined ? undefined : { milliseconds, load: async () => Buffer.from(json) };
      },
      end: () => {
        left.abort();
        this.#withdraw(hash);
      },
    };
  }

  /** @throws Error if the queue cannot be made ready: BullMQ does not retry */
  async ready(): Promise<void> {
    await this.#queues.ready();
  }

  async stop() {
    this.#isStopped = true;
    for (const order of this.#open.values()) this.#close(order);
    await this.#looking;
    await this.#queues.close();
  }

  async #order(order: Pick<OpenOrder, "hash" | "block" | "time">): Promise<FinishedPiece | undefined> {
    // A job that waited for the curves of another would now order its own.
    if (this.#isStopped) return undefined;
    return await new Promise((resolve, reject) => {
      const orderedAt = performance.now();
      const open: OpenOrder = { ...order, orderedAt, isDone: false, done: resolve, failed: reject };
      this.#open.set(orderName(order), open);
      void this.#place(open);
    });
  }

  /** Puts an order into the queue, unless its block is stored already. Retries until it can. */
  async #place(order: OpenOrder): Promise<void> {
    const { hash, block, time } = order;
    const isTemporary = (error: unknown) => {
      this.#log.warn({ err: error }, "a block cannot be ordered yet");
      return true;
    };
    const place = async () => {
      if (order.isDone) return;
      await this.#removals.get(orderName(order));
      const isThere = (await this.#store.blocks.finished(hash, [block])).length > 0;
      if (!isThere) await this.#add({ hash, block, time });
    };
    await retry(place, { pauseMilliseconds: RETRY_MILLISECONDS, isTemporary });
  }

  async #add({ hash, block, time }: Pick<OpenOrder, "hash" | "block" | "time">): Promise<void> {
    const { milliseconds } = time;
    // The first order of a simulation goes before further orders of others, which may be very long.
    const isFirst = ![...this.#open.values()].some((order) => order.hash === hash && order.block !== block);
    // Curves are short work, and a short simulation may wait for those of a long one.
    await this.#queues.add(time.isLong && block !== EXACT ? "long" : "short", { hash, block, milliseconds }, isFirst);
  }

  /** Collects stored blocks until it is stopped. */
  async #look(): Promise<void> {
    while (!this.#isStopped) {
      await sleep(LOOK_MILLISECONDS);
      try {
        await this.#collect();
        await this.#checkOverdue();
      } catch (error) {
        this.#log.warn({ err: error }, "the blocks of workers cannot be read at the moment");
        await sleep(RETRY_MILLISECONDS);
      }
    }
  }

  async #collect(): Promise<void> {
    const open = [...this.#open.values()];
    for (const hash of new Set(open.map((order) => order.hash))) {
      const blocks = open.filter((order) => order.hash === hash).map(({ block }) => block);
      for (const { block, milliseconds } of await this.#store.blocks.finished(hash, blocks)) {
        const order = this.#open.get(orderName({ hash, block }));
        if (!order) continue;
        if (block === EXACT) order.time.add(milliseconds);
        else order.time.addBlock(milliseconds);
        this.#close(order, { milliseconds, load: async () => await this.#load({ hash, block }) });
      }
    }
  }

  async #load({ hash, block }: BlockOrder): Promise<Uint8Array> {
    const ask = async () => await this.#store.blocks.content(hash, block);
    const content = await untilAvailable(ask, () => this.#isStopped, this.#log);
    if (!content) throw new Error(`Block ${block} is missing in the store.`);
    return content;
  }

  /** Overdue orders: fails those that failed for good, orders lost ones again, and reads the time that workers report. */
  async #checkOverdue(): Promise<void> {
    const overdue = [...this.#open.values()].filter(
      ({ orderedAt }) => performance.now() - orderedAt > OVERDUE_MILLISECONDS,
    );
    if (overdue.length > 0 && (await this.#queues.workers()) === 0) {
      this.#log.warn({ queues: QUEUES }, "simulations wait for a worker: start one by `bandit-lab worker`");
    }
    for (const order of overdue) {
      order.orderedAt = performance.now();
      const job = await this.#queues.find(order);
      // A worker that moves an order to the long queue writes the time of the simulation into it.
      const { milliseconds = 0 } = job?.queueName === QUEUES.long ? job.data : {};
      order.time.add(Math.max(0, milliseconds - order.time.milliseconds));
      if (!job) await this.#add(order);
      else if (await job.isFailed()) {
        await job.remove();
        this.#open.delete(orderName(order));
        order.isDone = true;
        order.failed(new Error(job.failedReason));
      }
    }
  }

  #close(order: OpenOrder, finished?: FinishedPiece): void {
    this.#open.delete(orderName(order));
    order.isDone = true;
    order.done(finished);
  }

  /** Removes the orders of a job from the queue. Workers stop running ones when they see the job's state. */
  #withdraw(hash: string): void {
    for (const order of [...this.#open.values()].filter((order) => order.hash === hash)) {
      this.#close(order);
      const name = orderName(order);
      const removal = this.#queues.remove(order);
      this.#removals.set(name, removal);
      void removal.then(() => this.#removals.get(name) === removal && this.#removals.delete(name));
    }
  }
}
