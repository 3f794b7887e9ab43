import { rootTable, STEP_HIGH, STEP_LOW, STEPS } from "./exponential-table.ts";
import { POWER_ZERO, powersOfTwo } from "./powers-of-two.ts";

// Constants are declared here because V8 inlines a constant of the same module, and loads and checks an imported one at
// every call.
const roots = rootTable;
const powers = powersOfTwo;
const [ZERO, HIGH, LOW] = [POWER_ZERO, STEP_HIGH, STEP_LOW];
const STEPS_PER_UNIT = STEPS / Math.LN2;
/** Adding and subtracting it rounds to a whole number, faster than Math.round. */
const ROUNDER = 1.5 * 2 ** 52;

/**
 * e^x to 0.52 units in the last place (0.76 where the result is subnormal), for every double. Some 4 ns.
 *
 *   x = n·ln 2/128 + r,   e^x = 2^k·2^(j/128)·(1 + r + … + r⁵/120),   n = 128k + j,  |j| ≤ 64,  |r| ≤ ln 2/256
 *
 * 2^(j/128) is a sum of two doubles, and what is added to the first is at most 0.0027 of it, so that only the last
 * rounding matters.
 *
 * Tang (1989), Table-driven implementation of the exponential function in IEEE floating-point arithmetic.
 */
export function exp(x: number): number {
  if (!(x > -708 && x < 709)) return farExponential(x) - 0;
  const whole = x * STEPS_PER_UNIT + ROUNDER - ROUNDER;
  const n = whole | 0;
  const r = x - whole * HIGH - whole * LOW;
  const square = r * r;
  // e^r − 1, in the order with the shortest chain of dependent operations.
  const growth = r + square * (1 / 2 + r * (1 / 6) + square * (1 / 24 + r * (1 / 120)));
  const root = (n & 127) << 1;
  const high = roots[root];
  return (high + (roots[root + 1] + high * growth)) * powers[((n + 64) >> 7) + ZERO];
}

/** e^x where its exponent may leave the range of normal doubles, and e^NaN. */
function farExponential(x: number): number {
  if (x > 710) return Infinity;
  return x < -746 ? 0 : exponentialOf(x, 0, 0);
}

/**
 * 2^shift·e^(high + low), rounded as exp is; `low` is what rounding left of `high`. For high in [−746, 711] and results of
 * any size. As exp, but for the exponent, which takes two factors here: the second one rounds or overflows.
 */
export function exponentialOf(high: number, low: number, shift: number): number {
  const whole = high * STEPS_PER_UNIT + ROUNDER - ROUNDER;
  const n = whole | 0;
  const r = high - whole * HIGH - (whole * LOW - low);
  const square = r * r;
  const growth = r + square * (1 / 2 + r * (1 / 6) + square * (1 / 24 + r * (1 / 120)));
  const root = (n & 127) << 1;
  const mantissa = roots[root] + (roots[root + 1] + roots[root] * growth);
  const exponent = ((n + 64) >> 7) + shift;
  const half = exponent >> 1;
  return mantissa * powers[half + ZERO] * powers[exponent - half + ZERO];
}

/**
 * e^x − 1 to 0.54 units in the last place, near 0 too; −0 gives −0. Some 8 ns.
 *
 *   e^x − 1 = (s − 1) + r + (s − 1)·(e^r − 1) + (e^r − 1 − r),   s = 2^k·2^(j/128), r and j as in exp
 *
 * The first two terms are added without an error; the rest is at most 0.0027 of the sum, or of 1.
 *
 * Tang (1992), Table-driven implementation of the expm1 function in IEEE floating-point arithmetic.
 */
export function expm1(x: number): number {
  if (!(x > -38 && x < 709)) return (x <= -38 ? -1 : exp(x)) - 0;
  const whole = x * STEPS_PER_UNIT + ROUNDER - ROUNDER;
  const n = whole | 0;
  const near = x - whole * HIGH;
  const r = near - whole * LOW;
  const square = r * r;
  const bend = square * (1 / 2 + r * (1 / 6) + square * (1 / 24 + r * (1 / 120) + square * (1 / 720)));
  if (n === 0) return r === 0 ? x : r + bend;
  const root = (n & 127) << 1;
  const scale = powers[((n + 64) >> 7) + ZERO];
  const s = roots[root] * scale;
  const less = s - 1;
  // The rounding errors of s − 1, of r and of their sum.
  const back = less - s;
  const low = roots[root + 1] * scale;
  const lost = s - (less - back) - (1 + back) + low + (near - r - whole * LOW);
  const sum = less + r;
  return sum + (less - sum + r + (lost + bend + (less + low) * (r + bend)));
}
