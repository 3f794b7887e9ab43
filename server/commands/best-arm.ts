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
    ["arm", "posterior", "P(best)", "exactly", "error bound", "95% interval", "expected loss", "exactly"],
    answer.probabilities.map((_, arm) => row(answer, arm)),
    [0, 1],
  );
  if (answer.control !== undefined) printComparisons(answer, answer.control);
  printLine(
    `Method: ${answer.method}. Not normalised; sum of the probabilities − 1 is ${shortErrorBound(answer.defect)}.`,
  );
}

type ArmAnswer = BestArmAnswer["probabilities"][number];

function row({ family, arms, probabilities }: BestArmAnswer, arm: number): string[] {
  const {
    value,
    fraction,
    errorBound,
    credibleInterval,
    expectedLoss,
    expectedLossErrorBound = 0,
    expectedLossFraction,
  } = probabilities[arm];
  const { label, parameters } = families.find(({ kind }) => kind === family)!;
  // Arms given by counts hold the counts beside the parameters.
  const numbers = arms[arm] as Record<string, unknown>;
  const shapes = Object.keys(parameters.shape).map((parameter) => String(numbers[parameter]));
  return [
    nameOf(arms[arm], arm),
    `${label}(${shapes.join(", ")})`,
    String(value),
    shortFraction(fraction),
    shortErrorBound(errorBound),
    intervalText(credibleInterval, shortNumber),
    expectedLoss === null ? "–" : lossText(expectedLoss, expectedLossErrorBound),
    shortFraction(expectedLossFraction),
  ];
}

/** Every arm but the control: its name, P(best), P(beats control), lift and difference with their 95% intervals. */
function printComparisons({ arms, probabilities }: BestArmAnswer, control: number): void {
  const others = probabilities.filter(({ arm }) => arm !== control);
  printLine(`Compared with ${nameOf(arms[control], control)}, medians and 95% intervals:`);
  printTable(
    ["arm", "P(best)", "P(beats control)", "exactly", "lift", "95% interval", "difference", "95% interval"],
    others.map(({ arm, value, beatsControl, lift, difference }) => [
      nameOf(arms[arm], arm),
      shortNumber(value),
      shortNumber(beatsControl!.value),
      shortFraction(beatsControl!.fraction),
      ...estimateCells(lift, percentage),
      ...estimateCells(difference, shortNumber),
    ]),
  );
}

/** Arms given by counts may have a name. */
function nameOf(arm: object, index: number): string {
  return (arm as { name?: string }).name ?? String(index);
}

function estimateCells(estimate: ArmAnswer["lift"], shortly: (value: number) => string): string[] {
  if (!estimate) return ["–", "–"];
  return [estimate.median === null ? BEYOND : shortly(estimate.median), intervalText(estimate, shortly)];
}

/** In place of a quantile beyond 10³⁰⁰, which JSON gives as null. */
const BEYOND = "> 1e+300";

function intervalText(
  { lower, upper }: { lower: number | null; upper: number | null },
  shortly: (value: number) => string,
): string {
  return [lower, upper].map((end) => (end === null ? BEYOND : shortly(end))).join(" to ");
}

/** A lift with its sign and four digits. */
function percentage(lift: number): string {
  return `${lift > 0 ? "+" : ""}${Number((100 * lift).toPrecision(4))}%`;
}

/** A loss, or an upper bound where its error bound is not much smaller. */
function lossText(loss: number, errorBound: number): string {
  return loss > 10 * errorBound || errorBound === 0 ? shortNumber(loss) : `< ${(loss + errorBound).toExponential(1)}`;
}
