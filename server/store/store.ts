import type { Kysely, Transaction } from "kysely";
import type { BlockTable, HandleTable, Tables, WorkTable } from "./tables.ts";
import type { Prefix } from "../prefix.ts";
import { StoreDamaged } from "../domain-errors.ts";
import { asStoreError } from "./store-errors.ts";

/** A piece of work without its large columns. */
export type Work = Omit<WorkTable, "summary" | "exact" | "result">;
/** A handle without its large columns. */
export type Handle = Omit<HandleTable, "summary" | "result">;
export type NewWork = Pick<WorkTable, "hash" | "spec" | "engineVersion" | "createTime" | "replications">;

/** How a handle or a piece of work ended, and how far it had come. */
export interface End {
  time: string;
  startTime: string | null;
  prefix?: Prefix;
  /** JSON of the exact curves, if they were there. */
  exact?: string;
  error?: string;
}

/** Stands for the exact curves among the numbers of a simulation's blocks. */
export const EXACT = -1;

const WORK = [
  "hash",
  "spec",
  "engineVersion",
  "state",
  "createTime",
  "startTime",
  "endTime",
  "completedReplications",
  "replications",
  "error",
] as const;
const HANDLE = ["id", "hash", "state", "createTime", "startTime", "endTime", "completedReplications", "error"] as const;

/**
 * What is kept of simulations, in SQLite or PostgreSQL. Every method is one transaction: when it has returned, it is on
 * the disk. What cannot be read or written for the moment is a StoreUnavailable.
 */
