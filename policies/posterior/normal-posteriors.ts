import { pow } from "../numerics/elementary.ts";
import { bestNormal, type ExactNormal } from "../posteriors/best-arm/best-normal.ts";
import { BestNormalSum } from "../posteriors/best-arm/best-normal-sum.ts";
import { Rational } from "../numerics/rational.ts";
import type { Posteriors } from "../posteriors/family.ts";
import { fillNormals } from "../random/normal.ts";
import type { Random } from "../random/random.ts";
import type { ArmStatistics } from "../statistics/arm-statistics.ts";
import type { SampledPosteriors } from "./posterior-sampling.ts";

export interface NormalPrior {
  priorMean: number;
  priorStandardDeviation: number;
  /** The standard deviation of a reward. */
  standardDeviation: number;
}

/**
 * Posteriors of the arms' means, for normal rewards with a known deviation and the same normal prior for every arm:
 *
 *   θ ~ N((μ₀/σ₀² + s/σ²)/ρ, 1/ρ),   ρ = 1/σ₀² + n/σ²
 *
 * Refreshed in doubles; laws use exact fractions, with parameters and rewards read as the decimals that were written.
 */
export class NormalPosteriors implements SampledPosteriors {
  readonly armCount: number;
  readonly #prior: NormalPrior;
  readonly #statistics: ArmStatistics;
  readonly #priorPrecision: number;
  readonly #rewardPrecision: number;
  readonly #means: Float64Array;
  /** The means minus μ₀, which keep the digits that tell arms apart if means are many deviations from 0. */
  readonly #offsets: Float64Array;
  readonly #deviations: Float64Array;
  readonly #sum: BestNormalSum;

  constructor(prior: NormalPrior, statistics: ArmStatistics) {
    this.armCount = statistics.armCount;
    this.#prior = prior;
    this.#statistics = statistics;
    this.#priorPrecision = 1 / (prior.priorStandardDeviation * prior.priorStandardDeviation);
    this.#rewardPrecision = 1 / (prior.standardDeviation * prior.standardDeviation);
    this.#means = new Float64Array(this.armCount);
    this.#offsets = new Float64Array(this.armCount);
    this.#deviations = new Float64Array(this.armCount);
    this.#sum = new BestNormalSum(this.armCount);
  }
  refresh(arm: number) {
    const { pulls, rewardSums } = this.#statistics;
    const precision = this.#priorPrecision + pulls[arm] * this.#rewardPrecision;
    const weighted = this.#prior.priorMean * this.#priorPrecision + rewardSums[arm] * this.#rewardPrecision;
    this.#means[arm] = weighted / precision;
    const surplus = rewardSums[arm] - pulls[arm] * this.#prior.priorMean;
    this.#offsets[arm] = (surplus * this.#rewardPrecision) / precision;
    this.#deviations[arm] = 1 / Math.sqrt(precision);
  }
  /** μ₀, which does not change the order of draws. */
  get origin() {
    return this.#prior.priorMean;
  }
  draw(out: Float64Array, random: Random) {
    fillNormals(this.#offsets, this.#deviations, out, random);
  }
  fillLaw(out: Float64Array) {
    // The smaller numbers have the smaller rounding errors.
    const means = largest(this.#offsets) < largest(this.#means) ? this.#offsets : this.#means;
    return this.#sum.fill(means, this.#deviations, out);
  }
  law() {
    return bestNormal(this.#exact());
  }
  /** The posteriors of the present statistics, as doubles. */
  posteriors(): Posteriors {
    const arms = this.#exact().map(({ mean, variance }) => ({
      mean: mean.toNumber(),
      standardDeviation: Math.sqrt(variance.toNumber()),
    }));
    return { family: "normal", arms };
  }

  /** (μ₀σ² + sσ₀²)/(σ² + nσ₀²) and σ₀²σ²/(σ² + nσ₀²). */
  #exact(): ExactNormal[] {
    const squared = (value: Rational) => value.times(value);
    const before = squared(Rational.fromDecimal(this.#prior.priorStandardDeviation));
    const own = squared(Rational.fromDecimal(this.#prior.standardDeviation));
    const center = Rational.fromDecimal(this.#prior.priorMean).times(own);
    return Array.from(this.#statistics.pulls, (pulls, arm) => {
      const count = Rational.of(pulls);
      const sum = pulls === 0 ? Rational.zero : this.#statistics.exactMean(arm).times(count);
      const divisor = own.plus(count.times(before));
      return { mean: center.plus(sum.times(before)).over(divisor), variance: before.times(own).over(divisor) };
    });
  }
}

function largest(values: Float64Array): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  return most;
}

/** If the scales differ by more than this, the law is computed by quadrature, whose time does not depend on them. */
const MOST_APART = 150;

/**
 * Time of the law of a state: a sum over a grid as wide as the widest posterior (σ₀) and as fine as the sharpest one
 * (after all pulls).
 */
export function normalLawNanoseconds(prior: NormalPrior, armCount: number, horizon = 1000): number {
  if (armCount <= 2) return 80;
  const ratio = Math.sqrt(1 + horizon * pow(prior.priorStandardDeviation / prior.standardDeviation, 2));
  return (100 + 450 * armCount * Math.sqrt(armCount)) * Math.min(MOST_APART, Math.max(1, ratio / 64));
}
