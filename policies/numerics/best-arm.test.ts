import fc from "fast-check";
import jstat from "jstat";
import { describe, expect, test } from "vitest";
import { referenceCases, relativeError } from "../testing/reference.ts";
import { bestArmFractions } from "./best-arm-fractions.ts";
import { bestArmProbabilities } from "./best-arm.ts";
import { bestArmByQuadrature } from "./best-arm-quadrature.ts";
import { BetaKernel, type BetaParameters, logistic } from "./beta-kernel.ts";
import { Rational } from "./rational.ts";

interface BestArmCase {
  family: string;
  regime: string;
  arms: BetaParameters[];
  p: string[];
  ln_p: (string | null)[];
  exact?: string[];
}

const betaCases = referenceCases<BestArmCase>("prob_best").filter(({ family }) => family === "beta");
const largest = ({ arms }: BestArmCase) => Math.max(...arms.map(({ alpha, beta }) => alpha + beta));
const whole = fc.record({ alpha: fc.integer({ min: 1, max: 30 }), beta: fc.integer({ min: 1, max: 30 }) });
const seed = 1_973_104_027;

describe("by exact fractions", () => {
  test("the lecture's 1/6 and 17/70", () => {
    const fractions = (arms: [number, number][]) =>
      bestArmFractions(arms.map(([alpha, beta]) => ({ alpha, beta }))).map(String);
    expect(
      fractions([
        [1, 2],
        [2, 1],
      ]),
    ).toEqual(["1/6", "5/6"]);
    expect(
      fractions([
        [2, 3],
        [3, 2],
      ]),
    ).toEqual(["17/70", "53/70"]);
  });

  test.each(betaCases.filter(({ exact }) => exact))(
    "$id ($regime) equals the reference fraction",
    ({ arms, exact, p }) => {
      const { arms: answer, method } = bestArmProbabilities(arms);
      expect(method).toBe("fraction");
      expect(answer.map(({ fraction }) => fraction)).toEqual(exact);
      answer.forEach(({ value, errorBound }, arm) => {
        expect(value).toBe(Number(p[arm]));
        expect(errorBound).toBe(0);
      });
    },
  );

  test("they sum to exactly one, and arms swap with their probabilities", () => {
    fc.assert(
      fc.property(fc.array(whole, { minLength: 1, maxLength: 6 }), (arms) => {
        const fractions = bestArmFractions(arms);
        expect(fractions.reduce((sum, fraction) => sum.plus(fraction), Rational.zero).toString()).toBe("1");
        expect(bestArmFractions(arms.toReversed()).map(String)).toEqual(fractions.toReversed().map(String));
      }),
      { seed, numRuns: 60 },
    );
  });
});

