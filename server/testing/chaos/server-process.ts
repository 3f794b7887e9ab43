import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { projectFolder } from "../../engine.ts";

/** A process that is there to be killed. */
export interface Victim {
  /** Where the server answers, as soon as the victim can work; undefined if it ended before. */
  ready: Promise<string | undefined>;
  /** Its end, of its own or by a signal. */
  exit: Promise<Exit>;
  /** How far it has come on its way to being ready: for whoever wonders why it is not. */
  stage(): string;
  kill(signal: NodeJS.Signals): Promise<Exit>;
}

export interface Exit {
  /** Null where a signal ended it. */
  code: number | null;
  errors: string;
}

export interface LaunchOptions {
  dataDir: string;
  /** Runs as this user; as our own if absent. */
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

/** The built server as a process of its own, on a free port. */
export function launchServer({ dataDir, uid, environment }: LaunchOptions): Victim {
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      PORT: "0",
      HOST: "127.0.0.1",
      BANDIT_LAB_DATA: dataDir,
      LOG_LEVEL: "error",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
    uid,
    gid: uid,
  });
  const endWithUs = () => child.kill("SIGKILL");
  process.once("exit", endWithUs);
  let errors = "";
  let stage = "it does not listen";
  child.stderr.on("data", (text) => (errors += String(text)));
  const exit = once(child, "close").then(([code]) => {
    process.off("exit", endWithUs);
    return { code: code as number | null, errors };
  });
  const address = new Promise<string>((resolve) => {
    let output = "";
    child.stdout.on("data", (text) => {
      output += String(text);
      const [url] = /http:\S+(?=\n)/.exec(output) ?? [];
      if (!url) return;
      stage = "it listens";
      resolve(url);
    });
  });
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  return {
    ready: Promise.race([
      address.then((url) => whenReady(url, isOver, (said) => (stage = `/readyz: ${said}`))),
      exit.then(() => undefined),
    ]),
    exit,
    stage: () => stage,
    async kill(signal) {
      child.kill(signal);
      return await exit;
    },
  };
}

async function whenReady(
  url: string,
  isOver: () => boolean,
  hear: (said: string) => void,
): Promise<string | undefined> {
  while (!isOver()) {
    const answer = await fetch(new URL("/readyz", url)).catch(String);
    if (typeof answer !== "string" && answer.status === 200) return url;
    hear(typeof answer === "string" ? answer : String(answer.status));
    await sleep(PROBE_MILLISECONDS);
  }
  return undefined;
}
