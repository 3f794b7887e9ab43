/** Nothing was read or stored, because the disk is full or cannot be written, or the database cannot be reached. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super("The server cannot store anything at the moment. Nothing that it accepted is lost.", { cause });
  }
}

/** SQLite's ways of saying that it cannot write now. */
const CANNOT_WRITE = /SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY)|disk is full|disk I\/O error|no transaction is active/;
/** PostgreSQL's, by class of its error codes: connection, resources, intervention of an administrator, its system. */
const NOT_NOW = /^(08|53|57P|58)/;
/** And those of the network between. */
const NO_CONNECTION =
  /^(ECONN|EPIPE|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH)|Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

/** The error as whoever asked should see it: what may be over after a while is told apart from our own bugs. */
export function asUnavailable(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code = "" } = error as { code?: string };
  const isTemporary =
    CANNOT_WRITE.test(`${code} ${error.message}`) || NOT_NOW.test(code) || NO_CONNECTION.test(code || error.message);
  return isTemporary ? new StoreUnavailable(error) : error;
}
