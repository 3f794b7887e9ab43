import { stirlingRemainder } from "../../../policies/numerics/stirling.ts";
import type { Posteriors } from "../../../policies/posteriors/family.ts";
import type { FamilyKind, Numbers } from "./entries.ts";

/** What a picture and a table need to know of a family's distributions. */
interface Distribution {
  /** Undefined where there is none. */
  mean: (arm: Numbers) => number | undefined;
  /** Infinite or undefined where there is none. */
  standardDeviation: (arm: Numbers) => number | undefined;
  /** Where nearly all of the distribution is. */
  reach: (arm: Numbers) => { from: number; to: number };
  logDensity: (x: number, arm: Numbers) => number;
  support: { from: number; to: number };
  /** What x is. */
  axis: string;
}

export interface Point {
  x: number;
  y: number;
}

/** The density of one arm over a stretch of the axis. */
export interface DensityCurve {
  points: Point[];
  mean?: Point;
  /** The highest density, ends at which it is infinite left aside. */
  peak: number;
}

const SPREAD = 4.5;
const POINTS = 201;

/** The densities of all arms over the stretch where they are, and how high the chart has to be. */
export function densityCurves({ family, arms }: Posteriors) {
  const distribution = distributions[family];
  const each: Numbers[] = arms.map((arm) => ({ ...arm }));
  const { from, to } = stretch(distribution, each);
  const curves = each.map((arm) => densityCurve(distribution, arm, from, to));
  const lowest = Math.min(...curves.map(({ peak }) => peak));
  const highest = Math.max(...curves.map(({ peak }) => peak));
  // A curve that is far higher than another would leave nothing of that one to see.
  const height = Math.min(highest * 1.15, lowest * TALLEST);
  return { axis: distribution.axis, from, to, curves, height, cut: highest > height };
}

/** How many times the height of the lowest curve the chart is high at most. */
const TALLEST = 8;

export function meanOf(family: FamilyKind, arm: object): number | undefined {
  return distributions[family].mean(arm as Numbers);
}

export function standardDeviationOf(family: FamilyKind, arm: object): number | undefined {
  return distributions[family].standardDeviation(arm as Numbers);
}

/** The density at x; 0 outside the support. */
export function density(family: FamilyKind, x: number, arm: object): number {
  return densityAt(distributions[family], x, arm as Numbers);
}

function densityAt({ support, logDensity }: Distribution, x: number, arm: Numbers): number {
  return x < support.from || x > support.to ? 0 : Math.exp(logDensity(x, arm));
}

function stretch({ reach, support }: Distribution, arms: readonly Numbers[]) {
  const reaches = arms.map(reach);
  const from = Math.max(support.from, Math.min(...reaches.map((one) => one.from)));
  const to = Math.min(support.to, Math.max(...reaches.map((one) => one.to)));
  // A stretch that nearly is the support is the support, and zero is worth being seen where it is near.
  const length = to - from;
  return {
    from: from - support.from < length * 0.4 ? support.from : from,
    to: support.to - to < length * 0.4 ? support.to : to,
  };
}

/** As many points over the whole stretch as over the arm's own part of it, which may be a sliver. */
function densityCurve(distribution: Distribution, arm: Numbers, from: number, to: number): DensityCurve {
  const own = distribution.reach(arm);
  const places = [...spaced(from, to), ...spaced(Math.max(from, own.from), Math.min(to, own.to))];
  const points = places
    .toSorted((a, b) => a - b)
    .map((x) => ({ x, y: densityAt(distribution, x, arm) }))
    .filter(({ y }) => Number.isFinite(y));
  const mean = distribution.mean(arm);
  const margin = (to - from) * 0.02;
  const inner = points.filter(({ x }) => x > from + margin && x < to - margin);
  const isSpike = inner.length === 0;
  return {
    points,
    peak: Math.max(...(isSpike ? points : inner).map(({ y }) => y)),
    ...(mean !== undefined && { mean: { x: mean, y: densityAt(distribution, mean, arm) } }),
  };
}

