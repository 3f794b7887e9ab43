import { createHash } from "node:crypto";
import Libsql from "libsql";
import { workerData } from "piscina";

/** The file that this thread opens. */
export interface SqliteFile {
  path: string;
  /** Largest number of pages of the file: tests simulate a full disk with it. */
  maxPages?: number;
}

export interface Statement {
  sql: string;
  parameters: readonly unknown[];
}

/** Errors are data, because they lose their code between threads. */
export type StatementReply =
  | { rows: Record<string, unknown>[]; changes?: number }
  | { error: { message: string; code?: string } };

/**
 * Bytes are stored behind their digest, because SQLite does not detect a replaced page within a large value. A damaged value
 * is an error and never a result.
 */
const DIGEST_BYTES = 20;

let opened: Libsql.Database | undefined;
const prepared = new Map<string, Libsql.Statement>();

/** Runs one statement. */
export default function execute({ sql, parameters }: Statement): StatementReply {
  try {
    const statement = prepare(sql);
    const values = parameters.map((value) => (value instanceof Uint8Array ? sealed(value) : value));
    if (!statement.reader) return { rows: [], changes: statement.run(values).changes };
    return { rows: (statement.all(values) as Record<string, unknown>[]).map(unsealRow) };
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    return { error: { message, code } };
  }
}

/** Closes the file, which writes its log into it. */
export function close(): void {
  prepared.clear();
  opened?.close();
  opened = undefined;
}

function prepare(sql: string): Libsql.Statement {
  const known = prepared.get(sql);
  if (known) return known;
  const statement = open().prepare(sql);
  prepared.set(sql, statement);
  return statement;
}

function open(): Libsql.Database {
  if (opened) return opened;
  const { path, maxPages } = workerData as SqliteFile;
  const file = new Libsql(path);
  file.pragma("journal_mode = WAL");
  file.pragma("synchronous = FULL");
  file.pragma("busy_timeout = 5000");
  file.pragma("foreign_keys = ON");
  if (maxPages !== undefined) file.pragma(`max_page_count = ${maxPages}`);
  opened = file;
  return file;
}

function sealed(bytes: Uint8Array): Buffer {
  const copy = Buffer.alloc(DIGEST_BYTES + bytes.length);
  copy.set(bytes, DIGEST_BYTES);
  copy.set(digestOf(copy.subarray(DIGEST_BYTES)));
  return copy;
}

function unsealRow(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof ArrayBuffer || value instanceof Uint8Array ? unsealed(new Uint8Array(value)) : value,
    ]),
  );
}

function unsealed(bytes: Uint8Array): Uint8Array {
  const content = bytes.subarray(DIGEST_BYTES);
  if (!digestOf(content).equals(bytes.subarray(0, DIGEST_BYTES))) {
    throw Object.assign(new Error("The database file is damaged: a value differs from its digest."), {
      code: "SQLITE_CORRUPT",
    });
  }
  const shared = new Uint8Array(new SharedArrayBuffer(content.length));
  shared.set(content);
  return shared;
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash("sha1").update(bytes).digest();
}
