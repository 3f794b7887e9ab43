import type { BetaParameters } from "../../../policies/posteriors/beta.ts";
import { Rational } from "../../../policies/numerics/rational.ts";

/** Coefficients of 1, x, x², …, exactly. */
export type Polynomial = readonly Rational[];

/** The integral for P(θ_arm is the largest), step by step, for whole Beta posteriors. */
export interface Derivation {
  arms: readonly BetaParameters[];
  arm: number;
  /** 1/B(α, β) of every arm, a whole number: the constant of x^(α−1)(1−x)^(β−1). */
  constants: Rational[];
  densities: Polynomial[];
  /** F_j(x) = ∫₀ˣ f_j of every arm; the rivals' are the inner integrals. */
  cdfs: Polynomial[];
  /** f_arm·∏ F_j. */
  product: Polynomial;
  antiderivative: Polynomial;
  /** The antiderivative's terms at x = 1; it is 0 at x = 0. */
  terms: Rational[];
  result: Rational;
}

/** Longer polynomials are not shown; the finite sum has fewer terms. */
const MOST_TERMS = 14;
const LARGEST_DEGREE = 40;

/**
 * Derives P(θ_arm > all others) for independent θ_j ~ Beta(α_j, β_j) with whole parameters, where every density is a
 * polynomial:
 *
 *   ∫₀¹ f_arm(x)·∏_{j≠arm} F_j(x) dx,   F_j(x) = ∫₀ˣ f_j(y) dy
 *
 * @returns undefined if a parameter is not whole, or the polynomial is too long to read
 */
export function deriveIntegral(arms: readonly BetaParameters[], arm: number): Derivation | undefined {
  if (!arms.every(({ alpha, beta }) => Number.isInteger(alpha) && Number.isInteger(beta))) return undefined;
  const degree = arms.reduce((sum, { alpha, beta }) => sum + alpha + beta - 1, -1);
  if (degree > LARGEST_DEGREE) return undefined;
  const constants = arms.map(inverseBeta);
  const densities = arms.map(({ alpha, beta }, index) => density(alpha, beta, constants[index]));
  const cdfs = densities.map(antiderivativeOf);
  const product = cdfs.filter((_, rival) => rival !== arm).reduce(times, densities[arm]);
  if (product.filter((coefficient) => !coefficient.isZero).length > MOST_TERMS) return undefined;
  const antiderivative = antiderivativeOf(product);
  const terms = antiderivative.filter((coefficient) => !coefficient.isZero);
  const result = terms.reduce((sum, term) => sum.plus(term), Rational.zero);
  return { arms, arm, constants, densities, cdfs, product, antiderivative, terms, result };
}

/** 1/B(α, β) = (α + β − 1)!/((α − 1)!(β − 1)!) of whole α and β. */
function inverseBeta({ alpha, beta }: BetaParameters): Rational {
  return Rational.one.over(betaFunction(alpha, beta));
}

/** B(α, β) of whole α and β: 1/(α·C(α + β − 1, α)). */
function betaFunction(alpha: number, beta: number): Rational {
  let value = Rational.of(1, alpha);
  for (let i = 1; i < beta; i++) value = value.times(Rational.of(i, alpha + i));
  return value;
}

/** constant·x^(α−1)(1−x)^(β−1), expanded. */
function density(alpha: number, beta: number, constant: Rational): Polynomial {
  const coefficients = Array.from({ length: alpha - 1 }, () => Rational.zero);
  let binomial = constant;
  for (let k = 0; k < beta; k++) {
    coefficients.push(binomial);
    binomial = binomial.times(Rational.of(k + 1 - beta, k + 1));
  }
  return coefficients;
}

function antiderivativeOf(polynomial: Polynomial): Polynomial {
  return [Rational.zero, ...polynomial.map((coefficient, power) => coefficient.over(Rational.of(power + 1)))];
}

function times(left: Polynomial, right: Polynomial): Polynomial {
  const product = Array.from({ length: left.length + right.length - 1 }, () => Rational.zero);
  left.forEach((l, i) => {
    if (!l.isZero) right.forEach((r, j) => (product[i + j] = product[i + j].plus(l.times(r))));
  });
  return product;
}

/** P(θ > 1/2) of one arm, by its distribution function. */
export function exceedsHalf({ cdfs }: Derivation, arm: number): Rational {
  const half = Rational.of(1, 2);
  return Rational.one.minus(cdfs[arm].reduceRight((value, c) => value.times(half).plus(c), Rational.zero));
}

/**
 * P(θ_a > θ_b) as a finite sum, for whole parameters:
 *
 *   Σ_{i=0}^{α_a−1} B(α_b + i, β_a + β_b) / ((β_a + i)·B(1 + i, β_a)·B(α_b, β_b))
 *
 * Miller (2015), Formulas for Bayesian A/B testing. O(α_a + β_a + β_b) operations on exact fractions: each term is a
 * simple multiple of the one before.
 *
 * @returns the terms, i = 0, 1, …
 */
export function finiteSum(a: BetaParameters, b: BetaParameters): Rational[] {
  const first = betaFunction(b.alpha, a.beta + b.beta).over(betaFunction(b.alpha, b.beta));
  const terms = [first];
  for (let i = 0; i < a.alpha - 1; i++) {
    const numerator = Rational.of((b.alpha + i) * (a.beta + i));
    const denominator = Rational.of((b.alpha + i + a.beta + b.beta) * (i + 1));
    terms.push(terms[i].times(numerator).over(denominator));
  }
  return terms;
}
