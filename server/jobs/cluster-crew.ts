import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../http/logging.ts";
import { EXACT, type Store } from "../store/store.ts";
import { untilAvailable } from "../store/until-available.ts";
import { type BlockOrder, orderName, QUEUE, Queue, queueConnection } from "./cluster-queue.ts";
import type { Assignment, Crew, FinishedBlock } from "./crew.ts";
import type { Job } from "./engine.ts";
import { ExactCurveCache } from "./exact-curve-cache.ts";

/** Blocks that are ordered at a time: enough for some thirty threads, whose last ones are on their way. */
const SLOTS = 64;
const LOOK_MILLISECONDS = 50;
/** How long after a failure of the database one tries again. */
const RETRY_MILLISECONDS = 500;
/** An order that is not carried out by then is looked after. */
const OVERDUE_MILLISECONDS = 5000;
const CONNECTIONS = 4;

/** An order that somebody waits for. */
interface OpenOrder extends BlockOrder {
  orderedAt: number;
  isDone: boolean;
  done(finished: FinishedBlock | undefined): void;
  failed(reason: Error): void;
}

/**
 * Workers on other machines, by a queue in PostgreSQL. What they make lies in the store, where it outlives them and this
 * process: an order is done when its block is there, whoever carried it out, and however often.
 */
export class ClusterCrew implements Crew {
  readonly slots = SLOTS;
  readonly #store: Store;
  readonly #log: Logger;
  readonly #curves: ExactCurveCache;
  readonly #queue: InstanceType<typeof Queue<BlockOrder>>;
  readonly #open = new Map<string, OpenOrder>();
  /** Orders that are being taken back: only then can they be placed again. */
  readonly #removals = new Map<string, Promise<void>>();
  readonly #looking: Promise<void>;
  #isStopped = false;

  constructor(store: Store, databaseUrl: string, log: Logger, curves = new ExactCurveCache()) {
    this.#store = store;
    this.#curves = curves;
    this.#log = log;
    this.#queue = new Queue<BlockOrder>(QUEUE, { connection: queueConnection(databaseUrl, CONNECTIONS) });
    this.#queue.on("error", (error) => log.warn({ reason: error.message }, "the queue cannot be reached"));
    this.#looking = this.#look();
  }

  assign({ hash, spec }: Pick<Job, "hash" | "spec">): Assignment {
    const left = new AbortController();
    // One order brings the curves of all policies.
    let ordered: Promise<unknown[] | undefined> | undefined;
    const orderCurve = async (policyIndex: number) => {
      const curves = await (ordered ??= this.#orderCurves(hash));
      return curves && JSON.stringify(curves[policyIndex]);
    };
    return {
      block: async (block) => await this.#order({ hash, block }),
      exact: async () => await this.#curves.curves(spec, left.signal, orderCurve),
      end: () => {
        left.abort();
        this.#withdraw(hash);
      },
    };
  }

  async #orderCurves(hash: string): Promise<unknown[] | undefined> {
    const load = await this.#order({ hash, block: EXACT });
    return load && (JSON.parse(Buffer.from(await load()).toString()) as unknown[]);
  }

  /** @throws Error where the queue cannot be made ready: BullMQ does not try again by itself */
  async ready(): Promise<void> {
    await this.#queue.waitUntilReady();
  }

  async stop() {
    this.#isStopped = true;
    for (const order of this.#open.values()) this.#close(order);
    await this.#looking;
    await this.#queue.close();
  }

  async #order(order: BlockOrder): Promise<FinishedBlock | undefined> {
    // A job that waited for another one's curves would order its own now.
    if (this.#isStopped) return undefined;
    return await new Promise((resolve, reject) => {
      const orderedAt = performance.now();
      const open: OpenOrder = { ...order, orderedAt, isDone: false, done: resolve, failed: reject };
      this.#open.set(orderName(order), open);
      void this.#place(open);
    });
  }

  /** Puts an order into the queue, unless it was carried out before this process began; tries until it can. */
  async #place(order: OpenOrder): Promise<void> {
    const { hash, block } = order;
    while (!order.isDone) {
      try {
        await this.#removals.get(orderName(order));
        const isThere = (await this.#store.finishedBlocks(hash, [block])).length > 0;
        if (!isThere) await this.#add({ hash, block });
        return;
      } catch (error) {
        this.#log.warn({ err: error }, "a block cannot be ordered yet");
        await sleep(RETRY_MILLISECONDS);
      }
    }
  }

  async #add(order: BlockOrder): Promise<void> {
    await this.#queue.add("block", order, { jobId: orderName(order), attempts: 3, removeOnComplete: true });
  }

  /** Looks for what is done, again and again. */
  async #look(): Promise<void> {
    while (!this.#isStopped) {
      await sleep(LOOK_MILLISECONDS);
      try {
        await this.#collect();
        await this.#lookAfterOverdue();
      } catch (error) {
        this.#log.warn({ err: error }, "what workers have done cannot be seen at the moment");
        await sleep(RETRY_MILLISECONDS);
      }
    }
  }

  async #collect(): Promise<void> {
    const open = [...this.#open.values()];
    for (const hash of new Set(open.map((order) => order.hash))) {
      const blocks = open.filter((order) => order.hash === hash).map(({ block }) => block);
      for (const block of await this.#store.finishedBlocks(hash, blocks)) {
        const order = this.#open.get(orderName({ hash, block }));
        if (order) this.#close(order, async () => await this.#load({ hash, block }));
      }
    }
  }

  async #load({ hash, block }: BlockOrder): Promise<Uint8Array> {
    const ask = async () => await this.#store.blockContent(hash, block);
    const content = await untilAvailable(ask, () => this.#isStopped, this.#log);
    if (!content) throw new Error(`Block ${block} is not there any more.`);
    return content;
  }

  /** Orders that take long may have failed for good, or may have been lost with the queue. */
  async #lookAfterOverdue(): Promise<void> {
    const overdue = [...this.#open.values()].filter(
      ({ orderedAt }) => performance.now() - orderedAt > OVERDUE_MILLISECONDS,
    );
    if (overdue.length > 0 && (await this.#queue.getWorkersCount()) === 0) {
      this.#log.warn({ queue: QUEUE }, "simulations wait for a worker: start one by `bandit-lab worker`");
    }
    for (const order of overdue) {
      order.orderedAt = performance.now();
      const job = await this.#queue.getJob(orderName(order));
      if (!job) await this.#add({ hash: order.hash, block: order.block });
      else if (await job.isFailed()) {
        await job.remove();
        this.#open.delete(orderName(order));
        order.isDone = true;
        order.failed(new Error(job.failedReason));
      }
    }
  }

  #close(order: OpenOrder, finished?: FinishedBlock): void {
    this.#open.delete(orderName(order));
    order.isDone = true;
    order.done(finished);
  }

  /** Takes back what is ordered of a job; what workers are at, they stop when they see that nobody wants it. */
  #withdraw(hash: string): void {
    for (const order of [...this.#open.values()].filter((order) => order.hash === hash)) {
      this.#close(order);
      const name = orderName(order);
      const removal = this.#queue.remove(name).then(
        () => {},
        () => {},
      );
      this.#removals.set(name, removal);
      void removal.then(() => this.#removals.delete(name));
    }
  }
}
