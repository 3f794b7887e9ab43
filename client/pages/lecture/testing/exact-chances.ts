/** Exact chances of the lecture's policies, for tests: whole numbers of any size, and nothing of the library's. */

/** A fraction with a positive denominator, in lowest terms. */
export type Fraction = readonly [numerator: bigint, denominator: bigint];

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b);
}

export function fraction(numerator: bigint, denominator = 1n): Fraction {
  const divisor = gcd(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return [numerator / divisor, denominator / divisor];
}

export const plus = ([a, b]: Fraction, [c, d]: Fraction) => fraction(a * d + c * b, b * d);
export const times = ([a, b]: Fraction, [c, d]: Fraction) => fraction(a * c, b * d);
export const over = (a: Fraction, [c, d]: Fraction) => times(a, [d, c]);
export const minus = (a: Fraction, [c, d]: Fraction) => plus(a, [-c, d]);
export const isEqual = ([a, b]: Fraction, [c, d]: Fraction) => a * d === c * b;
export const isLess = ([a, b]: Fraction, [c, d]: Fraction) => a * d < c * b;
export const textOf = ([a, b]: Fraction) => (b === 1n ? String(a) : `${a}/${b}`);

/** "−0.125", "1e-7", "7/3": the number that is written. */
export function fractionOf(text: string): Fraction {
  const [above, below] = text.split("/");
  if (below !== undefined) return over(fractionOf(above), fractionOf(below));
  const [digits, exponent = "0"] = above.toLowerCase().split("e");
  const [whole, decimals = ""] = digits.split(".");
  const shift = Number(exponent) - decimals.length;
  const power = 10n ** BigInt(Math.abs(shift));
  return shift < 0 ? fraction(BigInt(whole + decimals), power) : fraction(BigInt(whole + decimals) * power);
}

function binomial(n: bigint, k: bigint): bigint {
  let value = 1n;
  for (let i = 1n; i <= k; i++) value = (value * (n - k + i)) / i;
  return value;
}

/** C(n, 0), …, C(n, n). */
function binomials(n: number): bigint[] {
  const row = [1n];
  for (let k = 0; k < n; k++) row.push((row[k] * BigInt(n - k)) / BigInt(k + 1));
  return row;
}

interface Shape {
  alpha: number;
  beta: number;
}

/**
 * P(θ_arm is the largest) of Beta posteriors with whole parameters, by the binomial form of their distribution functions:
 * with n = α + β − 1,
 *
 *   F(x) = Σ_{k=α}^{n} C(n, k) x^k (1 − x)^{n−k},   ∫₀¹ x^p (1 − x)^q dx = 1/((p + q + 1)·C(p + q, p))
 */
export function largestOfWhole(arms: readonly Shape[], arm: number): Fraction {
  // The coefficients of x^k (1 − x)^{N−k} in the product of the rivals' distribution functions.
  let product = [1n];
  for (const [rival, { alpha, beta }] of arms.entries()) {
    if (rival === arm) continue;
    product = convolved(
      product,
      binomials(alpha + beta - 1).map((count, k) => (k < alpha ? 0n : count)),
    );
  }
  const { alpha, beta } = arms[arm];
  const degree = product.length - 1 + alpha + beta - 2;
  const whole = BigInt(degree + 1);
  // Over the common denominator (degree + 1)!: p!·q! above it.
  const factorials = [1n];
  for (let i = 1; i <= degree + 1; i++) factorials.push(factorials[i - 1] * BigInt(i));
  const sum = product.reduce((total, coefficient, k) => {
    const power = k + alpha - 1;
    return total + coefficient * factorials[power] * factorials[degree - power];
  }, 0n);
  const n = BigInt(alpha + beta - 1);
  return fraction(sum * n * binomial(n - 1n, BigInt(alpha - 1)), factorials[degree] * whole);
}

function convolved(left: readonly bigint[], right: readonly bigint[]): bigint[] {
  const result = Array.from({ length: left.length + right.length - 1 }, () => 0n);
  for (const [i, l] of left.entries()) if (l !== 0n) for (const [j, r] of right.entries()) result[i + j] += l * r;
  return result;
}

/**
 * P(θ_a > θ_b) for whole parameters of a and any decimals of b: with z = x^(rising) Pochhammer products,
 *
 *   Σ_{i<α_a} C(β_a + i − 1, i)·(α_b)_i (β_b)_{β_a} / (α_b + β_b)_{i + β_a}
 *
 * since θ_b is below a's draw if, of α_a + β_a − 1 uniform points, fewer than α_a are below θ_b.
 */
export function wholeExceeds(a: Shape, b: Shape): Fraction {
  const [alphaB, betaB] = [fractionOf(String(b.alpha)), fractionOf(String(b.beta))];
  const n = a.alpha + a.beta - 1;
  let sum: Fraction = [0n, 1n];
  for (let k = 0; k < a.alpha; k++) {
    // E[C(n, k) θ^k (1 − θ)^(n−k)] under b.
    const moment = over(times(rising(alphaB, k), rising(betaB, n - k)), rising(plus(alphaB, betaB), n));
    sum = plus(sum, times([binomial(BigInt(n), BigInt(k)), 1n], moment));
  }
  return sum;
}

function rising(value: Fraction, count: number): Fraction {
  let product: Fraction = [1n, 1n];
  for (let i = 0; i < count; i++) product = times(product, plus(value, [BigInt(i), 1n]));
  return product;
}
