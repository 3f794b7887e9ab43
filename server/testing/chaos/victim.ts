import { spawn } from "node:child_process";
import { once } from "node:events";

/** A process that is there to be killed. */
export interface Victim {
  /** Where the server answers, as soon as the victim can work; undefined if it ended before. */
  ready: Promise<string | undefined>;
  /** Its end, of its own or by a signal. */
  exit: Promise<Exit>;
  /** The last step of its start, for the report when it does not become ready. */
  stage(): string;
  kill(signal: NodeJS.Signals): Promise<Exit>;
}

export interface Exit {
  /** Null where a signal ended it. */
  code: number | null;
  errors: string;
}

export interface Program {
  /** What node is given. */
  arguments: string[];
  environment: Record<string, string>;
  /** Runs as this user; as our own if absent. */
  uid?: number;
  /** What its output says when it has started. */
  announcement: RegExp;
  /** What is left until it is ready; gives the server's address. */
  whenStarted(announcement: string, isOver: () => boolean, tell: (stage: string) => void): Promise<string | undefined>;
}

/** Starts a program, which ends with us at the latest. */
export function launch(program: Program): Victim {
  const { uid } = program;
  const environment = { ...process.env, LOG_LEVEL: "error", ...program.environment };
  const child = spawn(process.execPath, program.arguments, {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    uid,
    gid: uid,
  });
  const endWithUs = () => child.kill("SIGKILL");
  process.once("exit", endWithUs);
  let errors = "";
  let stage = "it has not started";
  child.stderr.on("data", (text) => (errors += String(text)));
  const exit = once(child, "close").then(([code]) => {
    process.off("exit", endWithUs);
    return { code: code as number | null, errors };
  });
  const announced = new Promise<string>((resolve) => {
    let output = "";
    child.stdout.on("data", (text) => {
      output += String(text);
      const [announcement] = program.announcement.exec(output) ?? [];
      if (!announcement) return;
      stage = "it has started";
      resolve(announcement);
    });
  });
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const started = announced.then((said) => program.whenStarted(said, isOver, (now) => (stage = now)));
  return {
    ready: Promise.race([started, exit.then(() => undefined)]),
    exit,
    stage: () => stage,
    async kill(signal) {
      child.kill(signal);
      return await exit;
    },
  };
}
