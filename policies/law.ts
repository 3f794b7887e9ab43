import { Rational } from "./numerics/rational.ts";

/** How an answer was obtained; see the contract. */
export type Method = "closed-form" | "index" | "fraction" | "quadrature";

/** The exact probability of one arm, with all that is known about its exactness. */
export interface ArmProbability {
  value: number;
  /** Natural logarithm; −∞ for probability 0, and finite where the value itself underflows. */
  logValue: number;
  /** Absolute, beyond the rounding of the value to the nearest double. */
  errorBound: number;
  /** "p/q" in lowest terms where the probability is rational and was computed exactly. */
  fraction?: string;
  /** The answer in the policy's own symbol, in plain text, such as "1 − ε/2". */
  formula?: string;
}

/** The exact law of the next pull: one probability per arm. */
export interface SelectionProbabilities {
  method: Method;
  /** Arms were taken to tie that may differ by less than could be told; bounds are of the probability at stake. */
  tie?: "tolerance";
  arms: ArmProbability[];
}

/** A probability that is known as a fraction: its value is the nearest double and its error bound 0. */
export function exactProbability(fraction: Rational, formula?: string): ArmProbability {
  const exact = { value: fraction.toNumber(), logValue: fraction.log(), errorBound: 0, fraction: fraction.toString() };
  return formula === undefined ? exact : { ...exact, formula };
}

/** Every arm of the set with the same probability, the others with none: the law of an index policy. */
export function evenlyAmong(chosen: ArrayLike<number> & Iterable<number>, armCount: number): SelectionProbabilities {
  const share = exactProbability(new Rational(1n, BigInt(chosen.length)));
  const none = exactProbability(Rational.zero);
  const arms = Array.from({ length: armCount }, () => ({ ...none }));
  for (const arm of chosen) arms[arm] = { ...share };
  return { method: "index", arms };
}
