import type { Transaction } from "kysely";
import { bytesOf, type Handle, intact } from "./rows.ts";
import type { HandleTable, Tables } from "./tables.ts";
import type { Transactions } from "./transactions.ts";

const COLUMNS = [
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
      database.selectFrom("handle").select(COLUMNS).where("id", "=", id).executeTakeFirst(),
    );
    return row && intact(row, ["live", "failed", "cancelled"]);
  }

  /** Adds a handle on a simulation that is stored already. */
  async add(id: string, hash: string, createTime: string): Promise<void> {
    await this.#transactions.write((transaction) => insertHandle(transaction, id, hash, createTime));
  }

  async countLive(hash: string): Promise<number> {
    const { count } = await this.#transactions.read((database) =>
      database
        .selectFrom("handle")
        .select(({ fn }) => fn.countAll().as("count"))
        .where("hash", "=", hash)
        .where("state", "=", "live")
        .executeTakeFirstOrThrow(),
    );
    return Number(count);
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

export async function insertHandle(transaction: Transaction<Tables>, id: string, hash: string, createTime: string) {
  await transaction
    .insertInto("handle")
    .values({ id, hash, createTime, state: "live", completedReplications: 0 })
    .execute();
}
