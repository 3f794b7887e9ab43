import { readdirSync } from "node:fs";
import { cpus } from "node:os";
import type { Bench } from "../../policies/testing/bench.ts";
import { printTable } from "../commands/output.ts";
import { printLine } from "../terminal.ts";
import { projectFolder } from "../engine.ts";
import { fullMeasurement, measureSimulator, measureThreads, quickMeasurement } from "./simulator-speed.ts";

/**
 * `npm run bench`: every measurement that stands beside the code, what it printed, and whether it meets its goal; then the
 * simulator against its yardstick. With `simulator` the second alone; with another word the benches whose file's name has
 * that word, alone; with `--quick` once, to see that it runs.
 */
const isQuick = process.argv.includes("--quick");
const word = process.argv.slice(2).find((argument) => !argument.startsWith("--"));
if (word !== "simulator") await runBenches(word ?? "");
printLine(`${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, Node ${process.version}`);
if (word === undefined || word === "simulator") {
  await measureSimulator(isQuick ? quickMeasurement : fullMeasurement);
  await measureThreads(isQuick ? 1e7 : 1e9);
}

async function runBenches(part: string): Promise<void> {
  const rows: string[][] = [];
  for (const folder of ["policies", "experiments", "server"]) {
    const files = readdirSync(new URL(`${folder}/`, projectFolder), { recursive: true, encoding: "utf8" });
    for (const file of files.filter((name) => name.endsWith(".bench.ts") && name.includes(part)).toSorted()) {
      const { benches } = (await import(new URL(`${folder}/${file}`, projectFolder).href)) as { benches: Bench[] };
      for (const bench of benches) {
        const { value, unit, met } = bench.run();
        rows.push([bench.name, bench.goal, `${shortly(value)} ${unit}`.trim(), met ? "met" : "missed"]);
      }
    }
  }
  printTable(["measurement", "goal", "here", ""], rows, [0, 3]);
}

function shortly(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}
