/** Exact answers about Beta posteriors with whole parameters, by sums of fractions; for tests alone. */

/** A fraction of a positive denominator. */
export interface Fraction {
  over: bigint;
  under: bigint;
}

/** A Beta posterior of a count: α = successes + 1, β = failures + 1. */
export interface Whole {
  alpha: number;
  beta: number;
}

const factorials: bigint[] = [1n];
function factorial(n: number): bigint {
  for (let i = factorials.length; i <= n; i++) factorials.push(factorials[i - 1] * BigInt(i));
  return factorials[n];
}
const choose = (n: number, k: number) => factorial(n) / (factorial(k) * factorial(n - k));

export function minus(one: Fraction, other: Fraction): Fraction {
  return { over: one.over * other.under - other.over * one.under, under: one.under * other.under };
}

export function toNumber({ over, under }: Fraction): number {
  const digits = 10n ** 30n;
  return Number((over * digits) / under) / 1e30;
}

/** ⌊scale·x + ½⌋, of which a decimal with rounded digits is made. */
export function rounded({ over, under }: Fraction, scale: bigint): bigint {
  return (2n * scale * over + under) / (2n * under);
}

/** Coefficients of x^j·(1 − x)^(n − j) in F(x) = Σ_{j ≥ α} C(n, j) x^j (1 − x)^(n − j), n = α + β − 1. */
function tail({ alpha, beta }: Whole): bigint[] {
  const n = alpha + beta - 1;
  return Array.from({ length: n + 1 }, (_, j) => (j >= alpha ? choose(n, j) : 0n));
}

/** The coefficients of a product of two sums of that form. */
function times(one: readonly bigint[], other: readonly bigint[]): bigint[] {
  const product = Array.from({ length: one.length + other.length - 1 }, () => 0n);
  one.forEach((a, i) => {
    if (a === 0n) return;
    other.forEach((b, j) => {
      product[i + j] += a * b;
    });
  });
  return product;
}

/** ∫ x^extra·f(x)·Σ_j c_j x^j (1 − x)^(n − j) dx, by ∫ x^a (1 − x)^b dx = a!·b!/(a + b + 1)!. */
function integral({ alpha, beta }: Whole, coefficients: readonly bigint[], extra: number): Fraction {
  const n = coefficients.length - 1;
  let over = 0n;
  coefficients.forEach((coefficient, j) => {
    if (coefficient !== 0n) over += coefficient * factorial(alpha - 1 + j + extra) * factorial(beta - 1 + n - j);
  });
  const constant = factorial(alpha + beta - 1);
  const under = factorial(alpha - 1) * factorial(beta - 1) * factorial(alpha + beta + n + extra - 1);
  return { over: over * constant, under };
}

/** P(best) and expected loss E[max θ − θ_k] of every arm. */
export function exactBest(arms: readonly Whole[]): { best: Fraction[]; loss: Fraction[] } {
  const others = arms.map((_, k) =>
    arms.reduce<bigint[]>((product, arm, other) => (other === k ? product : times(product, tail(arm))), [1n]),
  );
  const best = arms.map((arm, k) => integral(arm, others[k], 0));
  const maximum = arms
    .map((arm, k) => integral(arm, others[k], 1))
    .reduce((sum, { over, under }) => ({ over: sum.over * under + over * sum.under, under: sum.under * under }));
  const loss = arms.map(({ alpha, beta }) => minus(maximum, { over: BigInt(alpha), under: BigInt(alpha + beta) }));
  return { best, loss };
}

/**
 * P(θ > r·φ) for r = p/q ≥ 0. For r ≥ 1 the integral of f_θ(y)·F_φ(y/r), whose sum has
 * (q·y)^j·(p − q·y)^(n − j)/p^n; for r < 1 its complement.
 */
export function exceeds(theta: Whole, phi: Whole, p: number, q: number): Fraction {
  if (p < q) {
    const { over, under } = exceeds(phi, theta, q, p);
    return { over: under - over, under };
  }
  const n = phi.alpha + phi.beta - 1;
  const powers = (base: number) => {
    const list = [1n];
    for (let i = 1; i <= n; i++) list.push(list[i - 1] * BigInt(base));
    return list;
  };
  const [ps, qs] = [powers(p), powers(q)];
  // Coefficients of y^i.
  const inY = Array.from({ length: n + 1 }, () => 0n);
  for (let j = phi.alpha; j <= n; j++) {
    for (let i = 0; i <= n - j; i++) {
      const term = choose(n, j) * choose(n - j, i) * qs[j + i] * ps[n - j - i];
      inY[j + i] += i % 2 === 0 ? term : -term;
    }
  }
  // E[y^i] = α…(α + i − 1)/((α + β)…(α + β + i − 1)).
  const { alpha, beta } = theta;
  const last = alpha + beta + n - 1;
  let over = 0n;
  inY.forEach((coefficient, i) => {
    over += (coefficient * factorial(alpha + i - 1) * factorial(last)) / factorial(alpha + beta + i - 1);
  });
  return { over: over * factorial(alpha + beta - 1), under: factorial(alpha - 1) * factorial(last) * ps[n] };
}
