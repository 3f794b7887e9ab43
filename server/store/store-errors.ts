import { StoreDamaged, StoreUnavailable } from "../domain-errors.ts";

/** SQLite cannot write now. */
const CANNOT_WRITE = /SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY)|disk is full|disk I\/O error|no transaction is active/;
/** SQLite's file is damaged. */
const DAMAGED = /SQLITE_(CORRUPT|NOTADB)|malformed|not a database/;
/** PostgreSQL's error classes: connection, resources, operator intervention, system error. */
const NOT_NOW = /^(08|53|57P|58)/;
/** The network to PostgreSQL. */
const NO_CONNECTION =
  /^(ECONN|Query read timeout|EPIPE|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH)|Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

/** A driver's error as a domain error where it is temporary or damage; every other error is our own bug and stays as it is. */
export function asStoreError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code = "" } = error as { code?: string };
  const text = `${code} ${error.message}`;
  if (DAMAGED.test(text)) return new StoreDamaged(error);
  const isTemporary = CANNOT_WRITE.test(text) || NOT_NOW.test(code) || NO_CONNECTION.test(code || error.message);
  return isTemporary ? new StoreUnavailable(error) : error;
}