function spaced(from: number, to: number): number[] {
  return Array.from({ length: POINTS }, (_, i) => from + ((to - from) * i) / (POINTS - 1));
}

const byDeviation =
  (mean: (arm: Numbers) => number, standardDeviation: (arm: Numbers) => number) => (arm: Numbers) => ({
    from: mean(arm) - SPREAD * standardDeviation(arm),
    to: mean(arm) + SPREAD * standardDeviation(arm),
  });

const betaMean = ({ alpha, beta }: Numbers) => alpha / (alpha + beta);
const betaDeviation = ({ alpha, beta }: Numbers) =>
  Math.sqrt((alpha / (alpha + beta)) * (beta / (alpha + beta)) * (1 / (alpha + beta + 1)));
const gammaMean = ({ shape, rate }: Numbers) => shape / rate;
const gammaDeviation = ({ shape, rate }: Numbers) => Math.sqrt(shape) / rate;

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** One entry a family. The densities are for pictures: ten digits for parameters up to 10⁵. */
const distributions: Record<FamilyKind, Distribution> = {
  beta: {
    mean: betaMean,
    standardDeviation: betaDeviation,
    reach: byDeviation(betaMean, betaDeviation),
    logDensity: (x, { alpha, beta }) =>
      power(alpha - 1, x) + power(beta - 1, 1 - x) + logGamma(alpha + beta) - logGamma(alpha) - logGamma(beta),
    support: { from: 0, to: 1 },
    axis: "probability of success θ",
  },
  normal: {
    mean: ({ mean }) => mean,
    standardDeviation: ({ standardDeviation }) => standardDeviation,
    reach: byDeviation(
      ({ mean }) => mean,
      ({ standardDeviation }) => standardDeviation,
    ),
    logDensity: (x, { mean, standardDeviation }) =>
      -0.5 * ((x - mean) / standardDeviation) ** 2 - Math.log(standardDeviation) - HALF_LOG_TWO_PI,
    support: { from: -Infinity, to: Infinity },
    axis: "mean reward θ",
  },
  gamma: {
    mean: gammaMean,
    standardDeviation: gammaDeviation,
    reach: byDeviation(gammaMean, gammaDeviation),
    logDensity: (x, { shape, rate }) => power(shape - 1, rate * x) - rate * x + Math.log(rate) - logGamma(shape),
    support: { from: 0, to: Infinity },
    axis: "rate θ, events per unit of exposure",
  },
  "student-t": {
    mean: ({ location, degreesOfFreedom }) => (degreesOfFreedom > 1 ? location : undefined),
    standardDeviation: ({ scale, degreesOfFreedom }) => {
      if (degreesOfFreedom > 2) return scale * Math.sqrt(degreesOfFreedom / (degreesOfFreedom - 2));
      return degreesOfFreedom > 1 ? Infinity : undefined;
    },
    // Heavy tails reach further, but a chart that went as far would show a spike.
    reach: byDeviation(
      ({ location }) => location,
      ({ scale, degreesOfFreedom }) => scale * (degreesOfFreedom > 5 ? 1.1 : 1.5),
    ),
    logDensity: (x, { location, scale, degreesOfFreedom: nu }) =>
      logGamma((nu + 1) / 2) -
      logGamma(nu / 2) -
      0.5 * Math.log(nu * Math.PI) -
      Math.log(scale) -
      ((nu + 1) / 2) * Math.log1p(((x - location) / scale) ** 2 / nu),
    support: { from: -Infinity, to: Infinity },
    axis: "mean reward θ",
  },
};

/** ln x^exponent, with 0⁰ = 1. */
function power(exponent: number, x: number): number {
  return exponent === 0 ? 0 : exponent * Math.log(x);
}

function logGamma(x: number): number {
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingRemainder(x);
}
