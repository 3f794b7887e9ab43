#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { InvalidInput } from "../experiments/mistakes/mistakes.ts";
import { invalidInputProblem, type Problem } from "../experiments/mistakes/problem.ts";
import { packageVersion } from "./engine.ts";
import { bestArm } from "./commands/best-arm.ts";
import { lecture } from "./commands/lecture.ts";
import { probabilities } from "./commands/probabilities.ts";
import { regret } from "./commands/regret.ts";
import { simulateFile } from "./commands/simulate.ts";
import { sweepFile } from "./commands/sweep.ts";
import { systemReason, UnreadableFile } from "./commands/input.ts";
import { MalformedJson } from "./read-json.ts";
import { StoreUnusable } from "./domain-errors.ts";
import { printErrorLine, printJson } from "./terminal.ts";

/** Exit codes: 0 done, 1 an internal error, 2 a mistake of the caller, 3 a result written to another place, 130 interrupted. */
const MISTAKE = 2;

/** With --json, errors are problem documents, commander's own too. */
const wantsJson = process.argv.includes("--json");

/** The command line: every command reads and prints what the API does. */
function program(): Command {
  const bandit = new Command("bandit-lab")
    .description("Multi-armed bandits: exact probabilities, exact regret and reproducible simulation.")
    .version(packageVersion)
    .exitOverride()
    .configureOutput({ outputError: printCommanderError, writeErr: printHelp })
    .showHelpAfterError("(bandit-lab --help lists the commands)");

  bandit
    .command("lecture")
    .description("print the worked answers to the exercise of DeepMind x UCL RL lecture 2")
    .option("--json", "print the API's JSON")
    .action(lecture);

  bandit
    .command("probabilities")
    .description("compute how likely each arm is to be played next")
    .argument("<file>", "the request as JSON; - reads standard input")
    .option("--json", "print the API's JSON")
    .action(probabilities);

  bandit
    .command("best-arm")
    .description("compute how likely each arm is to be the best, given posteriors or counts")
    .argument("<file>", "the request as JSON; - reads standard input")
    .option("--json", "print the API's JSON")
    .action(bestArm);

  bandit
    .command("regret")
    .description("compute the exact expected regret of a policy after every pull")
    .argument("<file>", "the request as JSON; - reads standard input")
    .option("--json", "print the API's JSON")
    .action(regret);

  bandit
    .command("simulate")
    .description("run a simulation")
    .argument("<file>", "the specification as JSON; - reads standard input")
    .option("--out <file>", "write the result to a .json or .csv file")
    .option("--workers <count>", "worker threads (default: one per core)", wholeNumber(1, 256))
    .option("--json", "print the API's JSON")
    .action(simulateFile);

  bandit
    .command("sweep")
    .description("run a simulation with several values of some of its fields")
    .argument("<file>", "the sweep as JSON; - reads standard input")
    .option("--out <file>", "write the result to a .json or .csv file")
    .option("--workers <count>", "worker threads (default: one per core)", wholeNumber(1, 256))
    .option("--json", "print the API's JSON")
    .action(sweepFile);

  bandit
    .command("serve")
    .description("serve the API and the dashboard")
    .option("--port <port>", "port to listen on (default 8080)", wholeNumber(0, 65_535))
    .option("--data <folder>", "folder that keeps simulations (default .data)")
    // The server is loaded for this command alone: it takes longer to load than the others take to answer.
    .action(async ({ port, data }: { port?: number; data?: string }) => {
      const { serveUntilSignal } = await import("./serve.ts");
      await serveUntilSignal({ port, dataDir: data });
    });

  bandit
    .command("backup")
    .description("copy the database of a data folder, also while its server runs")
    .argument("<file>", "the file to write")
    .option("--data <folder>", "the data folder (default .data)")
    .action(async (file: string, options: { data?: string }) => {
      const { backup } = await import("./commands/backup.ts");
      backup(file, options);
    });

  bandit
    .command("worker")
    .description("join a cluster: simulate for the server on the PostgreSQL that DATABASE_URL names")
    .option("--threads <count>", "worker threads (default: one fewer than the cores, at least 2)", wholeNumber(1, 256))
    .action(async (options: { threads?: number }) => {
      const { worker } = await import("./commands/worker.ts");
      await worker(options);
    });

  return bandit;
}

function wholeNumber(least: number, most: number) {
  return (text: string) => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

/** The problem document of a caller's mistake; undefined for an internal error. */
function problemOf(error: unknown): Problem | undefined {
  if (error instanceof InvalidInput) return invalidInputProblem(error.mistakes);
  if (error instanceof MalformedJson)
    return { type: "about:blank", title: "Not JSON", status: 400, detail: error.detail };
  if (error instanceof UnreadableFile)
    return { type: "about:blank", title: "Cannot read or write", status: 404, detail: error.message };
  if (error instanceof CommanderError)
    return { type: "about:blank", title: "Bad Request", status: 400, detail: error.message.replace(/^error: /, "") };
  if (error instanceof StoreUnusable)
    return { type: "about:blank", title: "Cannot serve", status: 503, detail: error.message };
  // A used port or a read-only folder: the system's message names it.
  if (error instanceof Error && "syscall" in error)
    return { type: "about:blank", title: "Cannot serve", status: 503, detail: error.message };
  return undefined;
}

function inWords({ title, detail, errors }: Problem): string[] {
  const lines = errors?.map(({ pointer, detail: mistake }) => `  ${pointer || "the input"} ${mistake}`) ?? [];
  return [lines.length > 0 ? "Invalid input:" : `${title}: ${detail}`, ...lines];
}

function printProblem(problem: Problem): void {
  if (wantsJson) printJson(problem, process.stderr);
  else inWords(problem).forEach((line) => printErrorLine(line));
}

/** Prints help on standard error, where mistakes are. */
function printHelp(text: string): void {
  if (!wantsJson)
    text
      .trimEnd()
      .split("\n")
      .forEach((line) => printErrorLine(line));
}

/** Commander's errors quote arguments, which may hold line breaks; a suggestion is a line of its own. */
function printCommanderError(text: string): void {
  if (wantsJson) return;
  const [, message, suggestion] = /^(.*?)(?:\n(\(Did you mean .*\)))?\n?$/s.exec(text)!;
  printErrorLine(message);
  if (suggestion !== undefined) printErrorLine(suggestion);
}

// A reader such as `head` closes the pipe when it has enough: that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Commands that deliver a result handle it themselves and choose another place.
  if (process.stdout.listenerCount("error") > 1) return;
  if (error.code === "EPIPE") process.exit();
  printErrorLine(`Cannot write to standard output: ${systemReason(error)}.`);
  process.exit(1);
});

// A closed standard error does not stop the work.
process.stderr.on("error", () => {});

try {
  await program().parseAsync();
} catch (error) {
  const problem = problemOf(error);
  if (!problem) throw error;
  // Commander ends help and version by an error with exit code 0, and has printed its own messages already.
  const isHelp = error instanceof CommanderError && error.exitCode === 0;
  const isTold = error instanceof CommanderError && !wantsJson;
  if (!isHelp && !isTold) printProblem(problem);
  process.exitCode = isHelp ? 0 : MISTAKE;
  // A server that has lost its store must not go on working.
  if (error instanceof StoreUnusable) process.exit();
}
