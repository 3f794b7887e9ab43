import type { SelectionTable } from "./table-plan.ts";
import type { BetaParameters } from "../posteriors/beta.ts";
import { cosh, exp, log, log1p } from "../numerics/elementary.ts";
import { KRONROD_NODES, KRONROD_WEIGHTS } from "../numerics/gauss-kronrod.ts";
import { gaussLegendre } from "../numerics/gauss-legendre.ts";
import { tailRatio } from "../posteriors/kernels/beta-tail-ratio.ts";
import { bend, logDrop, logPeakDensity, reachToBend } from "../posteriors/kernels/beta-density.ts";

/** Common nodes of a quadrature in y = ln(x/(1 − x)). */
interface Nodes {
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

/** How many nodes a table of these priors and pulls has. */
export function nodeCount(priors: readonly BetaParameters[], mostPulls: number): number {
  return Math.min(legendreCount(priors, mostPulls), KRONROD_NODES.length * panelsFor(priors, mostPulls).length);
}

/**
 * P(θ_k is the largest) for all posteriors within some pulls of K arms with Beta priors, as sums over nodes that all
 * states share:
 *
 *   p_k = Σ_i w_i·f_k(y_i)·∏_{j≠k} F_j(y_i)
 *
 * For whole priors in x: the integrand is a polynomial, for which Gauss–Legendre nodes are exact. For others (and for
 * whole ones so large that it takes fewer nodes) Gauss–Kronrod panels in the log odds, which leave out what is below e^−60
 * of a density's peak. All terms are positive, so small probabilities keep their digits, on panels down to 10⁻¹²: relative
 * error below 10⁻¹³ for priors of 10⁻²…10³, beyond them 10⁻¹² with an absolute 10⁻²⁴.
 * Densities and cdfs of every arm, state and node are tabulated once, F by sums of positive terms. O(K·nodes) a state.
 */
export function bestArmNodes(priors: readonly BetaParameters[], mostPulls: number): SelectionTable {
  const panels = panelsFor(priors, mostPulls);
  const exact = legendreCount(priors, mostPulls);
  const nodes = exact <= KRONROD_NODES.length * panels.length ? legendreNodes(exact) : panelNodes(panels);
  const known = new Map<string, ArmTable>();
  const tables = priors.map((prior) => {
    const key = `${prior.alpha} ${prior.beta}`;
    const table = known.get(key) ?? new ArmTable(prior, mostPulls, nodes);
    known.set(key, table);
    return table;
  });
  return new NodeTable(tables, nodes.weights);
}

class NodeTable implements SelectionTable {
  readonly #arms: readonly ArmTable[];
  /**
   * For the first j arms at [j]: weights times the density of arm i and the cdfs of the others at [j][i], i < j, and
   * weights times all cdfs at [j][j]. A level is made from the one before, when its arm's successes change.
   */
  readonly #levels: Float64Array[][];

  constructor(arms: readonly ArmTable[], weights: Float64Array) {
    this.#arms = arms;
    this.#levels = arms.map((_, level) => Array.from({ length: level + 1 }, () => new Float64Array(weights.length)));
    this.#levels[0][0].set(weights);
  }

  fill(pulls: ArrayLike<number>, out: Float64Array): void {
    const last = this.#arms.length - 1;
    const size = Array.from(pulls).reduce((product, n) => product * (n + 1), 1);
    const width = pulls[last] + 1;
    const successes = new Int32Array(last);
    const products = this.#levels[last];
    const { densities, cdfs } = this.#arms[last];
    for (let first = 0, changed = 0; first < size; first += width) {
      for (let arm = changed; arm < last; arm++) this.#extend(arm, this.#arms[arm].row(pulls[arm], successes[arm]));
      for (let s = 0; s < width; s++) {
        const row = this.#arms[last].row(pulls[last], s);
        const place = first + s;
        for (let arm = 0; arm < last - 1; arm += 2) {
          sumTwo(products[arm], products[arm + 1], cdfs, row, out, arm * size + place, (arm + 1) * size + place);
        }
        if (last % 2 === 1) out[(last - 1) * size + place] = sum(products[last - 1], cdfs, row);
        out[last * size + place] = sum(products[last], densities, row);
      }
      changed = last - 1;
      while (changed >= 0 && ++successes[changed] > pulls[changed]) successes[changed--] = 0;
    }
  }

