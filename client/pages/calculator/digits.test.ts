import { expect, test } from "vitest";
import { allDigits, asPowerOfE, belowText, digitsOf, knownDigits, logDigits, probabilityDigits } from "./digits.ts";
import { decisionText, type MaybeFraction, probabilityText } from "./decision.ts";
import { type Loss, lossDigits, lossText } from "./loss.ts";

const probability = (value: number, more: Partial<MaybeFraction & Loss> = {}) => ({
  value,
  logValue: Math.log(value),
  errorBound: 0,
  expectedLoss: null,
  ...more,
});
const named = (arm: number) => ["a", "b", "c"][arm];

test("all digits of a double are shown, of small ones with a power of ten", () => {
  expect(allDigits(1 / 6)).toBe("0.16666666666666666");
  expect(allDigits(0)).toBe("0");
  expect(allDigits(-0.25)).toBe("−0.25");
  expect(allDigits(4.150086285598261e-274)).toBe("4.150086285598261·10⁻²⁷⁴");
});

test("a probability too small for a double has the digits of its logarithm", () => {
  // P(best) of Beta(950297826, 2049702174) against Beta(951990935, 2048009065), by mpmath: 6.2248738608962965…·10⁻⁴⁸².
  const logValue = -1108.017461644292;
  const lost = { value: 0, logValue, errorBound: 0 };
  expect(asPowerOfE(lost)).toBe("e^−1108.017");
  expect(probabilityDigits(lost)).toMatch(/^6\.22487386\d*·10⁻⁴⁸²$/);
  expect(probabilityDigits(lost, 3)).toBe("6.22·10⁻⁴⁸²");
  expect(asPowerOfE(probability(0.5))).toBeUndefined();
  expect(probabilityDigits({ value: 0, logValue: null, errorBound: 0 })).toBe("0");
});

test("a brief probability is a short fraction, four digits, or 1 minus a small number", () => {
  expect(probabilityText([probability(1 / 6, { fraction: "1/6" }), probability(5 / 6)], 0)).toBe("1/6");
  expect(probabilityText([probability(0.076816, { fraction: "1".repeat(50) })], 0)).toBe("0.07682");
  const hopeless = [probability(1.77e-49), probability(1)];
  expect(probabilityText(hopeless, 1)).toBe("1 − 1.77·10⁻⁴⁹");
  expect(probabilityText([probability(1)], 0)).toBe("1");
});

test("the decision names the likeliest arm and what it costs, and the cheapest where that is another", () => {
  const lecture = [
    probability(1 / 6, { fraction: "1/6", expectedLoss: 11 / 30 }),
    probability(5 / 6, { fraction: "5/6", expectedLoss: 1 / 30 }),
  ];
  expect(decisionText(lecture, named, true)).toBe(
    "Arm b is best with probability 5/6; expected loss if you choose b: 3.333 percentage points.",
  );
  const torn = [probability(0.6, { expectedLoss: 0.3 }), probability(0.4, { expectedLoss: 0.2 })];
  expect(decisionText(torn, named, false)).toBe(
    "Arm a is best with probability 0.6, but arm b has the higher mean; expected loss if you choose a: 0.3; expected loss if you choose b: 0.2.",
  );
  const even = [probability(0.5, { expectedLoss: 0.1 }), probability(0.5, { expectedLoss: 0.1 })];
  expect(decisionText(even, named, false)).toBe(
    "Arms a and b are equally likely to be best, with probability 0.5 each; expected loss if you choose a: 0.1.",
  );
  expect(decisionText([probability(0.5), probability(0.5)], named, false)).toMatch(/There is no expected loss/);
});

test("only digits above the error bound are shown", () => {
  expect(knownDigits(1 / 6, 0)).toBe("0.16666666666666666");
  expect(knownDigits(1 / 6, 3e-13)).toBe("0.166666666667");
  expect(knownDigits(0.2499999, 1e-3)).toBe("0.25");
  expect(knownDigits(-123456, 10)).toBe("−123460");
  expect(knownDigits(1.5, 2)).toBe("2");
});

test("a nearly certain arm is shown as 1 minus the others, in all forms", () => {
  const arms = [
    { value: 1.7690239391318676e-49, logValue: -112.25624160904337, errorBound: 3e-61 },
    { value: 0.9999999999999998, logValue: -1.7690239391318676e-49, errorBound: 2e-14 },
  ];
  expect(probabilityText(arms, 1)).toBe("1 − 1.77·10⁻⁴⁹");
  expect(digitsOf(arms, 1)).toEqual({ text: "1 − 1.76902393913·10⁻⁴⁹", errorBound: 3e-61 });
  expect(logDigits(arms, 1)).toBe("−1.76902393913·10⁻⁴⁹");
  expect(logDigits(arms, 0)).toBe("−112.256241609");
  const beyondDoubles = [
    { value: 0, logValue: -1108.017461644292, errorBound: 0 },
    { value: 1, logValue: 0, errorBound: 1e-14 },
  ];
  expect(digitsOf(beyondDoubles, 1).text).toMatch(/^1 − 6\.22487386\d*·10⁻⁴⁸²$/);
  expect(logDigits(beyondDoubles, 1)).toMatch(/^−6\.22487386\d*·10⁻⁴⁸²$/);
  expect(logDigits([{ value: 1, logValue: 0, errorBound: 0 }], 0)).toBe("0");
});

test("a loss below the error bound is shown as an upper limit", () => {
  const lost: Loss = { expectedLoss: 7.3e-28, expectedLossErrorBound: 1.7513e-24 };
  expect(lossText(lost)).toBe("< 1.8·10⁻²⁴");
  expect(lossDigits(lost)).toBe("< 1.8·10⁻²⁴");
  expect(lossText({ expectedLoss: 0.07672, expectedLossErrorBound: 1.7e-14 })).toBe("0.07672");
  expect(lossDigits({ expectedLoss: 0.0767236589658191, expectedLossErrorBound: 1.7e-14 })).toBe("0.0767236589658");
  expect(lossDigits({ expectedLoss: 1 / 30, expectedLossErrorBound: 0, expectedLossFraction: "1/30" })).toBe(
    "0.03333333333333333",
  );
  expect(lossText({ expectedLoss: null })).toBe("none");
  const certain = [probability(1e-49, { expectedLoss: 20 }), probability(1, lost)];
  expect(decisionText(certain, named, false)).toBe(
    "Arm b is best with probability 1 − 10⁻⁴⁹; expected loss if you choose b: < 1.8·10⁻²⁴.",
  );
  expect(decisionText(certain, named, true)).toMatch(/if you choose b: < 1\.8·10⁻²² percentage points\.$/);
});

test("a limit is rounded up", () => {
  expect([1.21e-24, 9.96e-5, 1e-3].map(belowText)).toEqual(["< 1.3·10⁻²⁴", "< 1·10⁻⁴", "< 1·10⁻³"]);
});
