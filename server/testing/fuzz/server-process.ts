import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Budgets that keep every answer quick, and a log of what is our own fault alone. */
const ENVIRONMENT = {
  PORT: "0",
  HOST: "127.0.0.1",
  BANDIT_LAB_THREADS: "1",
  BANDIT_LAB_WORK_BUDGET: "1e4",
  BANDIT_LAB_QUESTION_BUDGET: "5e5",
  LOG_LEVEL: "fatal",
};

export interface ServerProcess {
  url: URL;
  /** Whether the process is still the one that was started. */
  isAlive(): boolean;
  stop(): Promise<void>;
}

/**
 * The real server as a process of its own, with a data folder that is removed with it.
 *
 * @param main what node is to run, such as ["dist/server/main.js"]
 */
export async function startServerProcess(main: string[]): Promise<ServerProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), "bandit-lab-fuzz-"));
  const child = spawn(process.execPath, main, {
    env: { ...process.env, ...ENVIRONMENT, BANDIT_LAB_DATA: dataDir },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const [line] = (await Promise.race([once(child.stdout, "data"), exited])) as [unknown];
  const url = /http:\S+/.exec(String(line))?.[0];
  if (url === undefined) throw new Error(`the server did not start: ${String(line)}`);
  return {
    url: new URL(url),
    isAlive: () => child.exitCode === null && child.signalCode === null,
    async stop() {
      child.kill("SIGTERM");
      await exited;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
