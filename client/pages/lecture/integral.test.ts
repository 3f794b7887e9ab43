import fc from "fast-check";
import { expect, test } from "vitest";
import { bestArmFractions } from "../../../policies/posteriors/best-arm/best-arm-fractions.ts";
import { Rational } from "../../../policies/numerics/rational.ts";
import { deriveIntegral, exceedsHalf, finiteSum } from "./integral.ts";

const texts = (numbers: readonly Rational[]) => numbers.map(String);
const sum = (numbers: readonly Rational[]) => numbers.reduce((total, term) => total.plus(term), Rational.zero);

test("the lecture's integral is (2 − 2x)·x² = 2x² − 2x³, then 2/3 − 1/2 = 1/6", () => {
  const derivation = deriveIntegral(
    [
      { alpha: 1, beta: 2 },
      { alpha: 2, beta: 1 },
    ],
    0,
  )!;
  expect(texts(derivation.densities[0])).toEqual(["2", "-2"]);
  expect(texts(derivation.densities[1])).toEqual(["0", "2"]);
  expect(texts(derivation.cdfs[1])).toEqual(["0", "0", "1"]);
  expect(texts(derivation.product)).toEqual(["0", "0", "2", "-2"]);
  expect(texts(derivation.terms)).toEqual(["2/3", "-1/2"]);
  expect(String(derivation.result)).toBe("1/6");
});

test("the prior Beta(2, 2) gives 48/5 − 22 + 120/7 − 9/2 = 17/70", () => {
  const derivation = deriveIntegral(
    [
      { alpha: 2, beta: 3 },
      { alpha: 3, beta: 2 },
    ],
    0,
  )!;
  expect(texts(derivation.constants)).toEqual(["12", "12"]);
  expect(texts(derivation.terms)).toEqual(["48/5", "-22", "120/7", "-9/2"]);
  expect(String(derivation.result)).toBe("17/70");
});

test("the video's 1/4 is the probability that a alone exceeds 1/2", () => {
  const arms = [
    { alpha: 1, beta: 2 },
    { alpha: 2, beta: 1 },
  ];
  expect(texts(arms.map((_, arm) => exceedsHalf(deriveIntegral(arms, 0)!, arm)))).toEqual(["1/4", "3/4"]);
});

test("three untouched uniform arms share evenly", () => {
  const uniform = { alpha: 1, beta: 1 };
  expect(String(deriveIntegral([uniform, uniform, uniform], 1)!.result)).toBe("1/3");
});

const whole = fc.record({ alpha: fc.integer({ min: 1, max: 6 }), beta: fc.integer({ min: 1, max: 6 }) });

test("the derivation ends in the fraction that counting interleavings gives", () => {
  let derived = 0;
  fc.assert(
    fc.property(fc.array(whole, { minLength: 2, maxLength: 3 }), (arms) => {
      const fractions = texts(bestArmFractions(arms));
      const derivations = arms.map((_, arm) => deriveIntegral(arms, arm));
      derived += derivations.filter(Boolean).length;
      return derivations.every((derivation, arm) => !derivation || String(derivation.result) === fractions[arm]);
    }),
    { seed: 20_210_203, numRuns: 200 },
  );
  expect(derived).toBeGreaterThan(200);
});

test("the finite sum ends in the same fraction, and is the single term 1/6 for the lecture", () => {
  expect(texts(finiteSum({ alpha: 1, beta: 2 }, { alpha: 2, beta: 1 }))).toEqual(["1/6"]);
  fc.assert(
    fc.property(whole, whole, (a, b) => {
      expect(String(sum(finiteSum(a, b)))).toBe(String(bestArmFractions([a, b])[0]));
    }),
    { seed: 20_210_203, numRuns: 200 },
  );
});

test("parameters that are not whole, or too large, have no derivation", () => {
  const one = { alpha: 1, beta: 1 };
  expect(deriveIntegral([{ alpha: 0.5, beta: 1 }, one], 0)).toBeUndefined();
  expect(deriveIntegral([{ alpha: 1e9, beta: 1 }, one], 0)).toBeUndefined();
});
