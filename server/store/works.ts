import type { Transaction } from "kysely";
import { deleteBlocks, deleteMergedBlocks } from "./blocks.ts";
import { bytesOf, type End, intact, isIntact, type Progress, textOf, type Work } from "./rows.ts";
import type { Tables, WorkTable } from "./tables.ts";
import type { Transactions } from "./transactions.ts";

export type NewWork = Pick<WorkTable, "hash" | "spec" | "engineVersion" | "createTime" | "replications">;

export const WORK_COLUMNS = [
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

/** Simulations by the hash of their specification; all handles on a hash share one row. */
export class Works {
  readonly #transactions: Transactions;

  constructor(transactions: Transactions) {
    this.#transactions = transactions;
  }

  async find(hash: string): Promise<Work | undefined> {
    const row = await this.#transactions.read((database) =>
      database.selectFrom("work").select(WORK_COLUMNS).where("hash", "=", hash).executeTakeFirst(),
    );
    return row && intactWork(row);
  }

  /** Those of the hashes that are stored and not damaged. */
  async among(hashes: readonly string[]): Promise<Map<string, Work>> {
    const rows = await this.#transactions.read((database) =>
      database.selectFrom("work").select(WORK_COLUMNS).where("hash", "in", hashes).execute(),
    );
    return new Map(rows.filter((row) => isIntact(row, STATES)).map((work) => [work.hash, work]));
  }

  /** Queued and running simulations, oldest first; those of a sweep in the order of its points. */
  async unfinished(): Promise<Work[]> {
    return await this.#transactions.read((database) =>
      database
        .selectFrom("work")
        .select(WORK_COLUMNS)
        .where("state", "in", ["queued", "running"])
        .orderBy("createTime")
        .orderBy((work) =>
          work
            .selectFrom("handle")
            .select(({ fn }) => fn.min("point").as("point"))
            .whereRef("handle.hash", "=", "work.hash"),
        )
        .execute(),
    );
  }

  /** Those of the hashes whose simulations are queued or running. */
  async live(hashes: readonly string[]): Promise<Set<string>> {
    const rows = await this.#transactions.read((database) =>
      database
        .selectFrom("work")
        .select("hash")
        .where("hash", "in", hashes)
        .where("state", "in", ["queued", "running"])
        .execute(),
    );
    return new Set(rows.map(({ hash }) => hash));
  }

  async progress(hash: string): Promise<Progress> {
    const row = await this.#transactions.read((database) =>
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

  /** JSON of the exact curves, if they are known. */
  async exact(hash: string): Promise<string | undefined> {
    const row = await this.#transactions.read((database) =>
      database.selectFrom("work").select("exact").where("hash", "=", hash).executeTakeFirst(),
    );
    return row?.exact ? textOf(row.exact) : undefined;
  }

  async result(hash: string): Promise<Uint8Array | null> {
    const row = await this.#transactions.read((database) =>
      database.selectFrom("work").select("result").where("hash", "=", hash).executeTakeFirst(),
    );
    return row?.result ?? null;
  }

  async start(hash: string, startTime: string): Promise<void> {
    await this.#transactions.write((transaction) =>
      transaction.updateTable("work").set({ state: "running", startTime }).where("hash", "=", hash).execute(),
    );
  }

  /** Saves progress, and deletes the blocks below a number, which are merged in it. */
  async saveProgress(hash: string, progress: Progress, mergedBlocks: number): Promise<void> {
    await this.#transactions.write(async (transaction) => {
      await updateProgress(transaction, hash, progress);
      await deleteMergedBlocks(transaction, hash, mergedBlocks);
    });
  }

  async succeed(hash: string, { time, prefix, exact }: End, result: Uint8Array): Promise<void> {
    await this.#transactions.write(async (transaction) => {
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
      await deleteBlocks(transaction, hash);
    });
  }
}

const STATES: Work["state"][] = ["queued", "running", "succeeded", "failed", "cancelled"];

/** @throws StoreDamaged on a row that this program cannot have written */
export function intactWork<Row extends Omit<Work, "spec">>(row: Row): Row {
  intact(row, STATES);
  return row;
}

/** Inserts simulations that start, or resets them, so that they start again from their merged prefixes. */
export async function insertWorks(transaction: Transaction<Tables>, works: readonly NewWork[]): Promise<void> {
  if (works.length === 0) return;
  await transaction
    .insertInto("work")
    .values(works.map((work) => ({ ...work, state: "queued" as const, completedReplications: 0 })))
    .onConflict((conflict) =>
      conflict.column("hash").doUpdateSet((given) => ({
        // Clears what an earlier failure, cancellation or damage left.
        spec: given.ref("excluded.spec"),
        replications: given.ref("excluded.replications"),
        state: "queued",
        startTime: null,
        endTime: null,
        result: null,
        error: null,
      })),
    )
    .execute();
}

async function updateProgress(transaction: Transaction<Tables>, hash: string, { prefix, exact }: Progress) {
  const change = {
    ...(prefix && { summary: prefix.bytes, completedReplications: prefix.replications }),
    ...(exact !== undefined && { exact: bytesOf(exact) }),
  };
  if (Object.keys(change).length === 0) return;
  await transaction.updateTable("work").set(change).where("hash", "=", hash).execute();
}
