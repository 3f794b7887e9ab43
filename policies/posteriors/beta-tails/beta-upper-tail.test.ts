import fc from "fast-check";
import { expect, test } from "vitest";
import { referenceCases, relativeError } from "../../testing/reference.ts";
import { BetaUpperTail } from "./beta-upper-tail.ts";
import { betaDistribution } from "../distributions/beta-distribution.ts";

interface IndexCase {
  K: number;
  history: [arm: number, reward: number][];
  decision: number;
  policy: string;
  index: string[];
}
const value = (y: number) => 1 / (1 + Math.exp(-y));
/** From 10⁻³ to 10⁶, log-uniform. */
const shape = fc.double({ min: -3, max: 6, noNaN: true }).map((exponent) => 10 ** exponent);
const depth = fc.double({ min: 0.05, max: 16, noNaN: true });

test.each(referenceCases<IndexCase>("policy_history").filter(({ policy }) => policy === "bayesucb"))(
  "is the Bayes-UCB index of $id",
  ({ K, history, decision, index }) => {
    for (let arm = 0; arm < K; arm++) {
      const rewards = history.filter(([pulled]) => pulled === arm).map(([, reward]) => reward);
      const successes = rewards.reduce((sum, reward) => sum + reward, 0);
      const tail = new BetaUpperTail(1 + successes, 1 + rewards.length - successes);
      expect(relativeError(value(tail.logOdds(Math.log(decision))), Number(index[arm]))).toBeLessThan(4e-15);
    }
  },
);

test("for α = 1 the tail is (1 − x)^β, and for β = 1 it is 1 − x^α", () => {
  const expectAbout = (tail: BetaUpperTail, t: number, expected: number) => {
    const y = tail.logOdds(Math.log(t));
    expect(Math.abs(y - expected)).toBeLessThan(1e-13 * (1 + Math.abs(expected) + tail.slope));
  };
  for (const shape of [1e-3, 0.02, 0.5, 1, 3, 40, 5000, 1e6]) {
    for (const t of [2, 3, 10, 1e4, 1e7]) {
      // −ln(1 − x), and −ln x.
      const complement = Math.log(t) / shape;
      expectAbout(new BetaUpperTail(1, shape), t, complement + Math.log(-Math.expm1(-complement)));
      const itself = -Math.log1p(-1 / t) / shape;
      expectAbout(new BetaUpperTail(shape, 1), t, -itself - Math.log(-Math.expm1(-itself)));
    }
  }
});

test("has the tail that it was asked for, from any start above", () => {
  fc.assert(
    fc.property(shape, shape, depth, fc.double({ min: 0, max: 20, noNaN: true }), (alpha, beta, depth, above) => {
      const tail = new BetaUpperTail(alpha, beta);
      const y = tail.logOdds(depth);
      // The error of y is that of the logarithm of the tail, times the slope.
      const margin = 1e-12 * (1 + Math.abs(y) + tail.slope);
      expect(Math.abs(tail.logOdds(depth, y + above) - y)).toBeLessThan(margin);
      if (Math.abs(y) < 30) {
        const given =
          y <= 0
            ? betaDistribution(alpha, beta).logSurvival(value(y))
            : betaDistribution(beta, alpha).logCdf(value(-y));
        expect(Math.abs(given + depth)).toBeLessThan(1e-11);
      }
    }),
    { numRuns: 500, seed: 9 },
  );
});

test("rises with the depth, below its tangents, from −∞ at none", () => {
  fc.assert(
    fc.property(shape, shape, depth, depth, (alpha, beta, one, other) => {
      const tail = new BetaUpperTail(alpha, beta);
      const at = tail.logOdds(one);
      const tangent = at + tail.slope * (other - one);
      const there = tail.logOdds(other);
      const margin = 1e-11 * (1 + Math.abs(there) + tail.slope);
      expect(there).toBeLessThanOrEqual(tangent + margin);
      expect((there - at) * (other - one)).toBeGreaterThanOrEqual(-margin);
    }),
    { numRuns: 500, seed: 10 },
  );
  expect(new BetaUpperTail(2, 3).logOdds(0)).toBe(-Infinity);
});

// Quadrature of the density by mpmath, two rules that agree to 20 digits.
test.each([
  [500_000_000_001, 500_000_000_001, 1.4e12, 1.416250536325202e-5],
  [1e15, 1e15, 1000, 1.3819939005714353e-7],
  [1e15, 3, 1e6, 38.54213193847864],
  [3, 1e15, 1e6, -31.587562094442315],
  [1e12, 2e14, 1e13, -5.2983099994121385],
])("of Beta(%d, %d) the tail 1/%d begins at log odds of %d", (alpha, beta, t, expected) => {
  const y = new BetaUpperTail(alpha, beta).logOdds(Math.log(t));
  // A relative error of as much in x and in 1 − x.
  expect(Math.abs(y - expected)).toBeLessThan(1e-15 * (1 + Math.abs(expected)));
});