export class Store {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  async work(hash: string): Promise<Work | undefined> {
    const row = await this.#read((database) =>
      database.selectFrom("work").select(WORK).where("hash", "=", hash).executeTakeFirst(),
    );
    return row && intact(row, ["queued", "running", "succeeded", "failed", "cancelled"]);
  }

  async handle(id: string): Promise<Handle | undefined> {
    const row = await this.#read((database) =>
      database.selectFrom("handle").select(HANDLE).where("id", "=", id).executeTakeFirst(),
    );
    return row && intact(row, ["live", "failed", "cancelled"]);
  }

  /** Queued and running work, oldest first. */
  async unfinished(): Promise<Work[]> {
    return await this.#read((database) =>
      database
        .selectFrom("work")
        .select(WORK)
        .where("state", "in", ["queued", "running"])
        .orderBy("createTime")
        .execute(),
    );
  }

  /** How far a piece of work has come: its merged prefix and its exact curves, where it has them. */
  async progress(hash: string): Promise<{ prefix?: Prefix; exact?: string }> {
    const row = await this.#read((database) =>
      database
        .selectFrom("work")
        .select(["completedReplications", "summary", "exact"])
        .where("hash", "=", hash)
        .executeTakeFirst(),
    );
    return {
      ...(row?.summary && { prefix: { replications: row.completedReplications, bytes: row.summary } }),
      ...(row?.exact && { exact: textOf(row.exact) }),
    };
  }

  /** JSON of the exact curves of a piece of work, if they are known. */
  async exact(hash: string): Promise<string | undefined> {
    const row = await this.#read((database) =>
      database.selectFrom("work").select("exact").where("hash", "=", hash).executeTakeFirst(),
    );
    return row?.exact ? textOf(row.exact) : undefined;
  }

  async workResult(hash: string): Promise<Uint8Array | null> {
    const row = await this.#read((database) =>
      database.selectFrom("work").select("result").where("hash", "=", hash).executeTakeFirst(),
    );
    return row?.result ?? null;
  }

  /** What a handle that is at its own end has: its result, or the merged prefix to render it from. */
  async handleResult(id: string): Promise<Pick<HandleTable, "summary" | "result"> | undefined> {
    return await this.#read((database) =>
      database.selectFrom("handle").select(["summary", "result"]).where("id", "=", id).executeTakeFirst(),
    );
  }

  /** Keeps a handle's rendered result, and the exact curves that are in it, in place of the prefix. */
  async keepHandleResult({ id, hash }: Pick<Handle, "id" | "hash">, result: Uint8Array, exact: string): Promise<void> {
    await this.#write(async (transaction) => {
      await transaction.updateTable("handle").set({ result, summary: null }).where("id", "=", id).execute();
      await transaction
        .updateTable("work")
        .set({ exact: bytesOf(exact) })
        .where("hash", "=", hash)
        .execute();
    });
  }

  async liveHandles(hash: string): Promise<number> {
    const { count } = await this.#read((database) =>
      database
        .selectFrom("handle")
        .select(({ fn }) => fn.countAll().as("count"))
        .where("hash", "=", hash)
        .where("state", "=", "live")
        .executeTakeFirstOrThrow(),
    );
    return Number(count);
  }

  /** A handle on work that is there already. */
  async addHandle(id: string, hash: string, createTime: string): Promise<void> {
    await this.#write((transaction) => insertHandle(transaction, id, hash, createTime));
  }

  /** A handle on work that starts with it, or starts again from its merged prefix. */
  async addWork(id: string, work: NewWork): Promise<void> {
    await this.#write(async (transaction) => {
      await transaction
        .insertInto("work")
        .values({ ...work, state: "queued", completedReplications: 0 })
        .onConflict((conflict) =>
          conflict.column("hash").doUpdateSet({
            // Whatever was wrong with it is right again.
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

  async start(hash: string, startTime: string): Promise<void> {
    await this.#write((transaction) =>
      transaction.updateTable("work").set({ state: "running", startTime }).where("hash", "=", hash).execute(),
    );
  }

  /** Saves how far work has come, and drops the blocks that are merged by that. */
  async saveProgress(hash: string, { prefix, exact }: Pick<End, "prefix" | "exact">, merged: number): Promise<void> {
    await this.#write(async (transaction) => {
      await updateProgress(transaction, hash, { prefix, exact });
      await transaction
        .deleteFrom("block")
        .where("hash", "=", hash)
        .where("block", "<", merged)
        .where("block", "!=", EXACT)
        .execute();
    });
  }

  async succeed(hash: string, { time, prefix, exact }: End, result: Uint8Array): Promise<void> {
    await this.#write(async (transaction) => {
      await transaction
        .updateTable("work")
        .set({
          state: "succeeded",
          endTime: time,
          result,
          completedReplications: prefix?.replications ?? 0,
          summary: null,
          ...(exact !== undefined && { exact: bytesOf(exact) }),
        })
        .where("hash", "=", hash)
        .execute();
      await dropBlocks(transaction, hash);
    });
  }

  /** Fails the work, and every handle that is live on it. */
  async fail(hash: string, end: End): Promise<void> {
    await this.#write(async (transaction) => {
      const { time, error } = end;
      await transaction
        .updateTable("work")
        .set({ state: "failed", endTime: time, error })
        .where("hash", "=", hash)
        .execute();
      await transaction
        .updateTable("handle")
        .set({ ...ended(end), state: "failed" })
        .where("hash", "=", hash)
        .where("state", "=", "live")
        .execute();
      await dropBlocks(transaction, hash);
    });
  }

  /** Cancels a handle, which keeps how far its work has come; the work stops with its last live one. */
  async cancel(id: string, end: End, stopped?: { hash: string }): Promise<void> {
    await this.#write(async (transaction) => {
      await transaction
        .updateTable("handle")
        .set({ ...ended(end), state: "cancelled" })
        .where("id", "=", id)
        .execute();
      if (!stopped) return;
      await transaction
        .updateTable("work")
        .set({ state: "cancelled", endTime: end.time })
        .where("hash", "=", stopped.hash)
        .execute();
      await dropBlocks(transaction, stopped.hash);
    });
  }

  /** Forgets handles made before a time whose work is not going on, and work that has none left. */
  async forgetBefore(time: string): Promise<void> {
    await this.#write(async (transaction) => {
      const over = transaction.selectFrom("work").select("hash").where("state", "not in", ["queued", "running"]);
      const old = transaction.selectFrom("work").select("hash").where("endTime", "<", time);
      await transaction
        .deleteFrom("handle")
        .where("createTime", "<", time)
        .where("hash", "in", over)
        .where("hash", "in", old)
        .execute();
      await transaction
        .deleteFrom("work")
        .where("hash", "in", old)
        .where("hash", "in", over)
        .where("hash", "not in", transaction.selectFrom("handle").select("hash"))
        .execute();
      // A worker may have been at a block when its work ended.
      await transaction.deleteFrom("block").where("hash", "in", over).execute();
    });
  }

  /** Which of these blocks of a piece of work are done and not merged yet, and what each took of a thread. */
  async finishedBlocks(hash: string, blocks: readonly number[]): Promise<{ block: number; milliseconds: number }[]> {
    const rows = await this.#read((database) =>
      database
        .selectFrom("block")
        .select(["block", "milliseconds"])
        .where("hash", "=", hash)
        .where("block", "in", blocks)
        .execute(),
    );
    return rows.map(({ block, milliseconds }) => ({ block, milliseconds: milliseconds ?? 0 }));
  }

  async blockContent(hash: string, block: number): Promise<Uint8Array | null> {
    const row = await this.#read((database) =>
      database
        .selectFrom("block")
        .select("content")
        .where("hash", "=", hash)
        .where("block", "=", block)
        .executeTakeFirst(),
    );
    return row?.content ?? null;
  }

  /** Which of these pieces of work are going on. */
  async goingOn(hashes: readonly string[]): Promise<Set<string>> {
    const rows = await this.#read((database) =>
      database
        .selectFrom("work")
        .select("hash")
        .where("hash", "in", hashes)
        .where("state", "in", ["queued", "running"])
        .execute(),
    );
    return new Set(rows.map(({ hash }) => hash));
  }

  /** Keeps what a worker made of a block, unless another one did so before: both made the same. */
  async keepBlock(block: BlockTable): Promise<void> {
    await this.#write((transaction) =>
      transaction
        .insertInto("block")
        .values(block)
        .onConflict((conflict) => conflict.columns(["hash", "block"]).doNothing())
        .execute(),
    );
  }

  /** Reads and writes something, always the same row, so that whatever is in the way of either shows. */
  async tryOut(time: string): Promise<void> {
    await this.#write(async (transaction) => {
      await transaction.selectFrom("handle").select("id").limit(1).execute();
      await transaction
        .insertInto("trial")
        .values({ id: 1, time })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ time }))
        .execute();
    });
  }

  async close(): Promise<void> {
    await this.#database.destroy();
  }

  async #read<Value>(question: (database: Kysely<Tables>) => Promise<Value>): Promise<Value> {
    try {
      return await question(this.#database);
    } catch (error) {
      throw asStoreError(error);
    }
  }

  async #write(change: (transaction: Transaction<Tables>) => Promise<unknown>): Promise<void> {
    // A full disk ends SQLite's transaction by itself; rolling it back then fails, and hides the reason.
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
}

