import { reproduce } from "../../experiments/gallery/gallery.ts";
import { uclLecture2 } from "../../experiments/gallery/ucl-lecture-2.ts";
import { printTable, shortNumber } from "./output.ts";
import { printJson, printLine } from "../terminal.ts";

/** `bandit-lab lecture`: prints the published answers beside ours. */
export function lecture({ json }: { json?: boolean }): void {
  const entry = reproduce(uclLecture2);
  if (json) return printJson(entry);
  printLine(entry.question);
  printTable(
    ["policy", "P(A₃ = a)", "value", "expected", "verdict"],
    entry.answers.map(({ label, ours, value, published, basis, verdict }) => [
      label,
      ours,
      shortNumber(value),
      basis === "source" ? published : `${published} (by algebra)`,
      verdict,
    ]),
    [0, 4],
  );
  for (const { label, working } of entry.answers) printLine(`${label}: ${working}`);
  printLine(`Values use ε = 0.1. ${entry.source}.`);
}
