import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { referenceCases, relativeError } from "../testing/reference.ts";
import { bernoulliEntropy, divergenceLogOdds, quickDivergenceLogOdds } from "./bernoulli-divergence.ts";
import { exactDivergenceBound } from "./bernoulli-divergence-exact.ts";
import { FRACTION_BITS, fixedLogarithmOf, fixedRational } from "./fixed-point.ts";
import { Rational } from "./rational.ts";

interface IndexCase {
  K: number;
  history: [arm: number, reward: number][];
  decision: number;
  policy: string;
  index: string[];
}
/** Within 16 units of rounding of log odds, relative to 1 + |y|. */
const expectAbout = (y: number, expected: number) =>
  expect(Math.abs(y - expected)).toBeLessThan(16 * 2 ** -53 * (1 + Math.abs(expected)));
const fromLogOdds = (y: number) => 1 / (1 + Math.exp(-y));

describe("the largest q within a divergence of p", () => {
  test.each(referenceCases<IndexCase>("policy_history").filter(({ policy }) => policy === "klucb_c0"))(
    "is the KL-UCB index of $id",
    ({ K, history, decision, index }) => {
      for (let arm = 0; arm < K; arm++) {
        const rewards = history.filter(([pulled]) => pulled === arm).map(([, reward]) => reward);
        const [n, s] = [rewards.length, rewards.reduce((sum, reward) => sum + reward, 0)];
        const y = divergenceLogOdds(s / n, (n - s) / n, Math.log(decision) / n);
        expect(relativeError(fromLogOdds(y), Number(index[arm]))).toBeLessThan(1e-15);
      }
    },
  );

  test("has odds e^B − 1 for p = 0, and those of (1 + √(1 − e^(−2B)))/2 for p = 1/2", () => {
    for (const budget of [1e-12, 1e-3, 0.1, 1, 5, 40, 300]) {
      expectAbout(divergenceLogOdds(0, 1, budget), Math.log(Math.expm1(budget)));
      const root = Math.sqrt(-Math.expm1(-2 * budget));
      // (1 + r)/(1 − r) with 1 − r² = e^(−2B).
      expectAbout(divergenceLogOdds(0.5, 0.5, budget), 2 * Math.log1p(root) + 2 * budget);
    }
  });

  test("is 1 for p = 1, and p without a budget", () => {
    expect(divergenceLogOdds(1, 0, 0.3)).toBe(Infinity);
    expect(divergenceLogOdds(0.25, 0.75, 0)).toBeCloseTo(-Math.log(3), 15);
    expect(divergenceLogOdds(0, 1, 0)).toBe(-Infinity);
  });

  /** A mean of n rewards and what KL-UCB may spend on it. */
  const problems = fc
    .record({
      n: fc.integer({ min: 1, max: 10_000 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      logarithm: fc.double({ min: 0.1, max: 30, noNaN: true }),
    })
    .map(({ n, share, logarithm }) => ({ n, s: Math.min(n - 1, Math.floor(share * n)), budget: logarithm / n }));

  test("agrees with 78 decimals in q and in 1 − q", () => {
    fc.assert(
      fc.property(problems, ({ n, s, budget }) => {
        const y = divergenceLogOdds(s / n, (n - s) / n, budget);
        const exact = exactDivergenceBound(Rational.of(s, n), fixedRational(Rational.fromDouble(budget)), y);
        const one = 1n << FRACTION_BITS;
        const q = new Rational(exact, one).toNumber();
        const complement = new Rational(one - exact, one).toNumber();
        // The mean s/n is rounded, too, by half a unit of itself and of its complement.
        const tolerance = 16 * 2 ** -53 * (1 + Math.abs(y));
        expect(relativeError(1 / (1 + Math.exp(-y)), q)).toBeLessThan(tolerance);
        expect(relativeError(1 / (1 + Math.exp(y)), complement)).toBeLessThan(tolerance);
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  test("is found from any bound above it", () => {
    fc.assert(
      fc.property(problems, fc.double({ min: 0, max: 50, noNaN: true }), ({ n, s, budget }, above) => {
        const y = divergenceLogOdds(s / n, (n - s) / n, budget);
        const again = divergenceLogOdds(s / n, (n - s) / n, budget, y + above);
        expectAbout(again, y);
      }),
      { numRuns: 500, seed: 6 },
    );
  });
});

describe("the quick solution", () => {
  /** What d may be off by, over the slope of d, and the rounding of y itself. */
  const allowed = (p: number, complement: number, budget: number, y: number) => {
    const rise = y < 0 ? fromLogOdds(y) - p : complement - fromLogOdds(-y);
    return 16 * 2 ** -53 * ((bernoulliEntropy(p, complement) + budget) / rise + 1 + Math.abs(y));
  };
  /** Every start that it may be given: near, far above, below p, where the bound before was, and none. */
  const startsAround = (y: number) => [
    y,
    y + 1e-9,
    y + 0.1,
    y + 5,
    y + 60,
    y - 1e-6,
    y - 0.3,
    y - 40,
    0,
    Infinity,
    -Infinity,
  ];
  const means = [1, 2, 3, 10, 97, 1000, 100_000].flatMap((n) =>
    [...new Set([1, 2, Math.round(n / 3), Math.round(n / 2), n - 1])].flatMap((s) =>
      s > 0 && s < n ? [[s, n] as const] : [],
    ),
  );
  const decisions = [2, 3, 10, 1000, 10_000_000];

  test("is off by no more than it says against 78 decimals, from any start", () => {
    let compared = 0;
    for (const [s, n] of means) {
      for (const t of decisions) {
        const [p, complement, budget] = [s / n, (n - s) / n, Math.log(t) / n];
        const near = divergenceLogOdds(p, complement, budget);
        // Beyond that 1 − q has too few of the 320 bits.
        if (near > 100) continue;
        compared++;
        const one = 1n << FRACTION_BITS;
        const q = exactDivergenceBound(Rational.of(s, n), fixedRational(Rational.fromDouble(budget)), near);
        const y = new Rational(fixedLogarithmOf(q) - fixedLogarithmOf(one - q), one).toNumber();
        for (const start of startsAround(y)) {
          const quick = quickDivergenceLogOdds(p, complement, bernoulliEntropy(p, complement), budget, start);
          expect(Math.abs(quick - y), `${s}/${n}, ln ${t}, from ${start}`).toBeLessThan(
            allowed(p, complement, budget, y),
          );
        }
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  test("agrees with the careful one for means next to 0 and 1, and for budgets large and small", () => {
    for (let exponent = 1; exponent <= 40; exponent += 3) {
      for (const [p, complement] of [
        [2 ** -exponent, 1 - 2 ** -exponent],
        [1 - 2 ** -exponent, 2 ** -exponent],
      ]) {
        for (const budget of [1e-9, 1e-5, 0.01, 0.5, 3, 20]) {
          const y = divergenceLogOdds(p, complement, budget);
          for (const start of startsAround(y)) {
            const quick = quickDivergenceLogOdds(p, complement, bernoulliEntropy(p, complement), budget, start);
            const bound = allowed(p, complement, budget, y) + 4e-15 * (1 + Math.abs(y));
            expect(Math.abs(quick - y), `${p}, ${budget}, from ${start}`).toBeLessThan(bound);
          }
        }
      }
    }
  });
});
