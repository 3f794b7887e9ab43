import type { BestArmAnswer } from "../../../experiments/best-arm/answer.ts";
import { formatNumber } from "../../text/number-format.ts";
import { liftText, percentText } from "./chance.ts";
import type { DecideSpec, Measure } from "./spec.ts";

export type ArmAnswer = BestArmAnswer["probabilities"][number];

/** How the answer about a measure is written. */
export interface Wording {
  /** What the lead says of the answer. */
  basis: string;
  /** The head of its column. */
  head: string;
  /** A value of it: "3.00%". */
  valueText: (value: number) => string;
  /** Where the axis of the intervals begins; undefined for the lowest end. */
  scaleFrom?: number;
  /** How many of the units in which losses are shown make one of the API's. */
  lossUnits: number;
  /** A loss as a number: "0.21". */
  lossNumber: (loss: number) => string;
  /** What stands behind that number in a sentence: " percentage points", or nothing. */
  lossUnit: string;
  lossHead: string;
  acceptedLabel: string;
  /** The comparison with the control, for the table's head and in a sentence: lifts of rates, differences of means. */
  comparisonHead: (control: string) => string;
  comparison: (arm: ArmAnswer) => Compared | undefined;
  comparisonStart: (own: string, control: string) => string;
}

interface Compared {
  median: string;
  lower: string;
  upper: string;
}

/** The words of each measure. */
export const wordings: Record<Measure, Wording> = {
  conversions: {
    basis: "computed exactly",
    head: "Rate",
    valueText: percentText,
    scaleFrom: 0,
    lossUnits: 100,
    lossNumber: pointsText,
    lossUnit: " percentage points",
    lossHead: "Expected loss (percentage points)",
    acceptedLabel: "Accepted loss, in percentage points",
    comparisonHead: (control) => `Lift over ${control}`,
    comparison: ({ lift }) => lift && comparedBy(lift, liftText),
    comparisonStart: (own, control) => `${own} lift over ${control} is`,
  },
  means: {
    basis: "computed from a Student t posterior of each mean",
    head: "Mean",
    valueText: formatNumber,
    lossUnits: 1,
    lossNumber: twoDigitText,
    lossUnit: "",
    lossHead: "Expected loss",
    acceptedLabel: "Accepted loss, in units of the mean",
    comparisonHead: (control) => `Difference from ${control}`,
    comparison: ({ difference }) => difference && comparedBy(difference, signed),
    comparisonStart: (own, control) => `${own} mean differs from that of ${control} by`,
  },
};

function comparedBy(
  { median, lower, upper }: Record<"median" | "lower" | "upper", number | null>,
  text: (value: number | null) => string,
): Compared {
  return { median: text(median), lower: text(lower), upper: text(upper) };
}

/** The API gives null for a quantile beyond all doubles. */
function signed(value: number | null): string {
  if (value === null) return "beyond 10³⁰⁸";
  return `${value < 0 ? "−" : "+"}${formatNumber(Number(Math.abs(value).toPrecision(3)))}`;
}

/** Percentage points to two digits, "0.21"; "less than 0.0001" below that. */
function pointsText(points: number): string {
  return points > 0 && points < 1e-4 ? "less than 0.0001" : twoDigitText(points);
}

/** Means have any unit, so none of their losses is too small to be said. */
function twoDigitText(loss: number): string {
  return formatNumber(Number(loss.toPrecision(2)));
}

/** What each variant brought; undefined without visitors. */
export function observedValues(spec: DecideSpec): (number | undefined)[] {
  if (spec.measure === "means") return spec.variants.map(({ mean }) => mean);
  return spec.variants.map(({ conversions, visitors }) => (visitors === 0 ? undefined : conversions / visitors));
}
