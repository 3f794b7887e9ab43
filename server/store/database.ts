import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Kysely } from "kysely";
import type { Logger } from "../log.ts";
import { type BytesType, migrate } from "./migrations.ts";
import { postgresDialect } from "./postgres.ts";
import { sqliteDialect } from "./sqlite.ts";
import type { Tables } from "./tables.ts";

export interface DatabaseOptions {
  /** Where SQLite's file is. */
  dataDir: string;
  /** A PostgreSQL, which then takes the place of the file. */
  databaseUrl?: string;
  /** Pages that the file may have: a full disk, for tests. */
  maxPages?: number;
}

/** The file of a data directory. */
export function databaseFile(dataDir: string): string {
  return join(dataDir, "bandit-lab.sqlite");
}

/** Opens the database, makes it if need be, and brings its tables up to date. */
export async function openDatabase(
  { dataDir, databaseUrl, maxPages }: DatabaseOptions,
  log: Pick<Logger, "warn">,
): Promise<Kysely<Tables>> {
  if (databaseUrl === undefined) mkdirSync(dataDir, { recursive: true });
  const dialect =
    databaseUrl === undefined
      ? sqliteDialect({ path: databaseFile(dataDir), maxPages })
      : postgresDialect(databaseUrl, log);
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
