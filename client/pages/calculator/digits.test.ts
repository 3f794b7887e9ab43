import { expect, test } from "vitest";
import { allDigits, asPowerOfE, probabilityDigits } from "./digits.ts";
import { decisionText, probabilityText } from "./decision.ts";

const probability = (value: number, more: { logValue?: number; fraction?: string; expectedLoss?: number } = {}) => ({
  value,
  logValue: Math.log(value),
  errorBound: 0,
  ...more,
});
const named = (arm: number) => ["a", "b", "c"][arm];

test("all digits of a double are shown, small ones with a power of ten", () => {
  expect(allDigits(1 / 6)).toBe("0.16666666666666666");
  expect(allDigits(0)).toBe("0");
  expect(allDigits(-0.25)).toBe("−0.25");
  expect(allDigits(4.150086285598261e-274)).toBe("4.150086285598261·10⁻²⁷⁴");
});

test("a probability that no double holds is told from its logarithm, to the digits that that has", () => {
  // P(best) of Beta(950297826, 2049702174) against Beta(951990935, 2048009065), by mpmath: 6.2248738608962965…·10⁻⁴⁸².
  const logValue = -1108.017461644292;
  const lost = { value: 0, logValue };
  expect(asPowerOfE(lost)).toBe("e^−1108.017");
  expect(probabilityDigits(lost)).toMatch(/^6\.22487386\d*·10⁻⁴⁸²$/);
  expect(probabilityDigits(lost, 3)).toBe("6.22·10⁻⁴⁸²");
  expect(asPowerOfE(probability(0.5))).toBeUndefined();
  expect(probabilityDigits({ value: 0, logValue: -Infinity })).toBe("0");
});

test("in brief a probability is a short fraction, four digits, or what it lacks to one", () => {
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
  expect(decisionText(lecture, named)).toBe(
    "Arm b is best with probability 5/6; choosing it costs 0.03333 in expectation.",
  );
  const torn = [probability(0.6, { expectedLoss: 0.3 }), probability(0.4, { expectedLoss: 0.2 })];
  expect(decisionText(torn, named)).toBe(
    "Arm a is best with probability 0.6, but choosing it costs 0.3 in expectation; arm b, whose mean is higher, costs 0.2.",
  );
  const even = [probability(0.5, { expectedLoss: 0.1 }), probability(0.5, { expectedLoss: 0.1 })];
  expect(decisionText(even, named)).toBe(
    "Arms a and b are equally likely to be best, with probability 0.5 each; choosing a costs 0.1 in expectation.",
  );
  expect(decisionText([probability(0.5), probability(0.5)], named)).toMatch(/No expected loss exists/);
});
