import jstat from "jstat";
import { expect } from "vitest";

/** How improbable an observation must be, under the law that is claimed, for a test to fail. */
const SIGNIFICANCE = 1e-6;

/** The largest difference of two laws. */
export const differenceOf = (one: readonly number[], other: readonly number[]) =>
  one.reduce((largest, value, arm) => Math.max(largest, Math.abs(value - other[arm])), 0);

/** Two laws, for the message of a test. */
export const inContrast = (law: readonly number[], expected: readonly number[] | undefined) =>
  `the policy gives ${JSON.stringify(law)}, its reference ${JSON.stringify(expected)}`;

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
  const expected = Array.from(probabilities, (probability) => (draws * probability).toFixed(1));
  const what = `arms were drawn ${Array.from(counts).join(", ")} times, expected ${expected.join(", ")}`;
  expect(tail, `${what}: chi-square ${statistic} with ${cells - 1} degrees of freedom`).toBeGreaterThan(SIGNIFICANCE);
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
export function expectWithin(
  value: number,
  expected: number,
  standardError: number,
  bound = 4.9,
  name = "value",
): void {
  expect(Math.abs(value - expected), `${name}: ${value} against ${expected}`).toBeLessThanOrEqual(
    bound * standardError,
  );
}

/**
 * Draws whose law changes from one to the next, each held against the probabilities at its own time: in classes of arms of
 * about equal probability, and arm by arm, hits less probabilities are a martingale. Bernstein's inequality for such
 * (Freedman 1975) bounds it however few they are,
 *
 *   P(|Σ(X − p)| ≥ x) ≤ 2·exp(−x²/(2(V + x/3))),   V = Σ p(1 − p).
 */
export class PredictedDraws {
  readonly #arms: Class[] = [];
  /** Arms of about equal probability, by the power of two. */
  readonly #small: Class[] = [];
  /** Those whose complement is about equal. */
  readonly #large: Class[] = [];
  #count = 0;

  /** How many draws there were. */
  get count(): number {
    return this.#count;
  }

  /** @param drawn arms that were drawn by the same probabilities */
  add(probabilities: ArrayLike<number>, ...drawn: number[]): void {
    for (const arm of drawn) {
      if (!(probabilities[arm] > 0)) expect.fail(`draw ${this.#count} is arm ${arm}, which has probability 0`);
      this.#count++;
    }
    const classes = new Set<Class>();
    for (let arm = 0; arm < probabilities.length; arm++) {
      const probability = probabilities[arm];
      if (probability === 0) continue;
      const hits = countOf(drawn, arm);
      for (const each of [(this.#arms[arm] ??= new Class()), this.#classOf(probability)]) {
        each.hits += hits;
        each.probability += probability;
        classes.add(each);
      }
    }
    for (const each of classes) each.predict(drawn.length);
  }

  /** Fails where the hits of a class are as far from what was predicted as has a chance of 10⁻⁶ among all classes. */
  expectToFollow(): void {
    const named: [string, Class][] = [];
    this.#arms.forEach((each, arm) => named.push([`arm ${arm}`, each]));
    this.#small.forEach((each, power) => named.push([`probability 2^-${power}`, each]));
    this.#large.forEach((each, power) => named.push([`probability 1 - 2^-${power}`, each]));
    const exponent = Math.log((2 * named.length) / SIGNIFICANCE);
    for (const [name, { hits, expected, variance }] of named) {
      const most = exponent / 3 + Math.sqrt((exponent / 3) ** 2 + 2 * exponent * variance);
      expectWithin(hits, expected, most, 1, name);
    }
  }

  #classOf(probability: number): Class {
    if (probability <= 0.5) return (this.#small[powerOf(probability)] ??= new Class());
    return (this.#large[powerOf(Math.max(2 ** -53, 1 - probability))] ??= new Class());
  }
}

/** Arms that are counted together. */
class Class {
  hits = 0;
  expected = 0;
  variance = 0;
  /** Of the next draws. */
  probability = 0;

  predict(draws: number): void {
    this.expected += draws * this.probability;
    this.variance += draws * this.probability * Math.max(0, 1 - this.probability);
    this.probability = 0;
  }
}

const powerOf = (probability: number) => Math.min(20, Math.floor(-Math.log2(probability)));

function countOf(values: readonly number[], value: number): number {
  let count = 0;
  for (const each of values) if (each === value) count++;
  return count;
}
