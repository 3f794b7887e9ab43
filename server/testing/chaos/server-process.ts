import { spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { projectFolder } from "../../engine.ts";
import { launch, type Victim } from "./victim.ts";

export interface ServerOptions {
  dataDir: string;
  uid?: number;
  /** What else is set, such as DATABASE_URL. */
  environment?: Record<string, string>;
}

const PROBE_MILLISECONDS = 5;
const main = fileURLToPath(new URL("dist/server/main.js", projectFolder));

/** Whether a user may read what is built, and so run it. */
export function canRun(uid: number): boolean {
  return spawnSync(process.execPath, ["--check", main], { uid }).status === 0;
}

/** The built server as a process of its own, on a free port; ready when /readyz is 200. */
export function launchServer({ dataDir, uid, environment }: ServerOptions): Victim {
  return launch({
    arguments: [main],
    environment: { PORT: "0", HOST: "127.0.0.1", BANDIT_LAB_DATA: dataDir, ...environment },
    uid,
    announcement: /http:\S+(?=\n)/,
    async whenStarted(url, isOver, tell) {
      while (!isOver()) {
        const answer = await fetch(new URL("/readyz", url)).catch(String);
        if (typeof answer !== "string" && answer.status === 200) return url;
        tell(`/readyz: ${typeof answer === "string" ? answer : answer.status}`);
        await sleep(PROBE_MILLISECONDS);
      }
      return undefined;
    },
  });
}
