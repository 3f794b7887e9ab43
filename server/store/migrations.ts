import { type Kysely, sql, type Transaction } from "kysely";
import type { Tables } from "./database.ts";

type Step = (database: Transaction<Tables>) => Promise<void>;

/** What brings the tables from one version to the next. Steps that were released are never changed, only added to. */
const steps: readonly Step[] = [
  async (database) => {
    await database.schema
      .createTable("work")
      .addColumn("hash", "text", (column) => column.primaryKey())
      .addColumn("spec", "text", (column) => column.notNull())
      .addColumn("engineVersion", "text", (column) => column.notNull())
      .addColumn("javascriptEngine", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("createTime", "text", (column) => column.notNull())
      .addColumn("startTime", "text")
      .addColumn("endTime", "text")
      .addColumn("completedReplications", "integer", (column) => column.notNull())
      .addColumn("replications", "integer", (column) => column.notNull())
      .addColumn("error", "text")
      .addColumn("summary", "blob")
      .addColumn("result", "text")
      .execute();
    await database.schema
      .createTable("handle")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("hash", "text", (column) => column.notNull().references("work.hash").onDelete("cascade"))
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("createTime", "text", (column) => column.notNull())
      .addColumn("startTime", "text")
      .addColumn("endTime", "text")
      .addColumn("completedReplications", "integer", (column) => column.notNull())
      .addColumn("error", "text")
      .addColumn("result", "text")
      .execute();
    await database.schema.createIndex("handleByHash").on("handle").columns(["hash", "state"]).execute();
    await database.schema.createIndex("workByState").on("work").column("state").execute();
  },
  async (database) => {
    await database.schema
      .createTable("trial")
      .addColumn("id", "integer", (column) => column.primaryKey())
      .addColumn("time", "text", (column) => column.notNull())
      .execute();
  },
];

/** Takes the steps that a database has not seen yet, each in a transaction of its own with its number. */
export async function migrate(database: Kysely<Tables>): Promise<void> {
  await sql`create table if not exists migration (version integer primary key)`.execute(database);
  const { rows } = await sql<{ version: number | null }>`select max(version) as version from migration`.execute(
    database,
  );
  const version = rows[0]?.version ?? 0;
  if (version > steps.length) {
    throw new Error(`The data directory is of a newer Bandit Lab (version ${version}, known up to ${steps.length}).`);
  }
  for (let next = version; next < steps.length; next++) {
    await database.transaction().execute(async (transaction) => {
      await steps[next](transaction);
      await sql`insert into migration (version) values (${next + 1})`.execute(transaction);
    });
  }
}
