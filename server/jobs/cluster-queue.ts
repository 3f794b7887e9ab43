import { createPostgresBackend, type Job as Order, withBackend } from "bullmq";
import { ENGINE_VERSION } from "../../experiments/spec/version.ts";
import { IMPATIENCE } from "../store/postgres.ts";

/** BullMQ on PostgreSQL, in a schema of its own beside our tables. */
const { Queue, Worker } = withBackend(createPostgresBackend);
export { Worker };

/** A block for the first worker that is free. The specification is in the store. */
export interface BlockOrder {
  hash: string;
  /** Its number; EXACT for the exact curves. */
  block: number;
  /** Thread time of its simulation when it was ordered. */
  milliseconds?: number;
}

/**
 * Long simulations have a queue of their own, so that short ones do not wait for them. Workers of another engine version
 * compute other bytes, so they listen to other queues.
 */
export const QUEUES = { short: `blocks-${ENGINE_VERSION}`, long: `long-blocks-${ENGINE_VERSION}` };
export type QueueName = keyof typeof QUEUES;

/** Equal orders have equal names, by which the queue holds each once. */
export function orderName({ hash, block }: BlockOrder): string {
  return `${hash}-${block}`;
}

/** The two queues, as seen by those who place orders. */
export class Queues {
  readonly #queues: Record<QueueName, InstanceType<typeof Queue<BlockOrder>>>;

  constructor(databaseUrl: string, connections: number, onError: (error: Error) => void) {
    const open = (name: QueueName) =>
      new Queue<BlockOrder>(QUEUES[name], { connection: queueConnection(databaseUrl, connections) }).on(
        "error",
        onError,
      );
    this.#queues = { short: open("short"), long: open("long") };
  }

  /** @throws Error if a queue cannot be made ready: BullMQ does not retry */
  async ready(): Promise<void> {
    await Promise.all(this.#all.map(async (queue) => await queue.waitUntilReady()));
  }

  /** @param isFirst the order goes before those that are not first */
  async add(name: QueueName, order: BlockOrder, isFirst = false): Promise<void> {
    const options = { jobId: orderName(order), attempts: 3, removeOnComplete: true, priority: isFirst ? 1 : 2 };
    await this.#queues[name].add("block", order, options);
  }

  /** Finds an order in either queue. */
  async find(order: BlockOrder): Promise<Order<BlockOrder> | undefined> {
    const name = orderName(order);
    return (await this.#queues.long.getJob(name)) ?? (await this.#queues.short.getJob(name));
  }

  /** Removes an order, unless a worker has it. */
  async remove(order: BlockOrder): Promise<void> {
    await Promise.all(this.#all.map(async (queue) => await queue.remove(orderName(order)).catch(() => {})));
  }

  /** Number of workers that listen; each listens to both queues. */
  async workers(): Promise<number> {
    return await this.#queues.short.getWorkersCount();
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map(async (queue) => await queue.close()));
  }

  get #all() {
    return Object.values(this.#queues);
  }
}

/** @param connections the most that are held */
export function queueConnection(connectionString: string, connections: number) {
  // Without `migrate`, BullMQ waits for tables that do not exist.
  return { connectionString, max: connections, migrate: true, ...IMPATIENCE };
}
