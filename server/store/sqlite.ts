import type { Piscina } from "piscina";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { threadPool } from "../threads/thread-pool.ts";
import type { SqliteFile, Statement, StatementReply } from "./sqlite-worker.ts";

/**
 * Kysely's dialect for SQLite on its own thread: writes wait for the disk, and reading results of megabytes would block the
 * event loop. Transactions take turns on one connection.
 */
export function sqliteDialect(file: SqliteFile): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ThreadDriver(file),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class ThreadDriver implements Driver {
  readonly #pool: Piscina;
  readonly #connection: ThreadConnection;
  /** Resolves when the connection is released. */
  #isFree: Promise<void> = Promise.resolve();
  #release = () => {};

  constructor(file: SqliteFile) {
    const program = new URL("sqlite-worker", import.meta.url);
    this.#pool = threadPool({ program, maxThreads: 1, ready: 1, data: file });
    this.#connection = new ThreadConnection(this.#pool);
  }

  async init() {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#isFree;
    let release = () => {};
    this.#isFree = new Promise((resolve) => (release = resolve));
    await before;
    this.#release = release;
    return this.#connection;
  }

  async releaseConnection() {
    this.#release();
  }

  async beginTransaction(connection: DatabaseConnection) {
    // Takes the write lock at once, not at the first write.
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  async commitTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw("commit"));
  }

  async rollbackTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw("rollback"));
  }

  async destroy() {
    await this.#isFree;
    await this.#pool.run(undefined, { name: "close" });
    await this.#pool.destroy();
  }
}

class ThreadConnection implements DatabaseConnection {
  readonly #pool: Piscina;

  constructor(pool: Piscina) {
    this.#pool = pool;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const statement: Statement = { sql, parameters };
    const reply = (await this.#pool.run(statement)) as StatementReply;
    if ("error" in reply) throw Object.assign(new Error(reply.error.message), { code: reply.error.code });
    const { rows, changes } = reply;
    return { rows: rows as Row[], ...(changes !== undefined && { numAffectedRows: BigInt(changes) }) };
  }

  // oxlint-disable-next-line require-yield -- Rows are never streamed.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error("Rows are not streamed.");
  }
}