  /** Takes the next arm into the products. */
  #extend(arm: number, row: number): void {
    const [before, after] = [this.#levels[arm], this.#levels[arm + 1]];
    const { densities, cdfs } = this.#arms[arm];
    for (let i = 0; i < arm; i++) multiply(before[i], cdfs, row, after[i]);
    multiply(before[arm], densities, row, after[arm]);
    multiply(before[arm], cdfs, row, after[arm + 1]);
  }
}

function multiply(a: Float64Array, b: Float64Array, row: number, out: Float64Array): void {
  for (let i = 0; i < a.length; i++) out[i] = a[i] * b[row + i];
}

/** Σ_i a_i·b_(row+i), in two sums, of which one need not wait for the other. */
function sum(a: Float64Array, b: Float64Array, row: number): number {
  let [even, odd] = [0, 0];
  const pairs = a.length - (a.length % 2);
  for (let i = 0; i < pairs; i += 2) {
    even += a[i] * b[row + i];
    odd += a[i + 1] * b[row + i + 1];
  }
  if (pairs < a.length) even += a[pairs] * b[row + pairs];
  return even + odd;
}

/** Two such sums with the same b, side by side. */
function sumTwo(
  a: Float64Array,
  other: Float64Array,
  b: Float64Array,
  row: number,
  out: Float64Array,
  place: number,
  otherPlace: number,
): void {
  let [one, two] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const factor = b[row + i];
    one += a[i] * factor;
    two += other[i] * factor;
  }
  out[place] = one;
  out[otherPlace] = two;
}

/** Density and cdf of one arm's posteriors at all nodes, for all numbers of successes and failures up to some pulls. */
class ArmTable {
  readonly densities: Float64Array;
  readonly cdfs: Float64Array;
  readonly #nodeCount: number;

  constructor({ alpha, beta }: BetaParameters, mostPulls: number, { points }: Nodes) {
    const states = ((mostPulls + 1) * (mostPulls + 2)) / 2;
    this.#nodeCount = points.length;
    const densities = (this.densities = new Float64Array(states * points.length));
    const cdfs = (this.cdfs = new Float64Array(states * points.length));
    points.forEach((point, i) => {
      const { x, complement } = point;
      const place = (failures: number, successes: number) => this.row(failures + successes, successes) + i;
      densities[place(0, 0)] = exp(logDensity(alpha, beta, point));
      for (let s = 0; s < mostPulls; s++) {
        densities[place(0, s + 1)] = (densities[place(0, s)] * x * (alpha + beta + s)) / (alpha + s);
      }
      // F(a, b) = F(a + 1, b) + f(a, b)/a, down from the most successes; then F(a, b + 1) = F(a, b) + f(a, b)/b.
      const top = place(0, mostPulls);
      cdfs[top] = cdf(alpha + mostPulls, beta, x, complement, densities[top]);
      for (let s = mostPulls - 1; s >= 0; s--) {
        cdfs[place(0, s)] = cdfs[place(0, s + 1)] + densities[place(0, s)] / (alpha + s);
      }
      for (let s = 0; s <= mostPulls; s++) {
        for (let f = 0; f < mostPulls - s; f++) {
          const at = place(f, s);
          const next = place(f + 1, s);
          densities[next] = (densities[at] * complement * (alpha + beta + s + f)) / (beta + f);
          cdfs[next] = cdfs[at] + densities[at] / (beta + f);
        }
      }
    });
  }

  /** Where the values at the first node are, for so many pulls and successes. */
  row(pulls: number, successes: number): number {
    return ((pulls * (pulls + 1)) / 2 + successes) * this.#nodeCount;
  }
}

/** Nodes that make Gauss–Legendre exact for degree Σ(α + β − 1 + pulls) − 1, or infinity where that is no whole number. */
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
 * Panels on which no integrand of any state changes much: as long as the sharpest posterior that lives there allows, and
 * as the way to where the densities of any state bend, which a panel must see coming. Left of the first some cdf is below
 * e^−60, right of the last all are 1.
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

/** Where a density in y has fallen by e^−60 from its peak, on one side of it. */
function reach(alpha: number, beta: number, side: -1 | 1): number {
  const mode = log(alpha / beta);
  const peak = logDensity(alpha, beta, pointAt(mode));
  const falls = (distance: number) => peak - logDensity(alpha, beta, pointAt(mode + side * distance)) >= DROP;
  let width = 1e-6;
  while (!falls(width)) width *= 1.25;
  return mode + side * width;
}

/** ln f in y, f = x^a·(1 − x)^b/B(a, b). */
function logDensity(a: number, b: number, { x, complement, logX, logComplement }: Point): number {
  return logPeakDensity(a, b) + logDrop(a, b, logX, logComplement, departureFrom(a, b, x, complement));
}

/** (a + b)·x − a, formed from the smaller of x and 1 − x. */
function departureFrom(a: number, b: number, x: number, complement: number): number {
  return x <= complement ? (a + b) * x - a : b - (a + b) * complement;
}

/** F from f, by the tail that is not nearly 1. */
function cdf(a: number, b: number, x: number, complement: number, density: number): number {
  const departure = departureFrom(a, b, x, complement);
  const isLeft = x * (a + b + 2) <= a + 1;
  // The tail beyond underflows too, and where x or 1 − x does, its ratio to the density is no number.
  if (density === 0) return isLeft ? 0 : 1;
  if (isLeft) return density * tailRatio(a, b, x, complement, -departure);
  return 1 - density * tailRatio(b, a, complement, x, departure);
}
