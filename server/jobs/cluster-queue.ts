import { createPostgresBackend, withBackend } from "bullmq";
import { ENGINE_VERSION } from "../../experiments/version.ts";
import { IMPATIENCE } from "../store/postgres.ts";

/** BullMQ on PostgreSQL, in a schema of its own beside our tables. */
export const { Queue, Worker } = withBackend(createPostgresBackend);

/** A block that is to be run by whichever worker comes first. The specification is in the store. */
export interface BlockOrder {
  hash: string;
  /** Its number; EXACT for the exact curves. */
  block: number;
}

/** Workers of another engine version give other bytes, so they listen to another queue. */
export const QUEUE = `blocks-${ENGINE_VERSION}`;

/** Equal orders have equal names: what is ordered already is not ordered again. */
export function orderName({ hash, block }: BlockOrder): string {
  return `${hash}-${block}`;
}

/** @param connections that are held at the most */
export function queueConnection(connectionString: string, connections: number) {
  // Without `migrate` it waits for tables that nobody makes.
  return { connectionString, max: connections, migrate: true, ...IMPATIENCE };
}
