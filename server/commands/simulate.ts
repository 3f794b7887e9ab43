import { availableParallelism } from "node:os";
import { parseInput } from "../../experiments/mistakes/parse-input.ts";
import { resultCsv } from "../../experiments/result/result-csv.ts";
import type { SimulationResult } from "../../experiments/result/result.ts";
import { planSimulation } from "../../experiments/simulation/plan.ts";
import { toResult } from "../../experiments/result/to-result.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";
import { specHash } from "../../experiments/spec/version.ts";
import { runOnThreads } from "../jobs/run-on-threads.ts";
import { deliver } from "./deliver.ts";
import { readInput } from "./input.ts";
import { interruptedExitCode, interruption } from "./interruption.ts";
import { printTable, shortNumber } from "./output.ts";
import { progressBar } from "./progress.ts";
import { openResultFile } from "./result-file.ts";
import { printErrorLine, printLine } from "../terminal.ts";

interface SimulateOptions {
  out?: string;
  workers?: number;
  json?: boolean;
}

/** `bandit-lab simulate FILE`: runs the simulation on worker threads, with a progress bar on standard error. */
export async function simulateFile(
  file: string,
  { out: name, workers = availableParallelism(), json }: SimulateOptions,
): Promise<void> {
  const out = name === undefined ? undefined : await openResultFile(name, resultCsv);
  const spec = parseInput(SimulationSpec, await readInput(file));
  const interrupted = interruption();
  const result = await run(spec, workers, interrupted);
  const completed = result?.completedReplications ?? 0;
  if (completed < spec.replications) {
    printErrorLine(`Interrupted: ${completed} of ${spec.replications} replications are finished and valid.`);
    process.exitCode = interruptedExitCode(interrupted);
  }
  if (result) await deliver(result, { out, json }, () => printSummary(result));
}

/** The result, partial after an interruption; undefined if no replication was finished. */
async function run(spec: SimulationSpec, workers: number, signal: AbortSignal): Promise<SimulationResult | undefined> {
  const plan = planSimulation(spec);
  const bar = progressBar("{value}/{total} replications{left}");
  bar.start(spec.replications, 0, { left: "" });
  const start = performance.now();
  try {
    const { summary, exact } = await runOnThreads(plan, workers, {
      signal,
      onProgress: (completed) => {
        const seconds = ((performance.now() - start) / 1000) * (spec.replications / completed - 1);
        bar.update(completed, { left: seconds > 0 ? ` | about ${Math.ceil(seconds)} s left` : "" });
      },
    });
    return summary.replications > 0 ? toResult(plan, summary, exact, specHash(spec)) : undefined;
  } finally {
    bar.stop();
  }
}

function printSummary({ policies, spec, completedReplications, specHash: hash, warnings }: SimulationResult): void {
  printTable(
    ["policy", "regret", "± s.e.", "5%", "median", "95%", "reward", "optimal at T"],
    policies.map(({ label, finalRegret, reward, optimalArmRate }) => [
      label,
      shortNumber(finalRegret.mean),
      finalRegret.standardError === null ? "–" : finalRegret.standardError.toPrecision(2),
      ...[0, 2, 4].map((level) => shortNumber(Number(finalRegret.quantiles.values[level].toPrecision(3)))),
      shortNumber(reward.mean.at(-1)!),
      `${(100 * optimalArmRate.mean.at(-1)!).toFixed(1)}%`,
    ]),
  );
  printLine(`T = ${spec.horizon}, ${completedReplications} replications, spec ${hash.slice(0, 12)}`);
  for (const warning of warnings) printLine(`Warning: ${warning}`);
}
