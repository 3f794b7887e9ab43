import { fractionWork, MOST_FRACTION_WORK } from "../../policies/posteriors/comparison/compare.ts";
import type { BetaParameters } from "../../policies/posteriors/beta.ts";
import type { Posteriors } from "../../policies/posteriors/family.ts";
import { log, pow } from "../../policies/numerics/elementary.ts";

/** Time of an arm's credible interval. */
const INTERVAL_MICROSECONDS = 15;
/** Time of a step of exact fractions. */
const FRACTION_MICROSECONDS = 0.004;

type Numbers = Record<string, number>;

/** Microseconds of comparing two arms, measured: regular posteriors, and the more for small shapes or heavy tails. */
const comparing: Record<Posteriors["family"], (one: Numbers, other: Numbers) => number> = {
  beta: (one, other) => 5000 + 25_000 * smallness(one.alpha, one.beta, other.alpha, other.beta),
  normal: () => 150,
  gamma: (one, other) => 1700 + 5000 * smallness(one.shape, other.shape),
  "student-t": (one, other) => {
    const freedom = Math.min(one.degreesOfFreedom, other.degreesOfFreedom);
    return 2000 + 20_000 * pow(freedom, freedom < 1 ? -0.8 : -2);
  },
};

/** Microseconds of all credible intervals and of all comparisons with a control. O(K). */
export function comparisonMicroseconds({ family, arms }: Posteriors, control: number | undefined): number {
  const intervals = arms.length * INTERVAL_MICROSECONDS;
  if (control === undefined) return intervals;
  const numbers = arms as readonly unknown[] as Numbers[];
  // Of fewer arms than were asked about, the control may be missing.
  const other = numbers[control] ?? numbers[0];
  const pairs = numbers.reduce((sum, one) => (one === other ? sum : sum + comparing[family](one, other)), 0);
  return intervals + pairs + (family === "beta" ? fractionMicroseconds(arms, other as unknown as BetaParameters) : 0);
}

function fractionMicroseconds(arms: readonly BetaParameters[], control: BetaParameters): number {
  const work = fractionWork(arms, control);
  return work > MOST_FRACTION_WORK ? 0 : work * FRACTION_MICROSECONDS;
}

/** From 0 where all shapes are 1 or more to 1 where one is 0.1 or less. */
function smallness(...shapes: readonly number[]): number {
  const smallest = shapes.reduce((least, shape) => Math.min(least, shape), 1);
  return Math.min(1, -log(smallest) / Math.LN10);
}
