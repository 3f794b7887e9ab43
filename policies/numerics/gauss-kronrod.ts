import { gaussLegendre } from "./gauss-legendre.ts";

/**
 * The 21-point Kronrod rule on [−1, 1] and the 10-point Gauss rule inside it, exact for polynomials of degree 31 and 19.
 * The positive half; node 0 last. Piessens et al., QUADPACK (1983), routine QK21.
 */
const HALF_NODES = [
  0.9956571630258081, 0.9739065285171717, 0.9301574913557082, 0.8650633666889845, 0.7808177265864169,
  0.6794095682990244, 0.5627571346686047, 0.4333953941292472, 0.2943928627014602, 0.14887433898163122, 0,
];
const HALF_KRONROD = [
  0.011694638867371874, 0.03255816230796473, 0.054755896574351995, 0.07503967481091996, 0.0931254545836976,
  0.10938715880229764, 0.12349197626206584, 0.13470921731147334, 0.14277593857706009, 0.1477391049013385,
  0.1494455540029169,
];
const HALF_GAUSS = [
  0, 0.06667134430868814, 0, 0.1494513491505806, 0, 0.21908636251598204, 0, 0.26926671930999635, 0, 0.29552422471475287,
  0,
];

const mirror = (half: number[], sign: 1 | -1) => [
  ...half,
  ...half
    .slice(0, -1)
    .toReversed()
    .map((value) => sign * value),
];

export const KRONROD_NODES: readonly number[] = mirror(HALF_NODES, -1);
export const KRONROD_WEIGHTS: readonly number[] = mirror(HALF_KRONROD, 1);
/** Zero at the nodes that the Gauss rule does not use. */
export const GAUSS_WEIGHTS: readonly number[] = mirror(HALF_GAUSS, 1);

/**
 * Row k holds the weights of ∫ from −1 to node k: exact for polynomials of degree 20, by integrating the Lagrange
 * polynomials of the nodes. Row after row; 21 × 21.
 */
export const CUMULATIVE_WEIGHTS: Float64Array = cumulativeWeights();

function cumulativeWeights(): Float64Array {
  const count = KRONROD_NODES.length;
  const { nodes, weights } = gaussLegendre(11);
  const table = new Float64Array(count * count);
  KRONROD_NODES.forEach((end, row) => {
    nodes.forEach((share, i) => {
      const s = (1 + end) * share - 1;
      KRONROD_NODES.forEach((own, column) => {
        let lagrange = (1 + end) * weights[i];
        for (const other of KRONROD_NODES) if (other !== own) lagrange *= (s - other) / (own - other);
        table[row * count + column] += lagrange;
      });
    });
  });
  return table;
}

/**
 * Applies both rules to a function's values at the nodes. Writes its integral over a panel by Kronrod's rule, and the
 * difference to Gauss's, to one place of the two arrays.
 *
 * @param half half the panel's length
 */
export function applyRules(
  values: Float64Array,
  half: number,
  place: number,
  kronrod: Float64Array,
  difference: Float64Array,
): void {
  let sum = 0;
  let gauss = 0;
  for (let node = 0; node < values.length; node++) {
    sum += KRONROD_WEIGHTS[node] * values[node];
    gauss += GAUSS_WEIGHTS[node] * values[node];
  }
  kronrod[place] = half * sum;
  difference[place] = half * (sum - gauss);
}

/** Integrals of several functions over the same panels, with estimates of their errors. */
export interface PanelIntegrals {
  values: Float64Array;
  /** Estimated absolute errors: the sum over panels of the Gauss–Kronrod difference d, scaled by QUADPACK's d^(3/2). */
  errors: Float64Array;
}

/** An interval to which both rules are applied. */
export interface Stretch {
  from: number;
  to: number;
}

/** Halvings for each initial panel; the error that remains after them is in the estimate. */
const HALVINGS = 8;

/**
 * Integrals of several functions over panels, all evaluated together: panels are halved while the two rules differ by
 * more than the tolerance for any function. O(21·panels) evaluations.
 *
 * @param floors one per function: the size below which its integral need not be exact
 * @param evaluate the integral of every function over a panel by Kronrod's rule, and its difference to Gauss's
 * @param tolerance relative to the function's integral, or to its floor if that is larger
 */
export function integratePanels<Panel extends Stretch>(
  panels: readonly Panel[],
  floors: Float64Array,
  evaluate: (panel: Panel, kronrod: Float64Array, difference: Float64Array) => void,
  tolerance: number,
): PanelIntegrals {
  const count = floors.length;
  const apply = (panel: Panel) => {
    const kronrod = new Float64Array(count);
    const difference = new Float64Array(count);
    evaluate(panel, kronrod, difference);
    return { panel, kronrod, difference };
  };
  const values = new Float64Array(count);
  const errors = new Float64Array(count);
  const rough = Float64Array.from(floors);
  const waiting = panels.map(apply);
  const totals = new Float64Array(count);
  for (const { kronrod } of waiting) for (let i = 0; i < count; i++) totals[i] += kronrod[i];
  for (let i = 0; i < count; i++) rough[i] = Math.max(rough[i], totals[i]);
  let halvings = HALVINGS * panels.length;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { panel, kronrod, difference } = next;
    if (halvings > 0 && difference.some((error, i) => Math.abs(error) > tolerance * rough[i])) {
      const middle = (panel.from + panel.to) / 2;
      waiting.push(apply({ ...panel, to: middle }), apply({ ...panel, from: middle }));
      halvings--;
      continue;
    }
    for (let i = 0; i < count; i++) {
      const error = Math.abs(difference[i]);
      values[i] += kronrod[i];
      if (error > 0) errors[i] += error * Math.min(1, 30 * Math.sqrt(error / totals[i]));
    }
  }
  return { values, errors };
}
