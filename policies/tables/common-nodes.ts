import { cosh, exp, log, log1p } from "../numerics/elementary.ts";
import { KRONROD_NODES, KRONROD_WEIGHTS } from "../numerics/gauss-kronrod.ts";
import { gaussLegendre } from "../numerics/gauss-legendre.ts";
import type { BetaParameters } from "../posteriors/beta.ts";
import { bend, logDrop, logPeakDensity, reachToBend } from "../posteriors/kernels/beta-density.ts";

/** Common nodes of a quadrature in y = ln(x/(1 − x)). */
export interface Nodes {
  points: Point[];
  weights: Float64Array;
}

/** x and 1 − x, each to full relative accuracy, and their logarithms, also where they underflow. */
interface Point {
  x: number;
  complement: number;
  logX: number;
  logComplement: number;
}

/** Densities are followed until they have fallen by exp(−DROP) from their peak. */
const DROP = 60;

/** The nodes for these priors and pulls, by the rule that takes fewer of them. */
export function commonNodes(priors: readonly BetaParameters[], mostPulls: number): Nodes {
  const panels = panelsFor(priors, mostPulls);
  const exact = legendreCount(priors, mostPulls);
  return exact <= KRONROD_NODES.length * panels.length ? legendreNodes(exact) : panelNodes(panels);
}

/** The number of nodes of a table of these priors and pulls. */
export function nodeCount(priors: readonly BetaParameters[], mostPulls: number): number {
  return Math.min(legendreCount(priors, mostPulls), KRONROD_NODES.length * panelsFor(priors, mostPulls).length);
}

/**
 * The number of nodes for which Gauss–Legendre is exact for degree Σ(α + β − 1 + pulls) − 1; infinite if priors are not
 * whole.
 */
function legendreCount(priors: readonly BetaParameters[], mostPulls: number): number {
  if (!priors.every(({ alpha, beta }) => Number.isInteger(alpha) && Number.isInteger(beta))) return Infinity;
  return Math.ceil((priors.reduce((sum, { alpha, beta }) => sum + alpha + beta - 1, 0) + mostPulls) / 2);
}

function legendreNodes(count: number): Nodes {
  const { nodes, weights } = gaussLegendre(count);
  const points = Array.from(nodes, (x, i): Point => {
    const complement = nodes[count - 1 - i];
    return { x, complement, logX: log(x), logComplement: log(complement) };
  });
  return { points, weights: weights.map((weight, i) => weight / (points[i].x * points[i].complement)) };
}

/**
 * Panels on which no integrand of any state changes much. Their length is limited by the sharpest posterior there, and
 * by the distance to the bend of any state's density. Left of the first panel some cdf is below e^−60, right of the last
 * all are 1.
 */
function panelsFor(priors: readonly BetaParameters[], mostPulls: number): [number, number][] {
  const arms = priors.map(({ alpha, beta }) => ({
    sum: alpha + beta + mostPulls,
    low: reach(alpha, beta + mostPulls, -1),
    high: reach(alpha + mostPulls, beta, 1),
    firstBend: bend(alpha, beta + mostPulls),
    lastBend: bend(alpha + mostPulls, beta),
  }));
  const end = Math.max(...arms.map(({ high }) => high));
  const panels: [number, number][] = [];
  for (let from = Math.max(...arms.map(({ low }) => low)); from < end;) {
    const active = arms.filter(({ high }) => from < high);
    const lengths = active.map(({ sum, firstBend, lastBend }) =>
      Math.min(3 / sharpness(sum, from), reachToBend(firstBend - from, from - lastBend)),
    );
    const to = Math.min(end, from + Math.min(...lengths));
    panels.push([from, to]);
    from = to;
  }
  return panels;
}

/** √(n·x·(1 − x)) at y = ln(x/(1 − x)). */
function sharpness(sum: number, y: number): number {
  return Math.sqrt(sum) / (2 * cosh(y / 2));
}

function panelNodes(panels: readonly [number, number][]): Nodes {
  const ys = panels.flatMap(([from, to]) => KRONROD_NODES.map((node) => (from + to) / 2 + ((to - from) / 2) * node));
  const weights = panels.flatMap(([from, to]) => KRONROD_WEIGHTS.map((weight) => ((to - from) / 2) * weight));
  return { points: ys.map(pointAt), weights: Float64Array.from(weights) };
}

function pointAt(y: number): Point {
  const small = exp(-Math.abs(y));
  const [least, most] = [small / (1 + small), 1 / (1 + small)];
  const [logLeast, logMost] = [-Math.abs(y) - log1p(small), -log1p(small)];
  return y < 0
    ? { x: least, complement: most, logX: logLeast, logComplement: logMost }
    : { x: most, complement: least, logX: logMost, logComplement: logLeast };
}

/** The place on one side of the peak where a density in y has fallen by e^−60. */
function reach(alpha: number, beta: number, side: -1 | 1): number {
  const mode = log(alpha / beta);
  const peak = logDensity(alpha, beta, pointAt(mode));
  const falls = (distance: number) => peak - logDensity(alpha, beta, pointAt(mode + side * distance)) >= DROP;
  let width = 1e-6;
  while (!falls(width)) width *= 1.25;
  return mode + side * width;
}

/** ln f in y, f = x^a·(1 − x)^b/B(a, b). */
export function logDensity(a: number, b: number, { x, complement, logX, logComplement }: Point): number {
  return logPeakDensity(a, b) + logDrop(a, b, logX, logComplement, departureFrom(a, b, x, complement));
}

/** (a + b)·x − a, formed from the smaller of x and 1 − x. */
export function departureFrom(a: number, b: number, x: number, complement: number): number {
  return x <= complement ? (a + b) * x - a : b - (a + b) * complement;
}