/** @throws StoreDamaged on a row that nobody wrote like this */
function intact<Row extends { state: string; createTime: string; completedReplications: number }>(
  row: Row,
  states: readonly Row["state"][],
): Row {
  const isIntact =
    states.includes(row.state) &&
    Number.isSafeInteger(row.completedReplications) &&
    row.completedReplications >= 0 &&
    !Number.isNaN(Date.parse(row.createTime));
  if (!isIntact) throw new StoreDamaged();
  return row;
}

async function insertHandle(transaction: Transaction<Tables>, id: string, hash: string, createTime: string) {
  await transaction
    .insertInto("handle")
    .values({ id, hash, createTime, state: "live", completedReplications: 0 })
    .execute();
}

async function updateProgress(
  transaction: Transaction<Tables>,
  hash: string,
  { prefix, exact }: Pick<End, "prefix" | "exact">,
) {
  const change = {
    ...(prefix && { summary: prefix.bytes, completedReplications: prefix.replications }),
    ...(exact !== undefined && { exact: bytesOf(exact) }),
  };
  if (Object.keys(change).length === 0) return;
  await transaction.updateTable("work").set(change).where("hash", "=", hash).execute();
}

async function dropBlocks(transaction: Transaction<Tables>, hash: string) {
  await transaction.deleteFrom("block").where("hash", "=", hash).execute();
}

function ended({ time, startTime, prefix, error }: End) {
  return {
    endTime: time,
    startTime,
    completedReplications: prefix?.replications ?? 0,
    summary: prefix?.bytes ?? null,
    error: error ?? null,
  };
}

function bytesOf(text: string): Uint8Array {
  return Buffer.from(text);
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}
