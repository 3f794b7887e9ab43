import { betaDistribution } from "../../../policies/posteriors/distributions/beta-distribution.ts";
import type { Distribution } from "../../../policies/posteriors/distributions/distribution.ts";
import { gammaDistribution } from "../../../policies/posteriors/distributions/gamma-distribution.ts";
import { normalDistribution } from "../../../policies/posteriors/distributions/normal-distribution.ts";
import { studentDistribution } from "../../../policies/posteriors/distributions/student-distribution.ts";
import type { Posteriors } from "../../../policies/posteriors/family.ts";
import type { FamilyKind, Numbers } from "./entries.ts";

/** Distribution, moments and axis of a family. */
interface FamilyShape {
  of: (arm: Numbers) => Distribution;
  /** Undefined if none exists. */
  mean: (arm: Numbers) => number | undefined;
  /** Infinite, or undefined if none exists. */
  standardDeviation: (arm: Numbers) => number | undefined;
  support: Stretch;
  /** The probability cut off on either side of the chart. */
  tail: number;
  /** The title of the x axis. */
  axis: string;
}

interface Stretch {
  from: number;
  to: number;
}

export interface Point {
  x: number;
  y: number;
}

/** The density of one arm. */
export interface DensityCurve {
  points: Point[];
  mean?: Point;
  /** The highest density between the 5% and 95% quantiles. */
  peak: number;
}

const POINTS = 201;
const PEAK_TAIL = 0.05;

/** The densities of all arms, with the range of x and the height of the chart. */
export function densityCurves({ family, arms }: Posteriors) {
  const shape = shapes[family];
  const each: Numbers[] = arms.map((arm) => ({ ...arm }));
  const reaches = each.map((arm) => reachOf(shape, arm));
  const { from, to } = stretchOf(reaches, shape.support);
  const curves = each.map((arm, index) => densityCurve(shape, arm, reaches[index], { from, to }));
  const lowest = Math.min(...curves.map(({ peak }) => peak));
  const highest = Math.max(...curves.map(({ peak }) => peak));
  // A curve far higher than the others would flatten them.
  const height = Math.min(highest * 1.15, lowest * TALLEST);
  return { axis: shape.axis, from, to, curves, height, cut: highest > height };
}

/** The largest height of the chart, in heights of the lowest curve. */
const TALLEST = 8;

export function meanOf(family: FamilyKind, arm: object): number | undefined {
  return shapes[family].mean(arm as Numbers);
}

export function standardDeviationOf(family: FamilyKind, arm: object): number | undefined {
  return shapes[family].standardDeviation(arm as Numbers);
}

/** The range that holds nearly all of an arm's distribution. */
function reachOf({ of, tail }: FamilyShape, arm: Numbers): Stretch {
  const distribution = of(arm);
  return { from: distribution.quantile(tail), to: distribution.upperQuantile(tail) };
}

function stretchOf(reaches: readonly Stretch[], support: Stretch): Stretch {
  const from = Math.min(...reaches.map((reach) => reach.from));
  const to = Math.max(...reaches.map((reach) => reach.to));
  // Ends near those of the support are moved there, so that a near 0 or 1 is visible.
  const near = (to - from) * 0.4;
  return {
    from: from - support.from < near ? support.from : from,
    to: support.to - to < near ? support.to : to,
  };
}

/** Half of the points are spread over the chart, half over the arm's own range, which may be narrow. */
function densityCurve(shape: FamilyShape, arm: Numbers, own: Stretch, { from, to }: Stretch): DensityCurve {
  const distribution = shape.of(arm);
  // Densities at the ends of the support are limits, so the curve stops just inside.
  const inset = (to - from) * 1e-9;
  const inside = (x: number) => (x === shape.support.from ? x + inset : x === shape.support.to ? x - inset : x);
  const at = (x: number) => Math.exp(distribution.logDensity(inside(x)));
  const points = [...spaced(from, to), ...spaced(own.from, own.to)]
    .toSorted((a, b) => a - b)
    .map((x) => ({ x, y: at(x) }));
  const mean = shape.mean(arm);
  // An infinite density at an end is not a peak, so the tails are left out.
  const [least, most] = [distribution.quantile(PEAK_TAIL), distribution.upperQuantile(PEAK_TAIL)];
  const inner = points.filter(({ x }) => x > least && x < most).map(({ y }) => y);
  return {
    points,
    peak: Math.max(at(least), at(most), ...inner),
    ...(mean !== undefined && { mean: { x: mean, y: at(mean) } }),
  };
}

function spaced(from: number, to: number): number[] {
  return Array.from({ length: POINTS }, (_, i) => from + ((to - from) * i) / (POINTS - 1));
}

/** One entry a family. */
const shapes: Record<FamilyKind, FamilyShape> = {
  beta: {
    of: ({ alpha, beta }) => betaDistribution(alpha, beta),
    mean: ({ alpha, beta }) => alpha / (alpha + beta),
    standardDeviation: ({ alpha, beta }) =>
      Math.sqrt((alpha / (alpha + beta)) * (beta / (alpha + beta)) * (1 / (alpha + beta + 1))),
    support: { from: 0, to: 1 },
    tail: 1e-5,
    axis: "probability of success θ",
  },
  normal: {
    of: ({ mean, standardDeviation }) => normalDistribution(mean, standardDeviation),
    mean: ({ mean }) => mean,
    standardDeviation: ({ standardDeviation }) => standardDeviation,
    support: { from: -Infinity, to: Infinity },
    tail: 1e-5,
    axis: "mean reward θ",
  },
  gamma: {
    of: ({ shape, rate }) => gammaDistribution(shape, rate),
    mean: ({ shape, rate }) => shape / rate,
    standardDeviation: ({ shape, rate }) => Math.sqrt(shape) / rate,
    support: { from: 0, to: Infinity },
    tail: 1e-5,
    axis: "rate θ, events per unit of exposure",
  },
  "student-t": {
    of: ({ location, scale, degreesOfFreedom }) => studentDistribution(location, scale, degreesOfFreedom),
    mean: ({ location, degreesOfFreedom }) => (degreesOfFreedom > 1 ? location : undefined),
    standardDeviation: ({ scale, degreesOfFreedom }) => {
      if (degreesOfFreedom > 2) return scale * Math.sqrt(degreesOfFreedom / (degreesOfFreedom - 2));
      return degreesOfFreedom > 1 ? Infinity : undefined;
    },
    support: { from: -Infinity, to: Infinity },
    // Wider tails would shrink the curve to a spike.
    tail: 1e-2,
    axis: "mean reward θ",
  },
};
