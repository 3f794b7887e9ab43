import { availableParallelism } from "node:os";
import { InvalidInput, parseInput } from "../../experiments/mistakes.ts";
import type { SimulationResult } from "../../experiments/result.ts";
import { planSimulation } from "../../experiments/simulation/plan.ts";
import { resultCsv } from "../../experiments/simulation/result-csv.ts";
import { toResult } from "../../experiments/simulation/to-result.ts";
import { SimulationSpec } from "../../experiments/spec.ts";
import { specHash } from "../../experiments/version.ts";
import { runOnThreads } from "../jobs/run-on-threads.ts";
import { checkWritable, readInput, writeOutput } from "./input.ts";
import { printTable, shortNumber } from "./output.ts";
import { progressBar } from "./progress.ts";
import { printErrorLine, printJson, printLine } from "../terminal.ts";

interface SimulateOptions {
  out?: string;
  workers?: number;
  json?: boolean;
}

/** `bandit-lab simulate FILE`: runs the simulation on worker threads, with a progress bar on standard error. */
export async function simulateFile(
  file: string,
  { out, workers = availableParallelism(), json }: SimulateOptions,
): Promise<void> {
  const render = out === undefined ? undefined : rendererFor(out);
  if (out !== undefined) await checkWritable(out);
  const spec = parseInput(SimulationSpec, await readInput(file));
  const plan = planSimulation(spec);
  const bar = progressBar("{value}/{total} replications{left}");
  bar.start(spec.replications, 0, { left: "" });
  const start = performance.now();
  const interrupted = new AbortController();
  // The first interrupt ends the work and keeps what is done; a second one ends the process.
  process.once("SIGINT", () => interrupted.abort());
  const { summary, exact } = await runOnThreads(plan, workers, {
    signal: interrupted.signal,
    onProgress: (completed) => {
      const seconds = ((performance.now() - start) / 1000) * (spec.replications / completed - 1);
      bar.update(completed, { left: seconds > 0 ? ` | about ${Math.ceil(seconds)} s left` : "" });
    },
  });
  bar.stop();
  if (summary.replications > 0) {
    const result = toResult(plan, summary, exact, specHash(spec));
    if (out !== undefined && render) await writeOutput(out, render(result));
    if (json) printJson(result);
    else printSummary(result);
  }
  if (interrupted.signal.aborted) {
    printErrorLine(`Interrupted: ${summary.replications} of ${spec.replications} replications are done and valid.`);
    process.exitCode = 130;
  }
}

/** How a result is written, by the name of the file. */
function rendererFor(out: string): (result: SimulationResult) => string {
  if (out.endsWith(".csv")) return resultCsv;
  if (out.endsWith(".json")) return (result) => `${JSON.stringify(result)}\n`;
  throw new InvalidInput([
    {
      pointer: "--out",
      code: "invalid",
      detail: `must end in .json or .csv, got ${out}`,
      allowed: "a .json or .csv file",
    },
  ]);
}

function printSummary({ policies, spec, completedReplications, specHash: hash, warnings }: SimulationResult): void {
  printTable(
    ["policy", "regret", "± s.e.", "5 %", "median", "95 %", "reward", "optimal at T"],
    policies.map(({ label, finalRegret, reward, optimalArmRate }) => [
      label,
      shortNumber(finalRegret.mean),
      finalRegret.standardError === null ? "–" : finalRegret.standardError.toPrecision(2),
      ...[0, 2, 4].map((level) => shortNumber(Number(finalRegret.quantiles.values[level].toPrecision(3)))),
      shortNumber(reward.mean.at(-1)!),
      `${(100 * optimalArmRate.mean.at(-1)!).toFixed(1)} %`,
    ]),
  );
  printLine(`T = ${spec.horizon}, ${completedReplications} replications, spec ${hash.slice(0, 12)}`);
  for (const warning of warnings) printLine(`Warning: ${warning}`);
}