describe("by quadrature", () => {
  test.each(betaCases)(
    "$id ($regime) holds 10⁻¹² of the reference, more as √(α + β) beyond 10⁵, and its error bound",
    (each) => {
      const answer = bestArmByQuadrature(each.arms);
      answer.forEach(({ value, logValue, errorBound }, arm) => {
        const logReference = each.ln_p[arm];
        if (logReference === null) return;
        const expected = Number(each.p[arm]);
        const allowed = 1e-12 * Math.max(1, Math.sqrt(largest(each) / 1e5));
        if (Number(logReference) < -100)
          expect(Math.abs(logValue - Number(logReference))).toBeLessThan(allowed - 2e-15 * Number(logReference));
        else expect(relativeError(value, expected)).toBeLessThan(allowed);
        expect(Math.abs(value - expected)).toBeLessThanOrEqual(errorBound + expected * 2 ** -52);
      });
    },
  );

  test("it agrees with exact fractions to 10⁻¹³, tails included, and its sum is one unforced", () => {
    fc.assert(
      fc.property(fc.array(whole, { minLength: 2, maxLength: 5 }), (arms) => {
        const answer = bestArmByQuadrature(arms);
        bestArmFractions(arms).forEach((fraction, arm) =>
          expect(relativeError(answer[arm].value, fraction.toNumber())).toBeLessThan(1e-13),
        );
        expect(Math.abs(answer.reduce((sum, { value }) => sum + value, 0) - 1)).toBeLessThan(2e-14);
      }),
      { seed, numRuns: 100 },
    );
  });

  test("parameters from 10⁻³ to 10⁹ side by side: every value is a probability, and they sum to one to 10⁻¹¹", () => {
    const magnitude = fc.double({ min: -3, max: 9, noNaN: true }).map((exponent) => 10 ** exponent);
    const wild = fc.record({ alpha: magnitude, beta: magnitude });
    fc.assert(
      fc.property(fc.array(wild, { minLength: 2, maxLength: 7 }), (arms) => {
        const answer = bestArmByQuadrature(arms);
        for (const { value, logValue, errorBound } of answer) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(logValue).toBeLessThanOrEqual(0);
          expect(logValue).toBeGreaterThan(-Infinity);
          expect(errorBound).toBeLessThan(1e-8);
        }
        expect(Math.abs(answer.reduce((sum, { value }) => sum + value, 0) - 1)).toBeLessThan(1e-11);
      }),
      { seed, numRuns: 300 },
    );
  });

  test("its error bound holds against α/(α + …) of arms with β = 1, and 1 − that of arms with α = 1", () => {
    const magnitude = fc.double({ min: -3, max: 5, noNaN: true }).map((exponent) => 10 ** exponent);
    fc.assert(
      fc.property(magnitude, magnitude, (one, other) => {
        const share = one / (one + other);
        const [powers] = bestArmByQuadrature([
          { alpha: one, beta: 1 },
          { alpha: other, beta: 1 },
        ]);
        const [, mirrored] = bestArmByQuadrature([
          { alpha: 1, beta: one },
          { alpha: 1, beta: other },
        ]);
        for (const { value, errorBound } of [powers, mirrored]) {
          expect(Math.abs(value - share)).toBeLessThanOrEqual(errorBound + 2 ** -51 * share);
        }
      }),
      { seed, numRuns: 2000 },
    );
  });

  test("equal arms share evenly, and swapping α with β turns the best into the worst", () => {
    const equal = bestArmByQuadrature(Array.from({ length: 7 }, () => ({ alpha: 0.37, beta: 12.5 })));
    for (const { value } of equal) expect(value).toBeCloseTo(1 / 7, 14);
    const [first] = bestArmByQuadrature([
      { alpha: 2.5, beta: 7 },
      { alpha: 0.5, beta: 0.25 },
    ]);
    const [swapped] = bestArmByQuadrature([
      { alpha: 7, beta: 2.5 },
      { alpha: 0.25, beta: 0.5 },
    ]);
    expect(first.value + swapped.value).toBeCloseTo(1, 14);
  });

  test("a probability below 10⁻³⁰⁸ keeps its logarithm", () => {
    const [fraction] = bestArmFractions([
      { alpha: 1, beta: 1200 },
      { alpha: 1200, beta: 1 },
    ]);
    const [{ value, logValue }] = bestArmByQuadrature([
      { alpha: 1, beta: 1200 },
      { alpha: 1200, beta: 1 },
    ]);
    expect(value).toBe(0);
    expect(Math.abs(logValue - fraction.log())).toBeLessThan(1e-13 * Math.abs(fraction.log()));
  });

  test("the cdf underneath agrees with jStat at jStat's own accuracy", () => {
    for (const [alpha, beta] of [
      [0.5, 0.5],
      [2, 3],
      [30, 4.5],
      [700, 800],
    ]) {
      const kernel = new BetaKernel(alpha, beta);
      for (const x of [0.05, 0.3, 0.5, 0.9]) {
        const point = logistic(Math.log(x / (1 - x)));
        const cdf = Math.exp(kernel.logCdf(point, kernel.logDensity(point)));
        expect(Math.abs(cdf - jstat.jStat.beta.cdf(x, alpha, beta))).toBeLessThan(1e-6);
      }
    }
  });
});
