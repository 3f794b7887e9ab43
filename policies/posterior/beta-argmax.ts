import { logBetaSurvival } from "../posteriors/beta-tails/beta-survival.ts";
import { type BetaTailBounds, betaTailBounds } from "../posteriors/beta-tails/beta-tail-bounds.ts";
import { BetaUpperTail } from "../posteriors/beta-tails/beta-upper-tail.ts";
import { exp, log, pow } from "../numerics/elementary.ts";
import type { BetaParameters } from "../posteriors/beta.ts";
import { betaLogOdds } from "../random/beta.ts";
import { gammaCube } from "../random/gamma.ts";
import type { Random } from "../random/random.ts";

/** The probability of the upper tail that is drawn separately. */
const TAIL = 2 ** -7;
const TAIL_DEPTH = 7 * Math.LN2;

/**
 * Draws the arm with the largest draw from its Beta posterior: exact in law, without drawing most arms.
 *
 * The arm with the highest mean is drawn first. For each of the others a coin decides whether it is in its upper tail of
 * 2⁻⁷. If not, it is below its quantile and cannot win, provided that the quantile is below the leader's draw; if so, it
 * is drawn from the tail. Arms whose quantile is higher than the leader's draw are drawn directly, without a coin.
 *
 * θ = X/(X + Y) with Gamma variates X and Y, so that draws are compared as X·Y′ > X′·Y without a division.
 */
export class BetaArgmax {
  readonly #priors: readonly BetaParameters[];
  readonly #tails: readonly BetaTailBounds[];
  readonly #successes: Int32Array;
  readonly #failures: Int32Array;
  /** d and c of the Gamma variates (see gammaCube): of α and of β, arm by arm. */
  readonly #constants: Float64Array;
  readonly #means: Float64Array;
  /** An upper bound of the tail's quantile; ∞ until it is needed. */
  readonly #bounds: Float64Array;
  readonly #contenders: Int32Array;
  /** P(none of the first n arms is in its tail). */
  readonly #noTail: Float64Array;
  /** Odds overflow for tiny shapes, their logarithm never does; posteriors only grow, so the priors decide. */
  readonly #hasSmallShapes: boolean;
  #leader = 0;

  constructor(priors: readonly BetaParameters[]) {
    const armCount = priors.length;
    this.#priors = priors;
    this.#tails = priors.map((prior) => betaTailBounds(prior, TAIL_DEPTH));
    this.#successes = new Int32Array(armCount);
    this.#failures = new Int32Array(armCount);
    this.#constants = new Float64Array(4 * armCount);
    this.#means = new Float64Array(armCount);
    this.#bounds = new Float64Array(armCount);
    this.#contenders = new Int32Array(armCount);
    this.#noTail = Float64Array.from({ length: armCount + 1 }, (_, count) => pow(1 - TAIL, count));
    this.#hasSmallShapes = priors.some(({ alpha, beta }) => alpha < 1 || beta < 1);
    for (let arm = 0; arm < armCount; arm++) this.set(arm, 0, 0);
  }

