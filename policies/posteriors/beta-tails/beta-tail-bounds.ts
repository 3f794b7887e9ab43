import type { BetaParameters } from "../beta.ts";
import { BetaUpperTail } from "./beta-upper-tail.ts";
import { exp } from "../../numerics/elementary.ts";

/** Bounds are kept for successes and failures below this: 1 kB for each number of successes. A new state takes some 3 µs. */
const KEPT = 128;
/** The number of priors kept from one simulation to the next. */
const PRIORS = 64;

const known = new Map<string, BetaTailBounds>();

/** The bounds for a prior and a depth, shared by all policies. */
export function betaTailBounds(prior: BetaParameters, depth: number): BetaTailBounds {
  const name = `${prior.alpha} ${prior.beta} ${depth}`;
  const found = known.get(name);
  if (found) return found;
  const made = new BetaTailBounds(prior, depth);
  if (known.size >= PRIORS) known.delete(known.keys().next().value!);
  known.set(name, made);
  return made;
}

/**
 * Values that the Beta posteriors of a prior exceed with a probability of at most exp(−depth): with few pulls the
 * quantile itself, to one part in 10⁹; with more pulls Bernstein's bound for the Beta law,
 *
 *   P(X > μ + ε) ≤ exp(−ε²/(2(v + wε/3))),   w = max(0, 2(β − α)/((α + β)(α + β + 2))),
 *
 * with the mean μ and the variance v. About 10 ns. Skorski (2023), Bernstein-type bounds for beta distribution.
 */
export class BetaTailBounds {
  readonly #prior: BetaParameters;
  readonly #depth: number;
  /** By successes, and in a row by failures. */
  readonly #quantiles: Float64Array[] = [];

  constructor(prior: BetaParameters, depth: number) {
    this.#prior = prior;
    this.#depth = depth;
  }

  bound(successes: number, failures: number): number {
    if (successes >= KEPT || failures >= KEPT) return this.#bernstein(successes, failures);
    const row = (this.#quantiles[successes] ??= new Float64Array(KEPT));
    if (row[failures] === 0) row[failures] = this.#quantile(successes, failures);
    return row[failures];
  }

  #quantile(successes: number, failures: number): number {
    const { alpha, beta } = this.#prior;
    const logOdds = new BetaUpperTail(alpha + successes, beta + failures).logOdds(this.#depth);
    return 1e-300 + (1 + 1e-9) / (1 + exp(-logOdds));
  }

  #bernstein(successes: number, failures: number): number {
    const alpha = this.#prior.alpha + successes;
    const beta = this.#prior.beta + failures;
    const sum = alpha + beta;
    const mean = alpha / sum;
    const variance = (mean * (1 - mean)) / (sum + 1);
    const skew = beta > alpha ? ((this.#depth / 3) * 2 * (beta - alpha)) / (sum * (sum + 2)) : 0;
    return (1 + 1e-9) * (mean + skew + Math.sqrt(skew * skew + 2 * this.#depth * variance));
  }
}
