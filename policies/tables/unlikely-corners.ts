import { exp } from "../numerics/elementary.ts";
import { bestArmProbabilities } from "../posteriors/best-arm/best-arm.ts";
import { logBetaOverlap } from "../posteriors/best-arm/beta-overlap.ts";
import type { BetaParameters } from "../posteriors/beta.ts";

/**
 * P(X > Y) after all pulls of X failed and all of Y succeeded, X ~ Beta(a, b + m) and Y ~ Beta(c + n, d): the least
 * likely of all states of m and n pulls. One pull less adds a positive term,
 *
 *   g(m, n) = g(m + 1, n) + h/(b + m),   g(m + 1, n) − g(m, n + 1) = h·(1/(c + n) − 1/(b + m)),
 *
 * so the largest number of pulls is filled outwards from its least value, where b + m and c + n cross.
 */
export class UnlikelyCorners {
  readonly #x: BetaParameters;
  readonly #y: BetaParameters;
  readonly #width: number;
  readonly #values: Float64Array;
  readonly #overlaps: Float64Array;

  constructor(x: BetaParameters, y: BetaParameters, mostPulls: number) {
    const { alpha: a, beta: b } = (this.#x = x);
    const { alpha: c, beta: d } = (this.#y = y);
    const width = (this.#width = mostPulls + 1);
    const values = (this.#values = new Float64Array(width * width));
    const overlaps = (this.#overlaps = new Float64Array(width * width));
    overlaps[0] = exp(logBetaOverlap(x, y));
    for (let n = 0; n < mostPulls; n++) {
      overlaps[n + 1] = (((overlaps[n] * (a + c + n)) / (a + b + c + d + n)) * (c + d + n)) / (c + n);
    }
    for (let m = 0; m < mostPulls; m++) {
      for (let n = 0; n < mostPulls - m; n++) {
        const growth = (((b + d + m) / (a + b + c + d + m + n)) * (a + b + m)) / (b + m);
        overlaps[(m + 1) * width + n] = overlaps[m * width + n] * growth;
      }
    }
    const least = Math.min(mostPulls, Math.max(0, Math.ceil((c - b + mostPulls - 1) / 2)));
    values[least * width + mostPulls - least] = leastProbability(x, y, least, mostPulls - least);
    const difference = (m: number) => {
      const n = mostPulls - 1 - m;
      return overlaps[m * width + n] * (1 / (c + n) - 1 / (b + m));
    };
    for (let m = least; m < mostPulls; m++) {
      values[(m + 1) * width + mostPulls - m - 1] = values[m * width + mostPulls - m] + difference(m);
    }
    for (let m = least - 1; m >= 0; m--) {
      values[m * width + mostPulls - m] = values[(m + 1) * width + mostPulls - m - 1] - difference(m);
    }
    for (let m = mostPulls - 1; m >= 0; m--) {
      for (let n = mostPulls - 1 - m; n >= 0; n--) {
        values[m * width + n] = values[(m + 1) * width + n] + overlaps[m * width + n] / (b + m);
      }
    }
  }

  probability(m: number, n: number): number {
    return this.#values[m * this.#width + n];
  }

  /** h at m failures of X and n successes of Y. */
  overlap(m: number, n: number): number {
    return this.#overlaps[m * this.#width + n];
  }

  /** The growth of P(X > Y) as the successes of Y turn into failures, one by one: n steps. */
  stepsOfY(m: number, n: number, steps: Float64Array): void {
    const { alpha: a, beta: b } = this.#x;
    const { alpha: c, beta: d } = this.#y;
    let overlap = n > 0 ? this.overlap(m, n - 1) : 0;
    for (let k = 0; k < n; k++) {
      const successes = c + n - 1 - k;
      steps[k] = overlap * (1 / successes + 1 / (d + k));
      overlap *= (((b + m + d + k) / (a + successes - 1)) * (successes - 1)) / (d + k);
    }
  }

  /** The growth of P(X > Y) as the failures of X turn into successes, one by one: m steps. */
  stepsOfX(m: number, n: number, steps: Float64Array): void {
    const { alpha: a, beta: b } = this.#x;
    const { alpha: c, beta: d } = this.#y;
    let overlap = m > 0 ? this.overlap(m - 1, n) : 0;
    for (let k = 0; k < m; k++) {
      const failures = b + m - 1 - k;
      steps[k] = overlap * (1 / failures + 1 / (a + k));
      overlap *= (((a + c + n + k) / (failures + d - 1)) * (failures - 1)) / (a + k);
    }
  }
}

function leastProbability(x: BetaParameters, y: BetaParameters, failures: number, successes: number): number {
  const arms = [
    { alpha: x.alpha, beta: x.beta + failures },
    { alpha: y.alpha + successes, beta: y.beta },
  ];
  return bestArmProbabilities(arms).arms[0].value;
}