  /** Sets the results of an arm. */
  set(arm: number, successes: number, failures: number): void {
    this.#successes[arm] = successes;
    this.#failures[arm] = failures;
    const { alpha, beta } = this.#priors[arm];
    const d = alpha + successes - 1 / 3;
    const e = beta + failures - 1 / 3;
    const constants = this.#constants;
    constants[4 * arm] = d;
    constants[4 * arm + 1] = 1 / Math.sqrt(9 * d);
    constants[4 * arm + 2] = e;
    constants[4 * arm + 3] = 1 / Math.sqrt(9 * e);
    this.#bounds[arm] = Infinity;
    const mean = (d + 1 / 3) / (d + e + 2 / 3);
    this.#means[arm] = mean;
    if (arm === this.#leader) this.#findLeader();
    else if (mean > this.#means[this.#leader]) this.#leader = arm;
  }

  #findLeader(): void {
    const means = this.#means;
    let leader = 0;
    for (let arm = 1; arm < means.length; arm++) if (means[arm] > means[leader]) leader = arm;
    this.#leader = leader;
  }

  /** The arm with the largest draw; ties have probability 0. */
  draw(random: Random): number {
    if (this.#hasSmallShapes) return this.#drawLogOdds(random);
    const armCount = this.#bounds.length;
    const constants = this.#constants;
    const contenders = this.#contenders;
    contenders[0] = this.#leader;
    let count = 1;
    let best = this.#leader;
    let reached = 0;
    let x = 0;
    let y = 1;
    for (let i = 0; i < count; i++) {
      const at = 4 * contenders[i];
      const d = constants[at];
      const e = constants[at + 2];
      const successes = d * gammaCube(random, d, constants[at + 1]);
      const failures = e * gammaCube(random, e, constants[at + 3]);
      if (successes * y > x * failures) {
        best = contenders[i];
        x = successes;
        y = failures;
      }
      if (i === 0) {
        reached = x / (x + y);
        count = this.#findContenders(reached);
      }
    }
    if (count === armCount) return best;
    const u = random.uniform();
    return u < this.#noTail[armCount] ? best : this.#drawTails(u, reached, best, x, y, random);
  }

  /**
   * As `draw`, with the same arm from the same random numbers, and keeps what was drawn; NaN for an arm not drawn. It stands
   * apart from `draw`, which simulations inline.
   */
  drawShown(random: Random, out: Float64Array): number {
    out.fill(NaN);
    if (this.#hasSmallShapes) return this.#drawLogOddsShown(random, out);
    const contenders = this.#contenders;
    contenders[0] = this.#leader;
    let [best, count, x, y] = [this.#leader, 1, 0, 1];
    for (let i = 0; i < count; i++) {
      const arm = contenders[i];
      const [d, c, e, b] = this.#constants.subarray(4 * arm, 4 * arm + 4);
      const successes = d * gammaCube(random, d, c);
      const failures = e * gammaCube(random, e, b);
      out[arm] = successes / (successes + failures);
      if (successes * y > x * failures) [best, x, y] = [arm, successes, failures];
      if (i === 0) count = this.#findContenders(out[arm]);
    }
    return count === out.length ? best : this.#drawTailsShown(best, y / (x + y), random, out);
  }

  #drawTailsShown(best: number, complement: number, random: Random, out: Float64Array): number {
    const reached = out[this.#leader];
    let u = random.uniform();
    for (let arm = 0; ; arm++) {
      while (arm < out.length && u < this.#noTail[arm + 1]) arm++;
      if (arm >= out.length) return best;
      if (arm !== this.#leader && !(this.#bounds[arm] > reached)) {
        const depth = TAIL_DEPTH - log(1 - random.uniform());
        const own = this.#complementAt(arm, depth);
        out[arm] = 1 - own;
        if (this.#exceeds(arm, depth, complement)) [best, complement] = [arm, own];
      }
      u = random.uniform() * this.#noTail[arm + 1];
    }
  }

  #drawLogOddsShown(random: Random, out: Float64Array): number {
    const logOdds = this.#priors.map(({ alpha, beta }, arm) =>
      betaLogOdds(random, alpha + this.#successes[arm], beta + this.#failures[arm]),
    );
    logOdds.forEach((value, arm) => (out[arm] = 1 / (1 + exp(-value))));
    return logOdds.indexOf(logOdds.reduce((most, value) => Math.max(most, value)));
  }

  /** Collects, behind the leader, the arms that may be above it without being in their tails; returns how many there are. */
  #findContenders(reached: number): number {
    const bounds = this.#bounds;
    const contenders = this.#contenders;
    const leader = this.#leader;
    let count = 1;
    for (let arm = 0; arm < bounds.length; arm++) {
      if (!(bounds[arm] > reached) || arm === leader) continue;
      // With two arms both are drawn: the second one nearly always contends.
      if (bounds[arm] === Infinity && bounds.length > 2) {
        bounds[arm] = this.#tails[arm].bound(this.#successes[arm], this.#failures[arm]);
        if (!(bounds[arm] > reached)) continue;
      }
      contenders[count++] = arm;
    }
    return count;
  }

  /**
   * Draws the arms that are in their tails; an arm drawn directly has no coin.
   *
   * @param u a uniform that decides how many arms are skipped before the first
   * @param reached the value that the bounds were compared with
   * @param x, y the largest draw so far, x/(x + y), that of the arm `best`
   */
  #drawTails(u: number, reached: number, best: number, x: number, y: number, random: Random): number {
    const armCount = this.#bounds.length;
    let complement = y / (x + y);
    for (let arm = 0; ; arm++) {
      // P(at least n arms are skipped) = (1 − TAIL)ⁿ.
      while (arm < armCount && u < this.#noTail[arm + 1]) arm++;
      if (arm >= armCount) return best;
      if (arm !== this.#leader && !(this.#bounds[arm] > reached)) {
        const depth = TAIL_DEPTH - log(1 - random.uniform());
        if (this.#exceeds(arm, depth, complement)) {
          best = arm;
          complement = this.#complementAt(arm, depth);
        }
      }
      u = random.uniform() * this.#noTail[arm + 1];
    }
  }

  /** Whether the value that an arm exceeds with probability exp(−depth) is above x, given as 1 − x. */
  #exceeds(arm: number, depth: number, complement: number): boolean {
    const alpha = this.#priors[arm].alpha + this.#successes[arm];
    const beta = this.#priors[arm].beta + this.#failures[arm];
    const x = 1 - complement;
    const mean = this.#means[arm];
    if (x > mean) {
      // Chernoff's bound for Gamma variates: −ln P(θ > x) ≥ (α + β)·d(μ, x). It nearly always makes the tail
      // unnecessary.
      const least = alpha * log(mean / x) + beta * log(beta / (alpha + beta) / complement);
      if (depth <= least) return false;
    }
    return -depth < logBetaSurvival(alpha, beta, x, complement);
  }

  /** 1 − θ for the value θ that an arm exceeds with probability exp(−depth). */
  #complementAt(arm: number, depth: number): number {
    const alpha = this.#priors[arm].alpha + this.#successes[arm];
    const beta = this.#priors[arm].beta + this.#failures[arm];
    return 1 / (1 + exp(new BetaUpperTail(alpha, beta).logOdds(depth)));
  }

  #drawLogOdds(random: Random): number {
    let best = 0;
    let highest = -Infinity;
    for (let arm = 0; arm < this.#priors.length; arm++) {
      const { alpha, beta } = this.#priors[arm];
      const logOdds = betaLogOdds(random, alpha + this.#successes[arm], beta + this.#failures[arm]);
      if (logOdds > highest) {
        best = arm;
        highest = logOdds;
      }
    }
    return best;
  }
}
