import { fixedLogarithm, fixedMultiply, fixedRational, fixedSquareRoot } from "../numerics/fixed-point.ts";
import { evenlyAmong } from "../numerics/probability.ts";
import { Rational } from "../numerics/rational.ts";
import type { Policy, TieBreak } from "../policy.ts";
import type { Random } from "../random/random.ts";
import type { ArmStatistics } from "../statistics.ts";

/** What multiplies 1/√n in the index: √(c²·ln of a whole number). */
export interface Bonus {
  /** c, as a double. */
  coefficient: number;
  /** c², exactly. */
  factor: Rational;
  /** The whole number under the logarithm, from the pulls so far. */
  logarithmOf(totalPulls: number): number;
}

/** Indices closer than this, relatively, are compared in 96 decimals: doubles are right to about 10⁻¹⁵. */
export const DOUBTFUL = 1e-12;

/**
 * Upper confidence: untried arms first, then an arm with the highest index
 *
 *   U(a) = s_a/n_a + √(c²·ln m / n_a),   m the decision number or the pulls so far.
 *
 * Ties are exact. ln m is transcendental for whole m ≥ 2 and so is its root times an algebraic c > 0, hence two indices
 * are equal only where (n, s) are, or, where the bonus is zero or n is equal, where the means are. Indices that doubles
 * cannot tell apart are compared in 96 decimals. O(K) a decision.
 */
export class UpperConfidence implements Policy {
  readonly #statistics: ArmStatistics;
  readonly #tieBreak: TieBreak;
  readonly #bonus: Bonus;
  readonly #means: Float64Array;
  /** 1/√n of every arm. */
  readonly #widths: Float64Array;
  readonly #indices: Float64Array;
  /** The arms to choose among, of which the first `#count` places count. */
  readonly #leaders: Int32Array;
  #count = 0;
  /** Whether the leaders are those of the statistics as they stand: repeated draws of one decision need no new scan. */
  #isSettled = false;
  #untried = 0;

  constructor(statistics: ArmStatistics, tieBreak: TieBreak, bonus: Bonus) {
    this.#statistics = statistics;
    this.#tieBreak = tieBreak;
    this.#bonus = bonus;
    this.#means = new Float64Array(statistics.armCount);
    this.#widths = new Float64Array(statistics.armCount);
    this.#indices = new Float64Array(statistics.armCount);
    this.#leaders = new Int32Array(statistics.armCount);
    this.reset();
  }

  reset(): void {
    this.#untried = 0;
    this.#isSettled = false;
    for (let arm = 0; arm < this.#means.length; arm++) {
      if (this.#statistics.pulls[arm] === 0) this.#untried++;
      else this.#refresh(arm);
    }
  }

  update(arm: number): void {
    if (this.#statistics.pulls[arm] === 1) this.#untried--;
    this.#refresh(arm);
  }

  #refresh(arm: number): void {
    this.#isSettled = false;
    this.#means[arm] = this.#statistics.mean(arm, 0);
    this.#widths[arm] = 1 / Math.sqrt(this.#statistics.pulls[arm]);
  }

  select(random: Random): number {
    this.#findLeaders();
    if (this.#count === 1 || this.#tieBreak === "first") return this.#leaders[0];
    return this.#leaders[random.below(this.#count)];
  }

  selectionProbabilities() {
    this.#findLeaders();
    const leaders = this.#leaders.slice(0, this.#tieBreak === "first" ? 1 : this.#count);
    return evenlyAmong([...leaders], this.#means.length);
  }

  fillProbabilities(out: Float64Array): void {
    this.#findLeaders();
    out.fill(0);
    const count = this.#tieBreak === "first" ? 1 : this.#count;
    for (let i = 0; i < count; i++) out[this.#leaders[i]] = 1 / count;
  }

  #findLeaders(): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    const { armCount, pulls, totalPulls } = this.#statistics;
    this.#count = 0;
    if (this.#untried > 0) {
      for (let arm = 0; arm < armCount; arm++) if (pulls[arm] === 0) this.#leaders[this.#count++] = arm;
      return;
    }
    const scale = this.#bonus.coefficient * Math.sqrt(Math.log(this.#bonus.logarithmOf(totalPulls)));
    let highest = -Infinity;
    for (let arm = 0; arm < armCount; arm++) {
      const index = (this.#indices[arm] = this.#means[arm] + scale * this.#widths[arm]);
      if (index > highest) highest = index;
    }
    const doubtful = highest - DOUBTFUL * (Math.abs(highest) + scale);
    for (let arm = 0; arm < armCount; arm++) if (this.#indices[arm] >= doubtful) this.#leaders[this.#count++] = arm;
    if (this.#count > 1) this.#settle(scale === 0);
  }

  /** Keeps of the arms that are about equal those with the highest index, exactly. */
  #settle(byMean: boolean): void {
    const { pulls, rewardSums } = this.#statistics;
    const candidates = [...this.#leaders.subarray(0, this.#count)];
    const [first] = candidates;
    if (candidates.every((arm) => pulls[arm] === pulls[first] && rewardSums[arm] === rewardSums[first])) return;
    const exact = new Map<number, bigint>();
    const indexOf = (arm: number) => {
      const known = exact.get(arm);
      if (known !== undefined) return known;
      const index = this.#exactIndex(arm);
      exact.set(arm, index);
      return index;
    };
    const compare = (i: number, j: number): number => {
      const byMeans = this.#statistics.compareMeans(i, j, 0);
      if (byMean || pulls[i] === pulls[j]) return byMeans;
      // Of equal means the wider bonus leads, however small it is.
      if (byMeans === 0) return pulls[j] - pulls[i];
      const [one, other] = [indexOf(i), indexOf(j)];
      return one === other ? byMeans : one > other ? 1 : -1;
    };
    let best = first;
    for (const arm of candidates) if (compare(arm, best) > 0) best = arm;
    this.#count = 0;
    for (const arm of candidates) if (arm === best || compare(arm, best) === 0) this.#leaders[this.#count++] = arm;
  }

  /** The index in fixed point with 320 fractional bits. */
  #exactIndex(arm: number): bigint {
    const { pulls, rewardSums, totalPulls } = this.#statistics;
    const count = Rational.of(pulls[arm]);
    const mean = fixedRational(Rational.fromDouble(rewardSums[arm]).over(count));
    const variance = fixedRational(this.#bonus.factor.over(count));
    const logarithm = fixedLogarithm(this.#bonus.logarithmOf(totalPulls));
    return mean + fixedSquareRoot(fixedMultiply(variance, logarithm));
  }
}
