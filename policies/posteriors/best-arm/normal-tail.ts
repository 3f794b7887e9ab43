import { fastExp } from "../../numerics/fast-exp.ts";
import { DENSITY_AT_ZERO } from "../../numerics/normal-density.ts";
import { normalTailRatio } from "../kernels/normal-kernel.ts";

/** Knots per unit, the end of the table, and terms of the series at a knot. */
const KNOTS = 8;
const END = 24;
const TERMS = 11;
/** Made at the first use. */
let table: Float64Array | undefined;

/**
 * Mills' ratio R(z) = P(Z > z)/φ(z) of the standard normal distribution at z ≥ 0, to about 10⁻¹⁵ relatively: some 4 ns, where
 * `normalTailRatio` takes 400.
 *
 * By its Taylor series at the nearest of 193 knots up to 24: R′ = z·R − 1, so that (n + 1)·c_(n+1) = z·c_n + c_(n−1).
 */
export function fastTailRatio(z: number): number {
  if (z >= END) return normalTailRatio(z);
  const series = (table ??= tableOfSeries());
  const knot = (z * KNOTS + 0.5) | 0;
  const t = z - knot / KNOTS;
  const first = knot * TERMS;
  let sum = series[first + TERMS - 1];
  for (let n = TERMS - 2; n >= 0; n--) sum = sum * t + series[first + n];
  return sum;
}

/** P(Z > z) of the standard normal distribution for z ≥ 0, to about 10⁻¹⁵·(1 + z²/10) relatively; 0 from 37.6 on. */
export function normalTail(z: number): number {
  return DENSITY_AT_ZERO * fastExp(-0.5 * z * z) * fastTailRatio(z);
}

function tableOfSeries(): Float64Array {
  const series = new Float64Array((END * KNOTS + 1) * TERMS);
  for (let knot = 0; knot <= END * KNOTS; knot++) {
    const z = knot / KNOTS;
    const terms = series.subarray(knot * TERMS, (knot + 1) * TERMS);
    terms[0] = normalTailRatio(z);
    terms[1] = z * terms[0] - 1;
    for (let n = 1; n < TERMS - 1; n++) terms[n + 1] = (z * terms[n] + terms[n - 1]) / (n + 1);
  }
  return series;
}
