import { LN2_HIGH, LN2_LOW, logarithmTable, LOWEST_WORD } from "./logarithm-table.ts";
import { POWER_ZERO, powersOfTwo } from "./powers-of-two.ts";

// Constants are declared here because V8 inlines a constant of the same module, and loads and checks an imported one at
// every call.
const table = logarithmTable;
const powers = powersOfTwo;
const [ZERO, LOWEST] = [POWER_ZERO, LOWEST_WORD];
const [HIGH_LN2, LOW_LN2] = [LN2_HIGH, LN2_LOW];
/** Adding and subtracting it rounds to a multiple of 2⁻³⁹. */
const SPLITTER = 1.5 * 2 ** 13;

/** A double and its two words. Every value is read before any other function is called. */
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
const UPPER = new Int32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1;

/**
 * ln x to 0.52 units in the last place, for every double: −∞ at 0, NaN below. Some 5 ns.
 *
 *   x = 2^k·z,   z in [0.705, 1.41),   r = z/c − 1,   ln x = k·ln 2 + ln c + r − r²/2 + … + r⁷/7,   |r| ≤ 0.0041
 *
 * c is near the middle of one of 128 intervals, and 1 on the one around 1; 1/c has 12 bits, so that z/c is exact in two
 * parts. ln 2 and ln c are multiples of 2⁻⁴² and a rest, so that k·ln 2 + ln c + r is a sum of two doubles without an
 * error that matters, and only the last rounding does.
 *
 * Tang (1990), Table-driven implementation of the logarithm function in IEEE floating-point arithmetic.
 */
export function log(x: number): number {
  double[0] = x;
  const word = words[UPPER];
  // Negative, subnormal, infinite or NaN.
  if ((word - 0x100000) >>> 0 >= 0x7fe00000) return rareLogarithm(x) - 0;
  const above = word - LOWEST;
  const k = above >> 20;
  const entry = (above >> 11) & 0x1fc;
  const z = x * powers[ZERO - k];
  const main = z + SPLITTER - SPLITTER;
  const inverse = table[entry];
  const first = main * inverse - 1;
  const rest = (z - main) * inverse;
  const r = first + rest;
  const large = k * HIGH_LN2 + table[entry + 1];
  const sum = large + r;
  const square = r * r;
  const bend = square * (-1 / 2 + r * (1 / 3) + square * (-1 / 4 + r * (1 / 5) + square * (-1 / 6 + r * (1 / 7))));
  return sum + (large - sum + r + (first - r + rest + (k * LOW_LN2 + table[entry + 2]) + bend));
}

function rareLogarithm(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0)) return NaN;
  return x === Infinity ? x : logarithmOf(x * 2 ** 54, 0, -54);
}

/** ln(1 + x) to 0.54 units in the last place, near 0 too; −0 gives −0. −∞ at −1, NaN below. Some 7 ns. As log, of a sum. */
export function log1p(x: number): number {
  if (x > -1 / 512 && x < 1 / 256) {
    const square = x * x;
    const tail = square * (-1 / 4 + x * (1 / 5) + square * (-1 / 6 + x * (1 / 7)));
    return x === 0 ? x : x + square * (-1 / 2 + x * (1 / 3) + tail);
  }
  if (!(x > -1 && x < Infinity)) return x === -1 ? -Infinity : x > 0 ? x : NaN;
  const sum = 1 + x;
  const part = sum - 1;
  return logarithmOf(sum, 1 - (sum - part) + (x - part), 0);
}

/**
 * ln(2^shift·(high + low)), rounded as log is; `low` is what rounding left of `high`, and |ln| is above 0.001.
 *
 * @param high positive, finite and normal
 */
export function logarithmOf(high: number, low: number, shift: number): number {
  double[0] = high;
  const above = words[UPPER] - LOWEST;
  const exponent = above >> 20;
  const entry = (above >> 11) & 0x1fc;
  const scale = powers[ZERO - exponent];
  const z = high * scale;
  const main = z + SPLITTER - SPLITTER;
  const inverse = table[entry];
  const first = main * inverse - 1;
  const rest = (z - main + low * scale) * inverse;
  const r = first + rest;
  const k = exponent + shift;
  const large = k * HIGH_LN2 + table[entry + 1];
  const sum = large + r;
  const square = r * r;
  const bend = square * (-1 / 2 + r * (1 / 3) + square * (-1 / 4 + r * (1 / 5) + square * (-1 / 6 + r * (1 / 7))));
  return sum + (large - sum + r + (first - r + rest + (k * LOW_LN2 + table[entry + 2]) + bend));
}

/** The upper 32 bits of a double: sign, exponent and the first 20 of the mantissa. */
export function upperWord(x: number): number {
  double[0] = x;
  return words[UPPER];
}
