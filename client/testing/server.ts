import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface BuiltServer {
  url: string;
  stop(): Promise<void>;
}

const END_WITH_PARENT = new URL("end-with-parent.js", import.meta.url).href;

/** The built server on its own port and data folder, as `npm start` runs it. It ends with this process at the latest. */
export async function startBuiltServer(): Promise<BuiltServer> {
  const data = mkdtempSync(join(tmpdir(), "bandit-lab-e2e-"));
  const main = join(import.meta.dirname, "../../dist/server/main.js");
  const server = spawn(process.execPath, ["--import", END_WITH_PARENT, main], {
    env: { ...process.env, PORT: "0", HOST: "127.0.0.1", BANDIT_LAB_DATA: data, LOG_LEVEL: "error" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const url = await address(server);
  return {
    url,
    async stop() {
      const closed = once(server, "close");
      server.kill("SIGTERM");
      await closed;
    },
  };
}

async function address(server: ChildProcess): Promise<string> {
  let text = "";
  for await (const chunk of server.stdout!) {
    text += String(chunk);
    const match = /http:\/\/\S+/.exec(text);
    if (match) return match[0].replace(/\/$/, "");
  }
  throw new Error(`the server ended before it said where it is: ${text}`);
}
