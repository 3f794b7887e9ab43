import type { SelectQueryBuilder, Transaction } from "kysely";
import { HANDLE_COLUMNS, intactHandle } from "./handles.ts";
import { type Handle, textOf, type Work } from "./rows.ts";
import type { Tables } from "./tables.ts";
import type { Transactions } from "./transactions.ts";
import { intactWork, WORK_COLUMNS } from "./works.ts";

/** A stored sweep. */
export interface SweepRow {
  id: string;
  createTime: string;
  content: string;
}

/** Sweeps, and their points, which are handles of simulations. */
export class Sweeps {
  readonly #transactions: Transactions;

  constructor(transactions: Transactions) {
    this.#transactions = transactions;
  }

  async find(id: string): Promise<SweepRow | undefined> {
    const row = await this.#transactions.read((database) =>
      database.selectFrom("sweep").selectAll().where("id", "=", id).executeTakeFirst(),
    );
    return row && { ...row, content: textOf(row.content) };
  }

  /** The handles of a sweep's points in order, each with its simulation. */
  async points(id: string): Promise<{ handle: Handle; work: Omit<Work, "spec"> }[]> {
    const handles = await this.#transactions.read((database) =>
      database.selectFrom("handle").select(HANDLE_COLUMNS).where("sweep", "=", id).orderBy("point").execute(),
    );
    const works = await this.#transactions.read((database) =>
      database
        .selectFrom("work")
        .select(WORK_COLUMNS.filter((column) => column !== "spec"))
        .where("hash", "in", database.selectFrom("handle").select("hash").where("sweep", "=", id))
        .execute(),
    );
    const byHash = new Map(works.map((work) => [work.hash, intactWork(work)]));
    return handles.flatMap((handle) => {
      const work = byHash.get(handle.hash);
      return work ? [{ handle: intactHandle(handle), work }] : [];
    });
  }

  /** The sweep of every unfinished simulation that only one sweep waits for, by the simulation's hash. */
  async ofUnfinished(): Promise<Map<string, string>> {
    const rows = await this.#transactions.read((database) =>
      database
        .selectFrom("handle")
        .select(["hash", "sweep"])
        .where("state", "=", "live")
        .where("hash", "in", database.selectFrom("work").select("hash").where("state", "in", ["queued", "running"]))
        .execute(),
    );
    const sweeps = new Map<string, Set<string | null>>();
    for (const { hash, sweep } of rows) sweeps.set(hash, (sweeps.get(hash) ?? new Set()).add(sweep));
    return new Map(
      [...sweeps].flatMap(([hash, names]): [string, string][] => {
        const [only] = names;
        return names.size === 1 && only !== null ? [[hash, only]] : [];
      }),
    );
  }
}

type Hashes = SelectQueryBuilder<Tables, "work", { hash: string }>;

/** Deletes sweeps that were made before a time, with their handles, where every point is among the ended and the old. */
export async function deleteOldSweeps(
  transaction: Transaction<Tables>,
  time: string,
  ended: Hashes,
  old: Hashes,
): Promise<void> {
  const kept = transaction
    .selectFrom("handle")
    .select("sweep")
    .where("sweep", "is not", null)
    .where((handle) => handle.or([handle("hash", "not in", ended), handle("hash", "not in", old)]))
    .$castTo<{ sweep: string }>();
  await transaction.deleteFrom("sweep").where("createTime", "<", time).where("id", "not in", kept).execute();
  await transaction
    .deleteFrom("handle")
    .where("sweep", "is not", null)
    .where("sweep", "not in", transaction.selectFrom("sweep").select("id"))
    .execute();
}
