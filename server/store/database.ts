import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Kysely } from "kysely";
import type { Logger } from "../log.ts";
import { type BytesType, migrate } from "./migrations.ts";
import { sqliteDialect } from "./sqlite.ts";
import type { Tables } from "./tables.ts";

export interface DatabaseOptions {
  /** Folder of SQLite's file. */
  dataDir: string;
  /** URL of a PostgreSQL to use in place of the file. */
  databaseUrl?: string;
  /** Largest number of pages of the file: tests simulate a full disk with it. */
  maxPages?: number;
}

/** The database file in a data folder. */
export function databaseFile(dataDir: string): string {
  return join(dataDir, "bandit-lab.sqlite");
}

/** Opens the database, creates it where it is missing, and migrates its tables. */
export async function openDatabase(
  { dataDir, databaseUrl, maxPages }: DatabaseOptions,
  log: Pick<Logger, "warn">,
): Promise<Kysely<Tables>> {
  if (databaseUrl === undefined) mkdirSync(dataDir, { recursive: true });
  const dialect =
    databaseUrl === undefined
      ? sqliteDialect({ path: databaseFile(dataDir), maxPages })
      : (await import("./postgres.ts")).postgresDialect(databaseUrl, log);
  const bytesType: BytesType = databaseUrl === undefined ? "blob" : "bytea";
  const database = new Kysely<Tables>({ dialect });
  try {
    await migrate(database, bytesType);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  return database;
}
