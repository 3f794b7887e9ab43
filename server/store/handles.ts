import type { Transaction } from "kysely";
import { bytesOf, type Handle, intact } from "./rows.ts";
import type { HandleTable, Tables } from "./tables.ts";
import type { Transactions } from "./transactions.ts";

export const HANDLE_COLUMNS = [
  "id",
  "hash",
  "state",
  "createTime",
  "startTime",
  "endTime",
  "completedReplications",
  "error",
] as const;

/** What clients hold: unguessable ids of simulations. */
export class Handles {
  readonly #transactions: Transactions;

  constructor(transactions: Transactions) {
    this.#transactions = transactions;
  }

  async find(id: string): Promise<Handle | undefined> {
    const row = await this.#transactions.read((database) =>
      database.selectFrom("handle").select(HANDLE_COLUMNS).where("id", "=", id).executeTakeFirst(),
    );
    return row && intactHandle(row);
  }

  /** Adds a handle on a simulation that is stored already. */
  async add(id: string, hash: string, createTime: string): Promise<void> {
    await this.#transactions.write((transaction) => insertHandles(transaction, [{ id, hash, createTime }]));
  }

  async countLive(hash: string): Promise<number> {
    return (await this.countsLive([hash])).get(hash) ?? 0;
  }

  /** Live handles by hash; no entry where there are none. */
  async countsLive(hashes: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.#transactions.read((database) =>
      database
        .selectFrom("handle")
        .select(["hash", ({ fn }) => fn.countAll().as("count")])
        .where("hash", "in", hashes)
        .where("state", "=", "live")
        .groupBy("hash")
        .execute(),
    );
    return new Map(rows.map(({ hash, count }) => [hash, Number(count)]));
  }

  /** The result of a handle that ended by itself, or the merged prefix to render it from. */
  async result(id: string): Promise<Pick<HandleTable, "summary" | "result"> | undefined> {
    return await this.#transactions.read((database) =>
      database.selectFrom("handle").select(["summary", "result"]).where("id", "=", id).executeTakeFirst(),
    );
  }

  /** Replaces a handle's prefix by its rendered result, and keeps the exact curves that are in the result. */
  async keepResult({ id, hash }: Pick<Handle, "id" | "hash">, result: Uint8Array, exact: string): Promise<void> {
    await this.#transactions.write(async (transaction) => {
      await transaction.updateTable("handle").set({ result, summary: null }).where("id", "=", id).execute();
      await transaction
        .updateTable("work")
        .set({ exact: bytesOf(exact) })
        .where("hash", "=", hash)
        .execute();
    });
  }
}

export function intactHandle(row: Handle): Handle {
  return intact(row, ["live", "failed", "cancelled"]);
}

/** A new handle; for a point of a sweep with the sweep and its index there. */
type NewHandle = Pick<HandleTable, "id" | "hash" | "createTime"> & Partial<Pick<HandleTable, "sweep" | "point">>;

export async function insertHandles(transaction: Transaction<Tables>, handles: readonly NewHandle[]): Promise<void> {
  await transaction
    .insertInto("handle")
    .values(handles.map((handle) => ({ ...handle, state: "live" as const, completedReplications: 0 })))
    .execute();
}
