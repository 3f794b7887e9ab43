import { normal } from "./normal.ts";
import type { Random } from "./random.ts";

/**
 * A Gamma variate of the given shape and rate 1, for shape ≥ 1, exact in law.
 *
 * d·v with d = shape − 1/3, v = (1 + x/√(9d))³, x normal, accepted with probability ≥ 0.95.
 * Marsaglia & Tsang, "A simple method for generating gamma variables" (2000).
 */
export function gamma(random: Random, shape: number): number {
  if (shape === 1) return -Math.log(1 - random.uniform());
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = 1 - random.uniform();
    const square = x * x;
    if (u < 1 - 0.0331 * square * square) return d * v;
    if (Math.log(u) < 0.5 * square + d * (1 - v + Math.log(v))) return d * v;
  }
}

/**
 * The logarithm of a Gamma variate of any shape > 0 and rate 1. For shape < 1 it is ln G(shape + 1) + ln U / shape,
 * which stays finite where the variate itself underflows (shape 0.001 is below 10⁻³⁰⁸ every second time).
 */
export function logGamma(random: Random, shape: number): number {
  if (shape >= 1) return Math.log(gamma(random, shape));
  return Math.log(gamma(random, shape + 1)) + Math.log(1 - random.uniform()) / shape;
}
