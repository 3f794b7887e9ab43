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

/** Integrals of several functions over the same panels, with what is known of their errors. */
export interface PanelIntegrals {
  values: Float64Array;
  /** Estimated absolute errors: of each panel the Gauss–Kronrod difference d, brought near by QUADPACK's d^(3/2). */
  errors: Float64Array;
}

/** Halvings for each panel to begin with; what is left of the error after them is in the estimate. */
const HALVINGS = 8;

/**
 * Integrals of `count` functions over adjoining panels, all evaluated together: 21 nodes a panel, and panels are halved
 * while the two rules differ by more than the tolerance for any function. O(21·panels) evaluations.
 *
 * @param evaluate fills in the values of all functions at y
 * @param tolerance relative to the function's integral, or to `floor` where that is larger
 */
export function integratePanels(
  panels: readonly [from: number, to: number][],
  count: number,
  evaluate: (y: number, out: Float64Array) => void,
  tolerance: number,
  floor: number,
): PanelIntegrals {
  const out = new Float64Array(count);
  const values = new Float64Array(count);
  const errors = new Float64Array(count);
  const rough = new Float64Array(count);
  const waiting = panels.map(([from, to]) => panelIntegral(from, to, out, evaluate));
  for (const { kronrod } of waiting) for (let i = 0; i < count; i++) rough[i] += kronrod[i];
  let halvings = HALVINGS * panels.length;
  for (let panel = waiting.pop(); panel; panel = waiting.pop()) {
    const { from, to, kronrod, difference } = panel;
    if (halvings > 0 && difference.some((error, i) => error > tolerance * Math.max(rough[i], floor))) {
      const middle = (from + to) / 2;
      waiting.push(panelIntegral(from, middle, out, evaluate), panelIntegral(middle, to, out, evaluate));
      halvings--;
      continue;
    }
    for (let i = 0; i < count; i++) {
      values[i] += kronrod[i];
      if (difference[i] > 0) errors[i] += difference[i] * Math.min(1, 30 * Math.sqrt(difference[i] / rough[i]));
    }
  }
  return { values, errors };
}

interface Panel {
  from: number;
  to: number;
  kronrod: Float64Array;
  difference: Float64Array;
}

function panelIntegral(
  from: number,
  to: number,
  out: Float64Array,
  evaluate: (y: number, out: Float64Array) => void,
): Panel {
  const [center, half] = [(from + to) / 2, (to - from) / 2];
  const kronrod = new Float64Array(out.length);
  const difference = new Float64Array(out.length);
  for (let node = 0; node < KRONROD_NODES.length; node++) {
    evaluate(center + half * KRONROD_NODES[node], out);
    const [weight, excess] = [half * KRONROD_WEIGHTS[node], half * (KRONROD_WEIGHTS[node] - GAUSS_WEIGHTS[node])];
    for (let i = 0; i < out.length; i++) {
      kronrod[i] += weight * out[i];
      difference[i] += excess * out[i];
    }
  }
  return { from, to, kronrod, difference: difference.map(Math.abs) };
}
