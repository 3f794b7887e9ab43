import { expect, test } from "vitest";
import { betaDistribution } from "../distributions/beta-distribution.ts";
import { BetaTailBounds, betaTailBounds } from "./beta-tail-bounds.ts";

const priors = [
  { alpha: 1, beta: 1 },
  { alpha: 1.5, beta: 20.25 },
  { alpha: 300, beta: 200 },
  { alpha: 0.5, beta: 0.001 },
  { alpha: 1, beta: 1e9 },
];
const depths = [7 * Math.LN2, 1, 20];

test("of few pulls the bound is the quantile, and one part in 10⁹ more at most", () => {
  for (const prior of priors.slice(0, 4)) {
    for (const depth of depths) {
      const bounds = new BetaTailBounds(prior, depth);
      for (const successes of [0, 1, 2, 17, 64, 126, 127]) {
        for (const failures of [0, 1, 3, 30, 100, 127]) {
          const law = betaDistribution(prior.alpha + successes, prior.beta + failures);
          const quantile = law.upperQuantile(Math.exp(-depth));
          const bound = bounds.bound(successes, failures);
          const name = `${prior.alpha} + ${successes}, ${prior.beta} + ${failures}, depth ${depth}`;
          expect(bound, name).toBeGreaterThanOrEqual(quantile);
          expect(bound, name).toBeLessThanOrEqual(1e-300 + quantile * (1 + 2e-9));
          // Once more, from what is kept.
          expect(bounds.bound(successes, failures)).toBe(bound);
        }
      }
    }
  }
});

test("with many pulls, the tail beyond the bound is at most the given probability, and at least its square", () => {
  for (const prior of priors) {
    for (const depth of depths) {
      const bounds = new BetaTailBounds(prior, depth);
      for (const successes of [0, 1, 5, 127, 128, 300, 5000, 1_000_000]) {
        for (const failures of [0, 1, 5, 127, 128, 129, 700, 40_000, 1_000_000]) {
          if (successes < 128 && failures < 128) continue;
          const bound = bounds.bound(successes, failures);
          if (bound >= 1) continue;
          const law = betaDistribution(prior.alpha + successes, prior.beta + failures);
          const name = `${prior.alpha} + ${successes}, ${prior.beta} + ${failures}, depth ${depth}`;
          expect(law.logSurvival(bound), name).toBeLessThanOrEqual(-depth);
          if (successes >= 128 && failures >= 128 && prior.beta < 1e9)
            expect(law.logSurvival(bound), name).toBeGreaterThan(-2 * depth - 3);
        }
      }
    }
  }
});

test("bounds of a prior and a depth are shared, those of another are not, and none are lost for having been many", () => {
  const one = betaTailBounds({ alpha: 2, beta: 3 }, 5);
  expect(betaTailBounds({ alpha: 2, beta: 3 }, 5)).toBe(one);
  expect(betaTailBounds({ alpha: 3, beta: 2 }, 5)).not.toBe(one);
  expect(betaTailBounds({ alpha: 2, beta: 3 }, 6)).not.toBe(one);
  const before = one.bound(10, 10);
  for (let i = 0; i < 200; i++) betaTailBounds({ alpha: 1 + i, beta: 7 }, 5);
  expect(betaTailBounds({ alpha: 2, beta: 3 }, 5).bound(10, 10)).toBe(before);
});
