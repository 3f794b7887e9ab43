import { Rational } from "./numerics/rational.ts";

/** How an answer was computed. */
export type Method = "closed-form" | "index" | "fraction" | "quadrature";

/** The probability of one arm, with its exactness. */
export interface ArmProbability {
  value: number;
  /** Natural logarithm: −∞ for probability 0, finite even if the value itself underflows. */
  logValue: number;
  /** The largest possible absolute error of the value, apart from rounding to double precision. */
  errorBound: number;
  /** "p/q" in lowest terms, if the probability is rational and was computed exactly. */
  fraction?: string;
  /** The answer in the policy's own symbol, in plain text, such as "1 − ε/2". */
  formula?: string;
}

/** The exact law of the next pull: one probability per arm. */
export interface SelectionProbabilities {
  method: Method;
  /** Some arms count as tied because their difference is too small to compute; the error bounds cover what that changes. */
  tie?: "tolerance";
  arms: ArmProbability[];
}

/** A probability known as a fraction: its value is the nearest double, and its error bound is 0. */
export function exactProbability(fraction: Rational, formula?: string): ArmProbability {
  const exact = { value: fraction.toNumber(), logValue: fraction.log(), errorBound: 0, fraction: fraction.toString() };
  return formula === undefined ? exact : { ...exact, formula };
}

/** The law of an index policy: every arm of the set has the same probability, the others have 0. */
export function evenlyAmong(chosen: ArrayLike<number> & Iterable<number>, armCount: number): SelectionProbabilities {
  const share = exactProbability(new Rational(1n, BigInt(chosen.length)));
  const none = exactProbability(Rational.zero);
  const arms = Array.from({ length: armCount }, () => ({ ...none }));
  for (const arm of chosen) arms[arm] = { ...share };
  return { method: "index", arms };
}
