import { hostname } from "node:os";
import { InvalidInput } from "../../experiments/mistakes/mistakes.ts";
import { configuration } from "../config.ts";
import { createLogger } from "../log.ts";
import { printLine } from "../terminal.ts";
import { untilSignal } from "../until-signal.ts";
import { ClusterWorker } from "../jobs/cluster-worker.ts";
import { openDatabase } from "../store/database.ts";
import { untilReachable } from "../store/postgres.ts";
import { Store } from "../store/store.ts";

/** `bandit-lab worker`: simulates for the server of the same database until a signal stops it. */
export async function worker({ threads }: { threads?: number }): Promise<void> {
  const config = configuration(process.env, { threads });
  const { databaseUrl } = config;
  if (databaseUrl === undefined) {
    const detail = "must name the PostgreSQL of the server that this worker joins";
    const allowed = "postgres://user:password@host:port/database";
    throw new InvalidInput([{ pointer: "DATABASE_URL", code: "missing", detail, allowed }]);
  }
  const log = createLogger(config);
  await untilReachable(databaseUrl);
  const store = new Store(await openDatabase(config, log));
  const worker = new ClusterWorker(store, { databaseUrl, threads: config.threads, log });
  await worker.ready();
  printLine(`A worker with ${config.threads} threads runs on ${hostname()}`);
  await untilSignal();
  await worker.stop();
  await store.close();
}
