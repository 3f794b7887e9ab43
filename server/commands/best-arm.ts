import type { BestArmAnswer } from "../../experiments/best-arm/answer.ts";
import { bestArmAnswer } from "../../experiments/best-arm/best-arm.ts";
import type { BestArmRequestInput } from "../../experiments/best-arm/request.ts";
import { families } from "../../policies/posteriors/family.ts";
import { readInput } from "./input.ts";
import { printTable, shortErrorBound, shortFraction, shortNumber } from "./output.ts";
import { printJson, printLine } from "../terminal.ts";

/** `bandit-lab best-arm FILE`: the answer of POST /best-arm-probabilities. */
export async function bestArm(file: string, { json }: { json?: boolean }): Promise<void> {
  const answer = bestArmAnswer((await readInput(file)) as BestArmRequestInput);
  if (json) return printJson(answer);
  printTable(
    ["arm", "posterior", "P(best)", "exactly", "error bound", "expected loss", "exactly"],
    answer.probabilities.map((_, arm) => row(answer, arm)),
    [0, 1],
  );
  printLine(
    `Method: ${answer.method}. Not normalised; sum of the probabilities − 1 is ${shortErrorBound(answer.defect)}.`,
  );
}

function row({ family, arms, probabilities }: BestArmAnswer, arm: number): string[] {
  const {
    value,
    fraction,
    errorBound,
    expectedLoss,
    expectedLossErrorBound = 0,
    expectedLossFraction,
  } = probabilities[arm];
  const { label, parameters } = families.find(({ kind }) => kind === family)!;
  // Arms given by counts may have a name, and hold the counts beside the parameters.
  const { name = arm, ...numbers } = arms[arm] as { name?: string } & Record<string, unknown>;
  const shapes = Object.keys(parameters.shape).map((parameter) => String(numbers[parameter]));
  return [
    String(name),
    `${label}(${shapes.join(", ")})`,
    String(value),
    shortFraction(fraction),
    shortErrorBound(errorBound),
    expectedLoss === null ? "–" : lossText(expectedLoss, expectedLossErrorBound),
    shortFraction(expectedLossFraction),
  ];
}

/** A loss, or an upper bound where its error bound is not much smaller. */
function lossText(loss: number, errorBound: number): string {
  return loss > 10 * errorBound || errorBound === 0 ? shortNumber(loss) : `< ${(loss + errorBound).toExponential(1)}`;
}
