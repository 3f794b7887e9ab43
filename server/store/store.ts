import { deserialize, serialize } from "node:v8";
import type { Kysely, Transaction } from "kysely";
import type { SimulationSummary } from "../../experiments/simulation/summary.ts";
import type { HandleTable, Tables, WorkTable } from "./database.ts";
import { StoreFull } from "./store-full.ts";

/** A piece of work without its large columns. */
export type Work = Omit<WorkTable, "summary" | "result">;
/** A handle without its large column. */
export type Handle = Omit<HandleTable, "result">;
export type NewWork = Pick<
  WorkTable,
  "hash" | "spec" | "engineVersion" | "javascriptEngine" | "createTime" | "replications"
>;

/** How a handle or a piece of work ended, or how far it came. */
export interface End {
  time: string;
  startTime: string | null;
  completedReplications: number;
  /** JSON of the result so far; null if there is none. */
  result: string | null;
  error?: string;
}

const WORK = [
  "hash",
  "spec",
  "engineVersion",
  "javascriptEngine",
  "state",
  "createTime",
  "startTime",
  "endTime",
  "completedReplications",
  "replications",
  "error",
] as const;
const HANDLE = ["id", "hash", "state", "createTime", "startTime", "endTime", "completedReplications", "error"] as const;

/** What is kept of simulations. Every method is one transaction: when it has returned, it is on the disk. */
export class Store {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  async work(hash: string): Promise<Work | undefined> {
    return await this.#database.selectFrom("work").select(WORK).where("hash", "=", hash).executeTakeFirst();
  }

  async handle(id: string): Promise<Handle | undefined> {
    return await this.#database.selectFrom("handle").select(HANDLE).where("id", "=", id).executeTakeFirst();
  }

  /** Queued and running work, oldest first. */
  async unfinished(): Promise<Work[]> {
    const unfinished = this.#database.selectFrom("work").select(WORK).where("state", "in", ["queued", "running"]);
    return await unfinished.orderBy("createTime").execute();
  }

  /** The merged prefix of a piece of work, if it has one that can be read. */
  async summary(hash: string): Promise<SimulationSummary | undefined> {
    const row = await this.#database.selectFrom("work").select("summary").where("hash", "=", hash).executeTakeFirst();
    return row?.summary ? (deserialize(new Uint8Array(row.summary)) as SimulationSummary) : undefined;
  }

  async workResult(hash: string): Promise<string | null> {
    const row = await this.#database.selectFrom("work").select("result").where("hash", "=", hash).executeTakeFirst();
    return row?.result ?? null;
  }

  async handleResult(id: string): Promise<string | null> {
    const row = await this.#database.selectFrom("handle").select("result").where("id", "=", id).executeTakeFirst();
    return row?.result ?? null;
  }

  async liveHandles(hash: string): Promise<number> {
    const { count } = await this.#database
      .selectFrom("handle")
      .select(({ fn }) => fn.countAll().as("count"))
      .where("hash", "=", hash)
      .where("state", "=", "live")
      .executeTakeFirstOrThrow();
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
          conflict.column("hash").doUpdateSet({ state: "queued", startTime: null, endTime: null, error: null }),
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

  async saveProgress(hash: string, summary: SimulationSummary): Promise<void> {
    await this.#write((transaction) => updateSummary(transaction, hash, summary));
  }

  async succeed(hash: string, { time, result, completedReplications }: End): Promise<void> {
    await this.#write((transaction) =>
      transaction
        .updateTable("work")
        .set({ state: "succeeded", endTime: time, result, completedReplications, summary: null })
        .where("hash", "=", hash)
        .execute(),
    );
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
    });
  }

  /** Cancels a handle; with a summary, it was the last live one, and the work stops with this merged prefix. */
  async cancel(id: string, end: End, stopped?: { hash: string; summary: SimulationSummary }): Promise<void> {
    await this.#write(async (transaction) => {
      await transaction
        .updateTable("handle")
        .set({ ...ended(end), state: "cancelled" })
        .where("id", "=", id)
        .execute();
      if (!stopped) return;
      await updateSummary(transaction, stopped.hash, stopped.summary);
      await transaction
        .updateTable("work")
        .set({ state: "cancelled", endTime: end.time })
        .where("hash", "=", stopped.hash)
        .execute();
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
    });
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
      reason ??= error;
      throw isFull(reason) ? new StoreFull(reason) : reason;
    }
  }
}

async function insertHandle(transaction: Transaction<Tables>, id: string, hash: string, createTime: string) {
  await transaction
    .insertInto("handle")
    .values({ id, hash, createTime, state: "live", completedReplications: 0 })
    .execute();
}

async function updateSummary(transaction: Transaction<Tables>, hash: string, summary: SimulationSummary) {
  await transaction
    .updateTable("work")
    .set({ summary: serialize(summary), completedReplications: summary.replications })
    .where("hash", "=", hash)
    .execute();
}

function ended({ time, startTime, completedReplications, result, error }: End) {
  return { endTime: time, startTime, completedReplications, result, error: error ?? null };
}

/** SQLite's ways of saying that it cannot write now. */
const FULL = /SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY)|disk is full|disk I\/O error|no transaction is active/;

function isFull(error: unknown): boolean {
  return error instanceof Error && FULL.test(`${(error as { code?: string }).code} ${error.message}`);
}
