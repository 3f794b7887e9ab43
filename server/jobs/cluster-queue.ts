import { createPostgresBackend, type Job as Order, withBackend } from "bullmq";
import { ENGINE_VERSION } from "../../experiments/spec/version.ts";
import { IMPATIENCE } from "../store/postgres.ts";

/** BullMQ on PostgreSQL, in a schema of its own beside our tables. */
const { Queue, Worker } = withBackend(createPostgresBackend);
export { Worker };

/** A block that is to be run by whichever worker comes first. The specification is in the store. */
export interface BlockOrder {
  hash: string;
  /** Its number; EXACT for the exact curves. */
  block: number;
  /** What its simulation had taken of threads when it was ordered. */
  milliseconds?: number;
}

/**
 * Simulations that take long have a queue of their own, so that they are not in front of short ones. Workers of another
 * engine version give other bytes, so they listen to other queues.
 */
export const QUEUES = { short: `blocks-${ENGINE_VERSION}`, long: `long-blocks-${ENGINE_VERSION}` };
export type QueueName = keyof typeof QUEUES;

/** Equal orders have equal names: what is ordered already is not ordered again. */
export function orderName({ hash, block }: BlockOrder): string {
  return `${hash}-${block}`;
}

/** The two queues, for whoever places orders. */
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

  /** @throws Error where a queue cannot be made ready: BullMQ does not try again by itself */
  async ready(): Promise<void> {
    await Promise.all(this.#all.map(async (queue) => await queue.waitUntilReady()));
  }

  /** @param isFirst it goes before those that are not */
  async add(name: QueueName, order: BlockOrder, isFirst = false): Promise<void> {
    const options = { jobId: orderName(order), attempts: 3, removeOnComplete: true, priority: isFirst ? 1 : 2 };
    await this.#queues[name].add("block", order, options);
  }

  /** An order, in whichever queue it is. */
  async find(order: BlockOrder): Promise<Order<BlockOrder> | undefined> {
    const name = orderName(order);
    return (await this.#queues.long.getJob(name)) ?? (await this.#queues.short.getJob(name));
  }

  /** Takes an order back, unless a worker has it. */
  async remove(order: BlockOrder): Promise<void> {
    await Promise.all(this.#all.map(async (queue) => await queue.remove(orderName(order)).catch(() => {})));
  }

  /** Workers that listen, each to both queues. */
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

/** @param connections that are held at the most */
export function queueConnection(connectionString: string, connections: number) {
  // Without `migrate` it waits for tables that nobody makes.
  return { connectionString, max: connections, migrate: true, ...IMPATIENCE };
}
