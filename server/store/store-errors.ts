/** Nothing was read or stored, because the disk is full or cannot be written, or the database cannot be reached. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super("The server cannot store anything at the moment. Nothing that it accepted is lost.", { cause });
  }
}

/** Something that was stored is not what it was: it is not used. */
export class StoreDamaged extends Error {
  constructor(cause?: unknown) {
    super("What was stored of this is damaged and is not used. The same specification can be sent again.", { cause });
  }
}

/** SQLite's ways of saying that it cannot write now. */
const CANNOT_WRITE = /SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY)|disk is full|disk I\/O error|no transaction is active/;
/** And that the file is not what it was. */
const DAMAGED = /SQLITE_(CORRUPT|NOTADB)|malformed|not a database/;
/** PostgreSQL's, by class of its error codes: connection, resources, intervention of an administrator, its system. */
const NOT_NOW = /^(08|53|57P|58)/;
/** And those of the network between. */
const NO_CONNECTION =
  /^(ECONN|Query read timeout|EPIPE|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH)|Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

/** The error as whoever asked should see it: what may be over after a while is told apart from our own bugs. */
export function asStoreError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code = "" } = error as { code?: string };
  const text = `${code} ${error.message}`;
  if (DAMAGED.test(text)) return new StoreDamaged(error);
  const isTemporary = CANNOT_WRITE.test(text) || NOT_NOW.test(code) || NO_CONNECTION.test(code || error.message);
  return isTemporary ? new StoreUnavailable(error) : error;
}
/** The store cannot be used by this process at all; the message says why, to whoever started it. */
export class StoreUnusable extends Error {}
