import type { Kysely } from "kysely";
import { Blocks, deleteBlocks } from "./blocks.ts";
import { Handles, insertHandle } from "./handles.ts";
import type { End } from "./rows.ts";
import type { Tables, WorkTable } from "./tables.ts";
import { Transactions } from "./transactions.ts";
import { Works } from "./works.ts";

export type NewWork = Pick<WorkTable, "hash" | "spec" | "engineVersion" | "createTime" | "replications">;

/**
 * The stored simulations, in SQLite or PostgreSQL. Every method is one transaction, and its changes are on the disk when it
 * returns. It throws StoreUnavailable where the store cannot be read or written now.
 */
export class Store {
  readonly works: Works;
  readonly handles: Handles;
  readonly blocks: Blocks;
  readonly #transactions: Transactions;

  constructor(database: Kysely<Tables>) {
    this.#transactions = new Transactions(database);
    this.works = new Works(this.#transactions);
    this.handles = new Handles(this.#transactions);
    this.blocks = new Blocks(this.#transactions);
  }

  /** Adds a handle on a simulation that starts with it, or starts again from its merged prefix. */
  async addWork(id: string, work: NewWork): Promise<void> {
    await this.#transactions.write(async (transaction) => {
      await transaction
        .insertInto("work")
        .values({ ...work, state: "queued", completedReplications: 0 })
        .onConflict((conflict) =>
          conflict.column("hash").doUpdateSet({
            // Clears what an earlier failure, cancellation or damage left.
            spec: work.spec,
            replications: work.replications,
            state: "queued",
            startTime: null,
            endTime: null,
            result: null,
            error: null,
          }),
        )
        .execute();
      await insertHandle(transaction, id, work.hash, work.createTime);
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

  /**
   * Cancels a handle, which keeps how far its simulation has come.
   *
   * @param stopped the simulation, where this was its last live handle: it is cancelled too
   */
  async cancel(id: string, end: End, stopped?: { hash: string }): Promise<void> {
    await this.#transactions.write(async (transaction) => {
      await transaction
        .updateTable("handle")
        .set({ ...columnsOf(end), state: "cancelled" })
        .where("id", "=", id)
        .execute();
      if (!stopped) return;
      await transaction
        .updateTable("work")
        .set({ state: "cancelled", endTime: end.time })
        .where("hash", "=", stopped.hash)
        .execute();
      await deleteBlocks(transaction, stopped.hash);
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
        .execute();
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
