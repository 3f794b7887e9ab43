import { expect, test } from "vitest";
import { expectCountsToFollow, expectWithin } from "../testing/laws.ts";
import { PoissonDraws } from "./poisson.ts";
import { stream } from "./streams.ts";

const DRAWS = 200_000;

/** P(0 … most − 1), and of what is above, by the recurrence from the mode down and up. */
function probabilities(mean: number, most: number): number[] {
  const mode = Math.floor(mean);
  const weights = new Float64Array(most + 1);
  weights[mode] = 1;
  for (let k = mode; k > 0; k--) weights[k - 1] = (weights[k] * k) / mean;
  for (let k = mode; k < most; k++) weights[k + 1] = (weights[k] * mean) / (k + 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from(weights, (weight) => weight / total);
}

test.each([0.001, 0.3, 3, 9.99, 10, 17.5, 200, 1e4])("counts of mean %f follow the Poisson law", (mean) => {
  const random = stream("poisson", "reward", String(mean));
  const draws = new PoissonDraws(mean);
  const law = probabilities(mean, Math.ceil(mean + 12 * Math.sqrt(mean) + 12));
  const counts = new Float64Array(law.length);
  for (let i = 0; i < DRAWS; i++) counts[Math.min(draws.draw(random), law.length - 1)]++;
  expectCountsToFollow(counts, law);
});

test("a million on average has the mean and the variance of a million", () => {
  const random = stream("a million", "reward", "");
  const draws = new PoissonDraws(1e6);
  let [sum, squares] = [0, 0];
  for (let i = 0; i < DRAWS; i++) {
    const deviation = draws.draw(random) - 1e6;
    sum += deviation;
    squares += deviation * deviation;
  }
  expectWithin(sum / DRAWS, 0, 4.9 * Math.sqrt(1e6 / DRAWS));
  expectWithin(squares / DRAWS, 1e6, 4.9 * 1e6 * Math.sqrt(2 / DRAWS));
});

test("a mean of 0 never pays", () => {
  const random = stream("never", "reward", "");
  const draws = new PoissonDraws(0);
  for (let i = 0; i < 1000; i++) expect(draws.draw(random)).toBe(0);
});
