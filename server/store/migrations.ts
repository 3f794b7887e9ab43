import { type Kysely, sql, type Transaction } from "kysely";
import type { Tables } from "./tables.ts";
import { StoreUnusable } from "../domain-errors.ts";

/** The column type of bytes. */
export type BytesType = "blob" | "bytea";
type Step = (database: Transaction<Tables>, bytes: BytesType) => Promise<void>;

/** Steps from each version of the tables to the next. Released steps never change; new ones are added. */
const steps: readonly Step[] = [
  async (database, bytes) => {
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
      .addColumn("summary", sql.raw(bytes))
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
  resultsAsBytes,
  optionalJavascriptEngine,
  async (database) => {
    await database.schema.alterTable("block").addColumn("milliseconds", "integer").execute();
  },
  async (database, bytes) => {
    await database.schema
      .createTable("sweep")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("createTime", "text", (column) => column.notNull())
      .addColumn("content", sql.raw(bytes), (column) => column.notNull())
      .execute();
    await database.schema.alterTable("handle").addColumn("sweep", "text").execute();
    await database.schema.alterTable("handle").addColumn("point", "integer").execute();
    await database.schema.createIndex("handleBySweep").on("handle").columns(["sweep", "point"]).execute();
  },
];

/** Results become bytes, which have a digest in SQLite. Prefixes of the older form are dropped, so simulations start over. */
async function resultsAsBytes(database: Transaction<Tables>, bytes: BytesType): Promise<void> {
  await database.updateTable("work").set({ summary: null }).execute();
  await database.schema.alterTable("work").addColumn("exact", sql.raw(bytes)).execute();
  await database.schema.alterTable("handle").addColumn("summary", sql.raw(bytes)).execute();
  for (const [table, key] of [["work", "hash"] as const, ["handle", "id"] as const]) {
    await database.schema.alterTable(table).renameColumn("result", "resultText").execute();
    await database.schema.alterTable(table).addColumn("result", sql.raw(bytes)).execute();
    const name = sql.table(table);
    const { rows: names } = await sql<{ name: string }>`
      select ${sql.ref(key)} as name from ${name} where "resultText" is not null`.execute(database);
    for (const { name: value } of names) {
      const { rows } = await sql<{ text: string }>`
        select "resultText" as text from ${name} where ${sql.ref(key)} = ${value}`.execute(database);
      const result = Buffer.from(rows[0].text);
      await sql`update ${name} set result = ${result} where ${sql.ref(key)} = ${value}`.execute(database);
    }
    await database.schema.alterTable(table).dropColumn("resultText").execute();
  }
  await database.schema
    .createTable("block")
    .addColumn("hash", "text", (column) => column.notNull().references("work.hash").onDelete("cascade"))
    .addColumn("block", "integer", (column) => column.notNull())
    .addColumn("content", sql.raw(bytes), (column) => column.notNull())
    .addPrimaryKeyConstraint("blockOfWork", ["hash", "block"])
    .execute();
}

/**
 * Makes the column of the JavaScript engine optional, because results do not depend on it. Old names stay as history:
 * dropping the column would make SQLite rewrite every result, which takes the time and disk space of a copy of the file and
 * fails on one damaged page. Instead the schema is edited, as SQLite documents for changes that keep all content:
 * https://www.sqlite.org/lang_altertable.html, "Making Other Kinds Of Table Schema Changes".
 */
async function optionalJavascriptEngine(database: Transaction<Tables>, bytes: BytesType): Promise<void> {
  if (bytes === "bytea") {
    await sql`alter table work alter column "javascriptEngine" drop not null`.execute(database);
    return;
  }
  const { rows } = await sql<{ version: number }>`pragma schema_version`.execute(database);
  const [version] = rows.map((row) => Object.values(row)[0]);
  await sql`pragma writable_schema = on`.execute(database);
  await sql`update sqlite_schema
    set sql = replace(sql, '"javascriptEngine" text not null', '"javascriptEngine" text')
    where type = 'table' and name = 'work'`.execute(database);
  // Makes every connection read the schema again.
  await sql`pragma schema_version = ${sql.lit(version + 1)}`.execute(database);
  await sql`pragma writable_schema = off`.execute(database);
  // The text of a table that was made by hand or from a dump may differ, and then nothing was replaced.
  const { rows: columns } = await sql<{ name: string; notnull: number }>`pragma table_info(work)`.execute(database);
  if (columns.some(({ name, notnull }) => name === "javascriptEngine" && notnull !== 0)) {
    throw new StoreUnusable("The table of simulations was changed outside Bandit Lab and cannot be migrated.");
  }
}

/** The key of the lock that servers and workers take in turn when they start together. */
const MIGRATION_LOCK = 0x424c_4d49;

/**
 * Applies the steps that a database lacks, all or none of them, and records the number of each.
 *
 * @param latest the version to end at; tests use former ones
 */
export async function migrate(
  database: Kysely<Tables>,
  bytes: BytesType,
  latest: number = steps.length,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    if (bytes === "bytea") await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(transaction);
    await sql`create table if not exists migration (version integer primary key)`.execute(transaction);
    const { rows } = await sql<{ version: number | null }>`select max(version) as version from migration`.execute(
      transaction,
    );
    const version = rows[0]?.version ?? 0;
    if (version > latest) {
      throw new StoreUnusable(
        `A newer Bandit Lab made this database (its version is ${version}, the latest known is ${latest}).`,
      );
    }
    for (let next = version; next < latest; next++) {
      await steps[next](transaction, bytes);
      await sql`insert into migration (version) values (${next + 1})`.execute(transaction);
    }
  });
}
