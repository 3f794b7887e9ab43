import type { BestArmAnswer } from "../../../experiments/best-arm/answer.ts";
import { textCell } from "../../../experiments/result/result-csv.ts";

/** One number of an answer. */
export interface DigitRow {
  variant: string;
  quantity: string;
  /** Null where there is none: an expected loss without a mean, the logarithm of 0, a quantile beyond all doubles. */
  value: number | null;
  /** Absolute; undefined where the answer has none. */
  errorBound?: number;
  fraction?: string;
}

type Arm = BestArmAnswer["probabilities"][number];
type Numbers = Omit<DigitRow, "variant">[];

/** Every number of an answer, variant by variant, as the API gives them. */
export function digitRows({ probabilities, arms, control }: BestArmAnswer, names: readonly string[]): DigitRow[] {
  const against = control === undefined ? "" : names[control];
  return probabilities.flatMap((arm, index) =>
    [...parametersOf(arms[index]), ...ownNumbers(arm), ...comparisonNumbers(arm, against)].map((row) => ({
      variant: names[index],
      ...row,
    })),
  );
}

const PARAMETERS: Partial<Record<string, string>> = {
  alpha: "posterior α",
  beta: "posterior β",
  mean: "posterior mean",
  standardDeviation: "posterior standard deviation",
  shape: "posterior shape",
  rate: "posterior rate",
  location: "posterior location",
  scale: "posterior scale",
  degreesOfFreedom: "posterior degrees of freedom",
};

function parametersOf(arm: object): Numbers {
  return Object.entries(arm as Record<string, number>).flatMap(([name, value]) => {
    const quantity = PARAMETERS[name];
    return quantity ? [{ quantity, value }] : [];
  });
}

function ownNumbers(arm: Arm): Numbers {
  const { value, logValue, errorBound, fraction, expectedLoss, credibleInterval } = arm;
  const level = `${100 * credibleInterval.level}% interval`;
  return [
    { quantity: "P(best)", value, errorBound, fraction },
    { quantity: "ln P(best)", value: logValue },
    {
      quantity: "expected loss",
      value: expectedLoss,
      errorBound: arm.expectedLossErrorBound,
      fraction: arm.expectedLossFraction,
    },
    { quantity: `${level}, lower`, value: credibleInterval.lower },
    { quantity: `${level}, upper`, value: credibleInterval.upper },
  ];
}

function comparisonNumbers({ beatsControl, lift, difference }: Arm, control: string): Numbers {
  const parts = ["median", "lower", "upper", "mean"] as const;
  const compared = (what: string, numbers: typeof lift): Numbers =>
    numbers ? parts.map((part) => ({ quantity: `${what} ${control}, ${part}`, value: numbers[part] ?? null })) : [];
  if (!beatsControl) return [];
  const { value, errorBound, fraction } = beatsControl;
  return [
    { quantity: `P(better than ${control})`, value, errorBound, fraction },
    ...compared("lift over", lift),
    ...compared("difference from", difference),
  ];
}

/** The rows as CSV: numbers with all their digits, and nothing where there is none. */
export function digitsCsv(rows: readonly DigitRow[]): string {
  const lines = rows.map(({ variant, quantity, value, errorBound, fraction }) =>
    [textCell(variant), textCell(quantity), value ?? "", errorBound ?? "", fraction ?? ""].join(","),
  );
  return ["variant,quantity,value,errorBound,fraction", ...lines, ""].join("\r\n");
}
