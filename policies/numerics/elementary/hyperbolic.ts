import { productError, sumError } from "../two-product.ts";
import { exponentialOf } from "./exponential.ts";
import { rootTable, STEP_HIGH, STEP_LOW, STEPS } from "./exponential-table.ts";
import { factorials } from "./factorials.ts";
import { logarithmOf } from "./logarithm.ts";
import { POWER_ZERO, powersOfTwo } from "./powers-of-two.ts";

const STEPS_PER_UNIT = STEPS / Math.LN2;
/** From here on, e^−x is negligible beside e^x. */
const FAR = 40;

/** cosh x to 0.55 units in the last place, for every double. */
export function cosh(x: number): number {
  const size = Math.abs(x);
  if (!(size < FAR)) return size > 711 ? Infinity : exponentialOf(size, 0, -1);
  return combine(size, 1);
}

/** sinh x to 0.6 units in the last place, for every double; −0 gives −0. */
export function sinh(x: number): number {
  const size = Math.abs(x);
  const square = x * x;
  if (size < 0.5) return x + x * square * series(square);
  const value = size < FAR ? combine(size, -1) : size > 711 ? Infinity : exponentialOf(size, 0, -1);
  return x < 0 ? -value : value;
}

/** 1/3! + s/5! + … + s⁶/15! */
function series(s: number): number {
  let sum = 0;
  for (let k = 15; k >= 3; k -= 2) sum = sum * s + 1 / factorials[k];
  return sum;
}

/**
 * (e^x ± e^−x)/2 for x in [0, 40], the minus from 0.5 on: by a and b, the halves of the powers of 2 nearest to e^x and
 * e^−x, and r, as in exp:
 *
 *   (a ± b) + (a ± b)·(cosh r − 1) + (a ∓ b)·sinh r
 */
function combine(x: number, sign: number): number {
  const n = Math.round(x * STEPS_PER_UNIT);
  const r = x - n * STEP_HIGH - n * STEP_LOW;
  const [rise, fall] = [(n & 127) << 1, (-n & 127) << 1];
  const up = powersOfTwo[((n + 64) >> 7) - 1 + POWER_ZERO];
  const down = sign * powersOfTwo[((64 - n) >> 7) - 1 + POWER_ZERO];
  const [a, b] = [rootTable[rise] * up, rootTable[fall] * down];
  const sum = a + b;
  const lost = a - sum + b + (rootTable[rise + 1] * up + rootTable[fall + 1] * down);
  const square = r * r;
  const even = square * (1 / 2 + square * (1 / 24));
  const odd = r + r * square * (1 / 6 + square * (1 / 120));
  return sum + (lost + sum * even + (a - b) * odd);
}

/**
 * arsinh x to 0.55 units in the last place, for every double; −0 gives −0.
 *
 *   ln(|x| + √(1 + x²)), with the sign of x; the argument of ln is a sum of two doubles. A series below 1/64.
 */
export function asinh(x: number): number {
  const size = Math.abs(x);
  if (size < 1 / 64) {
    const square = x * x;
    return x === 0 ? x : x + x * square * (-1 / 6 + square * (3 / 40 + square * (-5 / 112 + square * (35 / 1152))));
  }
  if (!(size < Infinity)) return x;
  // Beyond 2²⁸ the root is |x| to 2⁻⁵⁷ of it.
  const value = size > 2 ** 28 ? logarithmOf(size, 0, 1) : logarithmOfRootSum(size);
  return x < 0 ? -value : value;
}

function logarithmOfRootSum(x: number): number {
  const square = x * x;
  const above = 1 + square;
  const root = Math.sqrt(above);
  const lost = sumError(1, square) + productError(x, x);
  const rest = (above - root * root - productError(root, root) + lost) / (2 * root);
  return logarithmOf(x + root, sumError(x, root) + rest, 0);
}
