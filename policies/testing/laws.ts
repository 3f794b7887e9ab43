import jstat from "jstat";
import { expect } from "vitest";

/** How improbable an observation must be, under the law that is claimed, for a test to fail. */
const SIGNIFICANCE = 1e-6;

/**
 * Holds counts against the probabilities that they are claimed to follow: an arm of probability 0 is never hit, and
 * Pearson's chi-square over the others (cells expecting less than 5 joined) is not beyond its 1 − 10⁻⁶ quantile.
 */
export function expectCountsToFollow(counts: ArrayLike<number>, probabilities: ArrayLike<number>): void {
  const draws = Array.from(counts).reduce((sum, count) => sum + count, 0);
  let [statistic, cells, restCount, restExpected] = [0, 0, 0, 0];
  const addCell = (count: number, expected: number) => {
    statistic += (count - expected) ** 2 / expected;
    cells++;
  };
  for (let arm = 0; arm < counts.length; arm++) {
    const expected = draws * probabilities[arm];
    if (probabilities[arm] === 0) expect(counts[arm], `hits of arm ${arm}, which has probability 0`).toBe(0);
    else if (expected >= 5) addCell(counts[arm], expected);
    else [restCount, restExpected] = [restCount + counts[arm], restExpected + expected];
  }
  if (restExpected >= 5) addCell(restCount, restExpected);
  else if (restExpected > 0) expect(poissonTail(restCount, restExpected)).toBeGreaterThan(SIGNIFICANCE);
  if (cells < 2) return;
  const tail = 1 - jstat.jStat.chisquare.cdf(statistic, cells - 1);
  expect(tail, `chi-square ${statistic} with ${cells - 1} degrees of freedom`).toBeGreaterThan(SIGNIFICANCE);
}

/** P(Poisson(mean) ≥ count), which bounds that of the binomial with the same small mean from above, nearly. */
function poissonTail(count: number, mean: number): number {
  let [below, term] = [0, Math.exp(-mean)];
  for (let k = 0; k < count; k++) {
    below += term;
    term *= mean / (k + 1);
  }
  return 1 - below;
}

/**
 * Holds draws against a continuous law: the Kolmogorov–Smirnov distance to its cdf is not beyond the bound that it
 * exceeds with probability 10⁻⁶ (Massart 1990: 2·exp(−2n·d²)).
 */
export function expectDrawsToFollow(draws: readonly number[], cdf: (x: number) => number): void {
  const sorted = draws.toSorted((a, b) => a - b);
  const n = sorted.length;
  let distance = 0;
  sorted.forEach((x, i) => {
    const probability = cdf(x);
    distance = Math.max(distance, probability - i / n, (i + 1) / n - probability);
  });
  expect(distance).toBeLessThan(Math.sqrt(Math.log(2 / SIGNIFICANCE) / (2 * n)));
}

/** Holds a mean against its expected value: within the 4.9 standard errors that a normal law leaves with 10⁻⁶. */
export function expectWithin(value: number, expected: number, standardError: number, bound = 4.9): void {
  expect(Math.abs(value - expected), `${value} against ${expected}`).toBeLessThanOrEqual(bound * standardError);
}
