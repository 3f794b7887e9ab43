import type { SelectionAnswer } from "../../experiments/selection/answer.ts";
import type { SelectionRequestInput } from "../../experiments/selection/request.ts";
import { selectionProbabilities } from "../../experiments/selection/selection-probabilities.ts";
import { readInput } from "./input.ts";
import { printTable, shortErrorBound, shortFraction, shortNumber } from "./output.ts";
import { printJson, printLine } from "../terminal.ts";

/** `bandit-lab probabilities FILE`: the answer of POST /selection-probabilities. */
export async function probabilities(file: string, { json }: { json?: boolean }): Promise<void> {
  const answer = selectionProbabilities((await readInput(file)) as SelectionRequestInput);
  if (json) return printJson(answer);
  printLine(`${answer.policy.kind}, decision ${answer.decision}, by ${answer.method}`);
  printTable(
    ["arm", "pulls", "mean", "probability", "exactly", "error bound", "Monte Carlo ± s.e."],
    answer.probabilities.map((_, arm) => row(answer, arm)),
  );
  for (const warning of answer.warnings) printLine(`Warning: ${warning}`);
  if (answer.tie) printLine("Tie decided by tolerance: these arms may differ by less than can be computed.");
}

function row({ arms, probabilities }: SelectionAnswer, index: number): string[] {
  const { arm, pulls, mean } = arms[index];
  const { value, fraction, formula, errorBound, standardError, monteCarlo } = probabilities[index];
  return [
    String(arm),
    String(pulls),
    mean === null ? "–" : shortNumber(mean),
    String(value),
    formula !== undefined && formula !== fraction ? `${formula} = ${shortFraction(fraction)}` : shortFraction(fraction),
    errorBound === undefined ? `± ${standardError!.toPrecision(2)} s.e.` : shortErrorBound(errorBound),
    monteCarlo ? `${shortNumber(monteCarlo.estimate)} ± ${monteCarlo.standardError.toPrecision(2)}` : "",
  ];
}
