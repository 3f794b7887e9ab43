import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { stream } from "../random/streams.ts";
import { referenceCases, relativeError } from "../testing/reference.ts";
import { GittinsBracket, gittinsIndex } from "./gittins-index.ts";
import { Rational } from "../numerics/rational.ts";

interface GittinsCase {
  alpha: number;
  beta: number;
  gamma: string;
  index: string;
}
const cases = referenceCases<GittinsCase>("gittins");

/** Shapes and discounts over the whole domain, log-uniform where that is many decades. */
const shape = fc.double({ min: -2, max: 4, noNaN: true }).map((exponent) => 10 ** exponent);
const discount = fc.double({ min: 0, max: 0.95, noNaN: true });
const property = (check: (alpha: number, beta: number, discount: number) => void) =>
  fc.assert(fc.property(shape, shape, discount, check), { numRuns: 60, seed: 3 });

describe("the Gittins index", () => {
  test("the reference has seven", () => expect(cases).toHaveLength(7));

  test.each(cases)("$id: Beta($alpha, $beta) at $gamma to 10⁻¹², inside its bracket", (given) => {
    const { value, lower, upper } = gittinsIndex(given.alpha, given.beta, Number(given.gamma));
    const index = Number(given.index);
    expect(relativeError(value, index)).toBeLessThan(1e-12);
    expect(lower).toBeLessThanOrEqual(index);
    expect(upper).toBeGreaterThanOrEqual(index);
    expect(upper - lower).toBeLessThanOrEqual(1e-12);
  });

  test.each([
    [1, 1, 0.7029],
    [2, 2, 0.6346],
    [3, 3, 0.601],
    [10, 2, 0.8695],
    [10, 7, 0.63],
  ])("Gittins's own table at 0.9: Beta(%i, %i) has %f", (alpha, beta, printed) => {
    expect(Math.abs(gittinsIndex(alpha, beta, 0.9).value - printed)).toBeLessThanOrEqual(0.5e-4);
  });

  test("without a future it is the mean", () => {
    for (const [alpha, beta] of [
      [1, 1],
      [3, 5],
      [0.01, 7],
    ]) {
      expect(relativeError(gittinsIndex(alpha, beta, 0).value, alpha / (alpha + beta))).toBeLessThan(1e-15);
    }
  });

  test("lies above the mean, by at most the worth of learning the arm's mean", () => {
    property((alpha, beta, discount) => {
      const { lower, upper } = gittinsIndex(alpha, beta, discount);
      const mean = alpha / (alpha + beta);
      const deviation = Math.sqrt((mean * (1 - mean)) / (alpha + beta + 1));
      expect(upper).toBeGreaterThanOrEqual(mean);
      // (1 − γ)(λ − m) ≤ γ·E(θ − λ)⁺ ≤ γ·σ/2 at the index λ.
      expect(lower).toBeLessThanOrEqual(mean + (discount * deviation) / (2 * (1 - discount)));
    });
  });

  test("has a lower bound below it for large shapes too, whose mean all but is the index", () => {
    const random = stream("large shapes", "reward", "");
    const shapes = Array.from({ length: 200 }, () => [10 ** (15 * random.uniform()), 10 ** (15 * random.uniform())]);
    shapes.push([1e15, 0.001], [1e15, 0.01], [0.001, 1e15], [1e15, 3e14]);
    for (const [alpha, beta] of shapes) {
      const [a, b] = [Rational.fromDecimal(alpha), Rational.fromDecimal(beta)];
      const mean = a.over(a.plus(b));
      // At the discount 0 the index is the mean.
      const { lower, upper } = gittinsIndex(alpha, beta, 0);
      expect(Rational.fromDouble(lower).minus(mean).numerator <= 0n, `Beta(${alpha}, ${beta})`).toBe(true);
      expect(upper === 1 || Rational.fromDouble(upper).minus(mean).numerator >= 0n, `Beta(${alpha}, ${beta})`).toBe(
        true,
      );
    }
    // 1 − 10⁻¹⁸ < 1, to which the index comes no nearer than by the chance of a failure.
    expect(gittinsIndex(1e15, 0.001, 0.5).lower).toBeLessThan(1);
  });

  test("rises with successes and with the discount, and falls with failures", () => {
    property((alpha, beta, discount) => {
      const { lower, upper } = gittinsIndex(alpha, beta, discount);
      expect(gittinsIndex(alpha + 1, beta, discount).upper).toBeGreaterThanOrEqual(lower);
      expect(gittinsIndex(alpha, beta + 1, discount).lower).toBeLessThanOrEqual(upper);
      expect(gittinsIndex(alpha, beta, discount / 2).lower).toBeLessThanOrEqual(upper);
    });
  });

  test("is inside the bracket of every depth on the way", () => {
    property((alpha, beta, discount) => {
      const { value } = gittinsIndex(alpha, beta, discount);
      const bracket = new GittinsBracket(alpha, beta, discount);
      for (; !bracket.isFinal; bracket.deepen()) {
        expect(bracket.lower).toBeLessThanOrEqual(value);
        expect(bracket.upper).toBeGreaterThanOrEqual(value);
      }
    });
  });

  test("is refused where it is not defined or not affordable", () => {
    for (const [alpha, beta, discount] of [
      [0, 1, 0.9],
      [1, NaN, 0.9],
      [1, 1, -0.1],
      [1, 1, 0.9999],
    ]) {
      expect(() => gittinsIndex(alpha, beta, discount)).toThrow(RangeError);
    }
  });
});

