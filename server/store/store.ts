import type { Kysely } from "kysely";
import { Blocks, deleteBlocks } from "./blocks.ts";
import { deleteOldSweeps, Sweeps } from "./sweeps.ts";
import { Handles, insertHandles } from "./handles.ts";
import { bytesOf, type End } from "./rows.ts";
import type { Tables } from "./tables.ts";
import { Transactions } from "./transactions.ts";
import { insertWorks, type NewWork, Works } from "./works.ts";

/** A sweep to add. */
export interface NewSweep {
  id: string;
  createTime: string;
  content: string;
  /** The id and hash of every point's handle, and its simulation if that starts. */
  points: { handle: string; hash: string; starts?: NewWork }[];
}

/**
 * The stored simulations, in SQLite or PostgreSQL. Every method is one transaction, and its changes are on the disk when it
 * returns. It throws StoreUnavailable where the store cannot be read or written now.
 */
export class Store {
  readonly works: Works;
  readonly handles: Handles;
  readonly blocks: Blocks;
  readonly sweeps: Sweeps;
  readonly #transactions: Transactions;

  constructor(database: Kysely<Tables>) {
    this.#transactions = new Transactions(database);
    this.works = new Works(this.#transactions);
    this.handles = new Handles(this.#transactions);
    this.blocks = new Blocks(this.#transactions);
    this.sweeps = new Sweeps(this.#transactions);
  }

  /** Adds a handle on a simulation that starts with it, or starts again from its merged prefix. */
  async addWork(id: string, work: NewWork): Promise<void> {
    await this.#transactions.write(async (transaction) => {
      await insertWorks(transaction, [work]);
      await insertHandles(transaction, [{ id, hash: work.hash, createTime: work.createTime }]);
    });
  }

  /** Adds a sweep with a handle for every point, and the simulations that start with it. */
  async addSweep({ id, createTime, content, points }: NewSweep): Promise<void> {
    await this.#transactions.write(async (transaction) => {
      await transaction
        .insertInto("sweep")
        .values({ id, createTime, content: bytesOf(content) })
        .execute();
      await insertWorks(
        transaction,
        points.flatMap(({ starts }) => starts ?? []),
      );
      await insertHandles(
        transaction,
        points.map(({ handle, hash }, point) => ({ id: handle, hash, createTime, sweep: id, point })),
      );
    });
  }

  /** Fails a simulation and its live handles. */
  async fail(hash: string, end: End): Promise<void> {
    await this.#transactions.write(async (transaction) => {
      const { time, error } = end;
      await transaction
        .updateTable("work")
        .set({ state: "failed", endTime: time, error })
        .where("hash", "=", hash)
        .execute();
      await transaction
        .updateTable("handle")
        .set({ ...columnsOf(end), state: "failed" })
        .where("hash", "=", hash)
        .where("state", "=", "live")
        .execute();
      await deleteBlocks(transaction, hash);
    });
  }

  /** Cancels handles, which keep how far their simulations have come, and simulations that have no live handle left. */
  async cancel(handles: readonly { id: string; end: End }[], stopped: readonly string[]): Promise<void> {
    const hasBegun = ({ end }: { end: End }) => end.startTime !== null || end.prefix !== undefined;
    const others = handles.filter((handle) => !hasBegun(handle));
    await this.#transactions.write(async (transaction) => {
      const cancel = async (ids: string[], end: End) => {
        const change = { ...columnsOf(end), state: "cancelled" as const };
        await transaction.updateTable("handle").set(change).where("id", "in", ids).execute();
      };
      for (const { id, end } of handles.filter(hasBegun)) await cancel([id], end);
      // Most points of a sweep have not begun, and end alike.
      if (others.length > 0)
        await cancel(
          others.map(({ id }) => id),
          others[0].end,
        );
      if (stopped.length === 0) return;
      await transaction
        .updateTable("work")
        .set({ state: "cancelled", endTime: handles[0].end.time })
        .where("hash", "in", stopped)
        .execute();
      await transaction.deleteFrom("block").where("hash", "in", stopped).execute();
    });
  }

  /** Deletes handles that were made before a time and whose simulation ended before it, and simulations without handles. */
  async deleteBefore(time: string): Promise<void> {
    await this.#transactions.write(async (transaction) => {
      const ended = transaction.selectFrom("work").select("hash").where("state", "not in", ["queued", "running"]);
      const old = transaction.selectFrom("work").select("hash").where("endTime", "<", time);
      await transaction
        .deleteFrom("handle")
        .where("createTime", "<", time)
        .where("hash", "in", ended)
        .where("hash", "in", old)
        // The points of a sweep are deleted together.
        .where("sweep", "is", null)
        .execute();
      await deleteOldSweeps(transaction, time, ended, old);
      await transaction
        .deleteFrom("work")
        .where("hash", "in", old)
        .where("hash", "in", ended)
        .where("hash", "not in", transaction.selectFrom("handle").select("hash"))
        .execute();
      // A worker may have kept a block after its simulation ended.
      await transaction.deleteFrom("block").where("hash", "in", ended).execute();
    });
  }

  /** Reads and writes, always the same row, to find out whether both are possible. */
  async tryOut(time: string): Promise<void> {
    await this.#transactions.write(async (transaction) => {
      await transaction.selectFrom("handle").select("id").limit(1).execute();
      await transaction
        .insertInto("trial")
        .values({ id: 1, time })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ time }))
        .execute();
    });
  }

  async close(): Promise<void> {
    await this.#transactions.close();
  }
}

/** The columns of a handle that ends. */
function columnsOf({ time, startTime, prefix, error }: End) {
  return {
    endTime: time,
    startTime,
    completedReplications: prefix?.replications ?? 0,
    summary: prefix?.bytes ?? null,
    error: error ?? null,
  };
}
