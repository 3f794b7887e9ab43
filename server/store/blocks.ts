import type { Transaction } from "kysely";
import type { BlockTable, Tables } from "./tables.ts";
import type { Transactions } from "./transactions.ts";

/** The block number of a simulation's exact curves. */
export const EXACT = -1;

/** Blocks that a cluster's workers have computed, until they are merged. */
export class Blocks {
  readonly #transactions: Transactions;

  constructor(transactions: Transactions) {
    this.#transactions = transactions;
  }

  /** Those of the blocks that are computed and not merged, with the milliseconds that each took of a thread. */
  async finished(hash: string, blocks: readonly number[]): Promise<{ block: number; milliseconds: number }[]> {
    const rows = await this.#transactions.read((database) =>
      database
        .selectFrom("block")
        .select(["block", "milliseconds"])
        .where("hash", "=", hash)
        .where("block", "in", blocks)
        .execute(),
    );
    return rows.map(({ block, milliseconds }) => ({ block, milliseconds: milliseconds ?? 0 }));
  }

  async content(hash: string, block: number): Promise<Uint8Array | null> {
    const row = await this.#transactions.read((database) =>
      database
        .selectFrom("block")
        .select("content")
        .where("hash", "=", hash)
        .where("block", "=", block)
        .executeTakeFirst(),
    );
    return row?.content ?? null;
  }

  /** Keeps a block. Another worker may have kept it before: both computed the same bytes. */
  async keep(block: BlockTable): Promise<void> {
    await this.#transactions.write((transaction) =>
      transaction
        .insertInto("block")
        .values(block)
        .onConflict((conflict) => conflict.columns(["hash", "block"]).doNothing())
        .execute(),
    );
  }
}

export async function deleteBlocks(transaction: Transaction<Tables>, hash: string) {
  await transaction.deleteFrom("block").where("hash", "=", hash).execute();
}

/** Deletes the blocks below a number, but not the exact curves. */
export async function deleteMergedBlocks(transaction: Transaction<Tables>, hash: string, end: number) {
  await transaction
    .deleteFrom("block")
    .where("hash", "=", hash)
    .where("block", "<", end)
    .where("block", "!=", EXACT)
    .execute();
}
