import { spawn, type StdioOptions } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const PROGRAM = join(import.meta.dirname, "../../dist/server/cli.js");

/** Runs the built command line to its end. */
export async function run(args: string[], input = "") {
  return await endOf(start(args, input));
}

/** Runs the command line, and sends it a signal as soon as standard error has what is awaited. */
export async function runUntil(awaited: RegExp, signal: NodeJS.Signals, args: string[]) {
  const child = start(args, "");
  let isSent = false;
  child.stderr!.on("data", (chunk) => {
    if (!isSent && awaited.test(String(chunk))) isSent = child.kill(signal);
  });
  return await endOf(child);
}

/** Runs the command line with another standard output: a file descriptor. */
export async function runInto(stdout: number, args: string[], input = "") {
  return await endOf(start(args, input, ["pipe", stdout, "pipe"]));
}

function start(args: string[], input: string, stdio: StdioOptions = "pipe") {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio });
  child.stdin!.end(input);
  return child;
}

async function endOf(child: ReturnType<typeof start>) {
  const exit = new Promise<number | null>((resolve) => child.once("close", resolve));
  const stdout = child.stdout ? text(child.stdout) : "";
  const [out, stderr, code] = await Promise.all([stdout, text(child.stderr!), exit]);
  return { stdout: out, stderr, code };
}
