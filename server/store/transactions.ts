import type { Kysely, Transaction } from "kysely";
import { asStoreError } from "./store-errors.ts";
import type { Tables } from "./tables.ts";

/** Reads and writes the tables; what a driver throws becomes a domain error where it is one. */
export class Transactions {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  async read<Value>(query: (database: Kysely<Tables>) => Promise<Value>): Promise<Value> {
    try {
      return await query(this.#database);
    } catch (error) {
      throw asStoreError(error);
    }
  }

  /** Makes changes in one transaction; they are on the disk when this returns. */
  async write(change: (transaction: Transaction<Tables>) => Promise<unknown>): Promise<void> {
    // A full disk ends SQLite's transaction by itself; the rollback then fails and would hide the reason.
    let reason: unknown;
    const changed = async (transaction: Transaction<Tables>) => {
      try {
        await change(transaction);
      } catch (error) {
        reason = error;
        throw error;
      }
    };
    try {
      await this.#database.transaction().execute(changed);
    } catch (error) {
      throw asStoreError(reason ?? error);
    }
  }

  async close(): Promise<void> {
    await this.#database.destroy();
  }
}
