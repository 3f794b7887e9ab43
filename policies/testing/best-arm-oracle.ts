import type { BetaParameters } from "../posteriors/beta.ts";
import { Rational } from "../numerics/rational.ts";

/**
 * P(θ_k is the largest) for Beta(α, β) arms with any double α and whole β, exactly: with F_j = x^{α_j}·Σ_{i<β_j} (α_j)_i/i!·(1 − x)^i
 *
 *   p_k = Σ_s γ_s·B(A, β_k + s)/B(α_k, β_k),   A = Σ α_j,   γ the convolution of (α_j)_i/i! over j ≠ k,
 *
 * which for whole β is rational in the α, that are doubles and so rational themselves.
 */
export function bestArmOracle(arms: readonly BetaParameters[]): { value: number; log: number }[] {
  const exact = arms.map(({ alpha }) => Rational.fromDouble(alpha));
  const unit = exact.reduce((most, { denominator }) => (denominator > most ? denominator : most), 1n);
  // α_j = n_j/D with a common power of two D.
  const numerators = exact.map(({ numerator, denominator }) => numerator * (unit / denominator));
  const total = numerators.reduce((sum, numerator) => sum + numerator, 0n);
  const most = arms.reduce((sum, { beta }) => sum + beta, 0);
  const series = arms.map(({ beta }, j) => risingSeries(numerators[j], unit, beta));
  return arms.map(({ beta }, k) => {
    let product = [1n];
    let scale = 1n;
    series.forEach(({ terms, denominator }, j) => {
      if (j === k) return;
      product = convolve(product, terms);
      scale *= denominator;
    });
    // B(A, n) = (n − 1)!·Dⁿ/∏_{i<n}(a + iD), over the common product up to n = Σβ.
    let sum = 0n;
    product.forEach((gamma, s) => {
      const n = beta + s;
      sum += gamma * factorial(n - 1) * unit ** BigInt(n) * rising(total + BigInt(n) * unit, unit, most - n);
    });
    const top = sum * rising(numerators[k], unit, beta);
    const bottom = scale * rising(total, unit, most) * factorial(beta - 1) * unit ** BigInt(beta);
    return quotient(top, bottom);
  });
}

/** (α)_i/i! for i < count, as integers over a common denominator, with α = n/D. */
function risingSeries(numerator: bigint, unit: bigint, count: number): { terms: bigint[]; denominator: bigint } {
  const last = count - 1;
  const terms = Array.from(
    { length: count },
    (_, i) => rising(numerator, unit, i) * (factorial(last) / factorial(i)) * unit ** BigInt(last - i),
  );
  return { terms, denominator: factorial(last) * unit ** BigInt(last) };
}

function rising(from: bigint, step: bigint, count: number): bigint {
  let product = 1n;
  for (let i = 0; i < count; i++) product *= from + BigInt(i) * step;
  return product;
}

function factorial(n: number): bigint {
  return rising(1n, 1n, n);
}

function convolve(a: bigint[], b: bigint[]): bigint[] {
  const out = Array.from({ length: a.length + b.length - 1 }, () => 0n);
  a.forEach((x, i) => b.forEach((y, j) => (out[i + j] += x * y)));
  return out;
}

/** A quotient of big integers to 60 bits, and its logarithm, without reducing it first. */
function quotient(top: bigint, bottom: bigint): { value: number; log: number } {
  const shift = BigInt(bottom.toString(16).length - top.toString(16).length + 40) * 4n;
  const rounded = new Rational(shift >= 0n ? (top << shift) / bottom : top / (bottom << -shift));
  const fraction = shift >= 0n ? rounded.over(new Rational(1n << shift)) : rounded;
  return { value: fraction.toNumber(), log: fraction.log() };
}
