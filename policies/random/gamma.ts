import { log } from "../numerics/elementary.ts";
import { unboxed } from "../numerics/unboxed.ts";
import { normalOf } from "./normal.ts";
import type { Random } from "./random.ts";

/**
 * A Gamma variate of the given shape and rate 1, for shape ≥ 1, exact in law.
 *
 * d·v with d = shape − 1/3, v = (1 + x/√(9d))³, x normal, accepted with probability ≥ 0.95.
 * Marsaglia & Tsang, "A simple method for generating gamma variables" (2000).
 */
export function gamma(random: Random, shape: number): number {
  const d = shape - 1 / 3;
  return d * gammaCube(random, d, 1 / Math.sqrt(9 * d));
}

/**
 * v of a Gamma variate d·v, from the constants d = shape − 1/3 and c = 1/√(9d).
 *
 * ln of the probability to accept is d·(3 ln(1 + y) + 1 − (1 + y)³ + 4.5y²) with y = cx, at least −1.28·d·y⁴ for |y| ≤
 * 1/2, which decides nearly always, and by 32 of the uniform's bits.
 */
export function gammaCube(random: Random, d: number, c: number): number {
  return gammaCubeOf(random.word(), random.word(), random.word(), random, d, c);
}

/** v from three words, and from more if these do not decide. */
export function gammaCubeOf(high: number, low: number, word: number, random: Random, d: number, c: number): number {
  const x = unboxed(normalOf(high, low, random));
  const y = c * x;
  const root = 1 + y;
  if (y * y <= 0.25 && (word >>> 0) * 2 ** -32 < ACCEPTED - SQUEEZE * y * y * x * x) return root * root * root;
  return unboxed(gammaCubeAnew(x, word, random, d, c));
}

/** The exact test, if the squeeze does not decide, and a new variate if it fails. */
function gammaCubeAnew(x: number, word: number, random: Random, d: number, c: number): number {
  const root = 1 + c * x;
  if (root > 0) {
    const v = root * root * root;
    const u = ((word >>> 0) + 1 - random.uniform()) * 2 ** -32;
    if (log(u) < 0.5 * x * x + d * (1 - v + log(v))) return v;
  }
  return unboxed(gammaCube(random, d, c));
}

/** The uniform is less than its first 32 bits and one more unit of the last. */
const ACCEPTED = 1 - 2 ** -32;
/** 1.28·d·y⁴ = 1.28/9·y²·x², for d = 1/(9c²). */
const SQUEEZE = 1.28 / 9;

/**
 * The logarithm of a Gamma variate of any shape > 0 and rate 1. For shape < 1 it is ln G(shape + 1) + ln U / shape,
 * which stays finite where the variate itself underflows (shape 0.001 is below 10⁻³⁰⁸ every second time).
 */
export function logGamma(random: Random, shape: number): number {
  if (shape >= 1) return log(gamma(random, shape));
  return log(gamma(random, shape + 1)) + log(1 - random.uniform()) / shape;
}
