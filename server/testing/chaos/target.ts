import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../postgres.ts";
import { launchServer } from "./server-process.ts";
import type { Victim } from "./victim.ts";
import { launchWorker } from "./worker-process.ts";

/** What is killed, and started again on what the last one left. */
export interface Target {
  /** Whether the server goes on answering while the victim is dead. */
  answersThroughout: boolean;
  /** Starts a victim: only one lives at a time. */
  launch(): Victim;
  /** Ends what stands around the victim, and removes all data. */
  stop(): Promise<void>;
}

/** The kinds of processes that can be killed, by the name on the command line. */
export const targets: Record<string, () => Promise<Target>> = {
  server: async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "bandit-lab-chaos-"));
    return {
      answersThroughout: false,
      launch: () => launchServer({ dataDir }),
      stop: async () => rmSync(dataDir, { recursive: true, force: true }),
    };
  },
  worker: async () => {
    const postgres = await startPostgres();
    if (!postgres) throw new Error("There is no PostgreSQL for this platform.");
    const dataDir = mkdtempSync(join(tmpdir(), "bandit-lab-chaos-"));
    const server = launchServer({ dataDir, environment: { DATABASE_URL: postgres.url } });
    const url = await server.ready;
    if (!url) throw new Error(`The server is not ready: ${(await server.exit).errors}`);
    // Goes on while the victim is dead, so that what a dead one had taken has somewhere to go.
    const steady = launchWorker(postgres.url, url);
    await steady.ready;
    return {
      answersThroughout: true,
      launch: () => launchWorker(postgres.url, url),
      stop: async () => {
        await steady.kill("SIGTERM");
        await server.kill("SIGTERM");
        await postgres.stop();
        rmSync(dataDir, { recursive: true, force: true });
      },
    };
  },
};
