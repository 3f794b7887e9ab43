import { pow } from "./elementary.ts";
import { POWER_ZERO, powersOfTwo } from "./elementary/powers-of-two.ts";

/** Steps of the table in an octave. */
const STEPS = 64;
const STEP = Math.LN2 / STEPS;
/** ln 2/64 as a sum of two doubles; a whole number below 2²⁰ times the first is exact. */
const STEP_HIGH = Math.floor(STEP * 2 ** 38) * 2 ** -38;
const STEP_LOW = 2.9815858269852933e-12;
/** Adding and subtracting it rounds to a whole number, faster than Math.round. */
const ROUNDER = 1.5 * 2 ** 52;

/**
 * 2^(j/64), and 2^k from ZERO on. Declared here because V8 inlines a constant of the same module, and loads an imported
 * one at every call.
 */
const fractions = Float64Array.from({ length: STEPS }, (_, j) => pow(2, j / STEPS));
const octaves = powersOfTwo;
const ZERO = POWER_ZERO;

/**
 * e^x to a relative error of 6·2⁻⁵³ for x in [−708, 709], by a table and a polynomial: some 2 ns, where exp takes 3 for
 * its last bits and the whole range. Below −708 it is 0, and so it is for NaN.
 *
 *   x = k·ln 2 + j·ln 2/64 + r,   e^x = 2^k·2^(j/64)·(1 + r + … + r⁵/120),   |r| ≤ ln 2/128
 *
 * Tang (1989), Table-driven implementation of the exponential function.
 */
export function fastExp(x: number): number {
  if (!(x >= -708)) return 0;
  const whole = x * (1 / STEP) + ROUNDER - ROUNDER;
  const n = whole | 0;
  const r = x - whole * STEP_HIGH - whole * STEP_LOW;
  // In the order with the shortest chain of dependent operations.
  const square = r * r;
  const polynomial = 1 + r + square * (1 / 2 + r * (1 / 6) + square * (1 / 24 + r * (1 / 120)));
  return octaves[(n >> 6) + ZERO] * fractions[n & (STEPS - 1)] * polynomial;
}
