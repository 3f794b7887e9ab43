/** A source of randomness: everything random in the core takes one as an argument. */
export interface Random {
  /** A uniform integer in [0, 2³²). */
  word(): number;
  /** A uniform double in [0, 1): a multiple of 2⁻⁵³. */
  uniform(): number;
  /** A uniform integer in [0, n), free of bias, for 1 ≤ n ≤ 2²⁰. */
  below(n: number): number;
}
