import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { projectFolder } from "../../engine.ts";

/** A request whose answer is known: what the bare server repeats. */
export interface Exchange {
  name: string;
  method: "GET" | "POST";
  path: string;
  body?: string;
  /** Of the answer. */
  type: string;
  text: string;
}

/** A server in a process of its own. */
interface ServerProcess {
  url: string;
  process: ChildProcess;
}

const folder = mkdtempSync(join(tmpdir(), "bandit-lab-load-"));
const children = new Set<ChildProcess>();
// After Ctrl-C, no process is left behind.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void stopServers().then(() => process.exit(1)));

/** The built server as it comes, with a data folder and a log file of its own. */
export async function startLab(): Promise<ServerProcess> {
  const environment = { PORT: "0", HOST: "127.0.0.1", BANDIT_LAB_DATA: join(folder, "data"), LOG_LEVEL: "info" };
  return await start(["dist/server/main.js"], { ...process.env, ...environment });
}

/** An Express server that knows these answers and nothing else. */
export async function startBare(exchanges: readonly Exchange[]): Promise<ServerProcess> {
  const file = join(folder, "answers.json");
  writeFileSync(file, JSON.stringify(exchanges));
  return await start(["server/testing/load/bare-server.js", file], process.env);
}

/** Ends every server and removes what they left. */
export async function stopServers(): Promise<void> {
  await Promise.all([...children].map(stop));
  rmSync(folder, { recursive: true, force: true });
}

async function start([file, ...rest]: string[], env: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const log = openSync(join(folder, "log"), "a");
  const path = fileURLToPath(new URL(file, projectFolder));
  const child = spawn(process.execPath, [path, ...rest], { env, stdio: ["ignore", "pipe", log] });
  children.add(child);
  const [line] = (await once(child.stdout!, "data")) as [Buffer];
  return { url: /http:\S+/.exec(String(line))![0], process: child };
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  if (child.exitCode === null && child.kill("SIGKILL")) await ended;
}
