/**
 * The rule by which a pull adds to the logarithm of its arm's weight, from the reward x and the probability π of the arm
 * at the time of the pull:
 *
 *   scale·(x − origin)/(divisor·(π + bias))
 *
 * Data rather than code, so that simulations evaluate it in doubles and questions in double-doubles, and the error
 * bounds of both know its derivative. Numbers are read as the decimals that were written.
 */
export interface Estimator {
  readonly scale: number;
  readonly divisor: number;
  /** 0: rewards are gains. 1: 1 − x is a loss; rewards are in [0, 1], so that weights only fall. */
  readonly origin: 0 | 1;
  /** Added to the probability, which limits a step to scale·|x − origin|/(divisor·bias). */
  readonly bias: number;
}

/** Exponential weights: π(a) = (1 − mixing)·w_a/Σw + mixing/K. */
export interface WeightsRule {
  /** The share of pulls that is spread evenly over all arms. */
  readonly mixing: number;
  readonly estimator: Estimator;
}

/**
 * An arm whose log weight falls by more than this at once is lost: its weight is 0 from there on. A loss ℓ of an arm of
 * share θ takes ln(1 − θ + θ·e^(−ηℓ/θ)) ≥ −ηℓ from ln Σw, so that η ≤ 10 takes no more than 10⁸ in 10⁷ pulls: the share
 * of a lost arm stays below e^(−9·10⁸) in every accepted simulation.
 */
export const LOST = 2 ** 30;
