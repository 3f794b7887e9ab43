import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Libsql from "libsql";
import { Kysely, SqliteDialect } from "kysely";
import { migrate } from "./migrations.ts";

type WorkState = "queued" | "running" | "succeeded" | "failed" | "cancelled";
/** Live handles are in the state of their work; the others keep their own end. */
type HandleState = "live" | "failed" | "cancelled";

/** What is computed, once for all that ask for the same specification. Times are ISO 8601. */
export interface WorkTable {
  hash: string;
  spec: string;
  engineVersion: string;
  javascriptEngine: string;
  state: WorkState;
  createTime: string;
  startTime: string | null;
  endTime: string | null;
  completedReplications: number;
  replications: number;
  /** The merged prefix, by node:v8, for the work to go on from. */
  summary: Uint8Array | ArrayBuffer | null;
  /** The result's JSON, as it is sent. */
  result: string | null;
  error: string | null;
}

/** What a client has: an unguessable name of a piece of work. */
export interface HandleTable {
  id: string;
  hash: string;
  state: HandleState;
  createTime: string;
  /** Of a handle that is not live any more: as it was at its end. */
  startTime: string | null;
  endTime: string | null;
  completedReplications: number;
  result: string | null;
  error: string | null;
}

/** One row, that is written to see whether anything can be. */
interface TrialTable {
  id: number;
  time: string;
}

export interface Tables {
  work: WorkTable;
  handle: HandleTable;
  trial: TrialTable;
}

export interface OpenOptions {
  /** Pages that the file may have: a full disk, for tests. */
  maxPages?: number;
}

/** Opens the database of a data directory, makes both if need be, and brings its tables up to date. */
export async function openDatabase(dataDir: string, { maxPages }: OpenOptions = {}): Promise<Kysely<Tables>> {
  mkdirSync(dataDir, { recursive: true });
  const file = new Libsql(join(dataDir, "bandit-lab.sqlite"));
  file.pragma("journal_mode = WAL");
  file.pragma("synchronous = FULL");
  file.pragma("busy_timeout = 5000");
  file.pragma("foreign_keys = ON");
  if (maxPages !== undefined) file.pragma(`max_page_count = ${maxPages}`);
  const database = new Kysely<Tables>({ dialect: new SqliteDialect({ database: file }) });
  await migrate(database);
  return database;
}