describe("an index does not depend on what the process computed before", () => {
  // By two programs with nothing in common with ours: bisection over backward induction in 64-bit extended precision,
  // bracketed from both sides to 3·10⁻²⁰, and policies/testing/oracle/dynamic_programs.py in fixed point.
  test.each([
    [1542, 1698, 0.476934015850772],
    [1546, 1698, 0.477578983533911],
  ])("Beta(%i, %i) at 0.99, asked first", async (alpha, beta, index) => {
    vi.resetModules();
    const fresh = await import("./gittins-index.ts");
    const { value, lower, upper } = fresh.gittinsIndex(alpha, beta, 0.99);
    expect(relativeError(value, index)).toBeLessThan(1e-12);
    expect(lower).toBeLessThan(index);
    expect(upper).toBeGreaterThan(index);
  });

  const random = stream("fresh Gittins indices", "reward", "");
  const posteriors = Array.from({ length: 240 }, (_, i) => {
    const size = 10 ** (1 + 3 * random.uniform());
    const alpha = 1 + Math.floor(size * random.uniform());
    return [alpha, 1 + Math.floor(size * random.uniform()), [0.5, 0.9, 0.95][i % 3]] as const;
  });
  posteriors.push([3239, 1700, 0.99], [1, 1, 0.99], [17, 4211, 0.99], [90, 90, 0.99]);

  test("240 random posteriors, and some at 0.99: the same bits in a fresh module as in one in use", async () => {
    for (const [alpha, beta, discount] of posteriors) {
      vi.resetModules();
      const fresh = await import("./gittins-index.ts");
      expect(fresh.gittinsIndex).not.toBe(gittinsIndex);
      expect(fresh.gittinsIndex(alpha, beta, discount)).toEqual(gittinsIndex(alpha, beta, discount));
    }
  });

  test("an index is in its bracket, and rises strictly with successes and falls with failures", () => {
    for (const [alpha, beta, discount] of posteriors.slice(0, 120)) {
      const { value, lower, upper } = gittinsIndex(alpha, beta, discount);
      expect(lower).toBeGreaterThan(0);
      expect(value).toBeGreaterThanOrEqual(lower);
      expect(value).toBeLessThanOrEqual(upper);
      expect(upper).toBeLessThanOrEqual(1);
      expect(gittinsIndex(alpha + 1, beta, discount).lower).toBeGreaterThan(upper);
      expect(gittinsIndex(alpha, beta + 1, discount).upper).toBeLessThan(lower);
    }
  });
});
