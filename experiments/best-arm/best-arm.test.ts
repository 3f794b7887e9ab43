import { expect, test } from "vitest";
import { BestArmAnswer } from "./answer.ts";
import { bestArmAnswer } from "./best-arm.ts";
import type { BestArmRequest } from "./request.ts";

test("the lecture's posteriors: 1/6 and 5/6, exactly", () => {
  const answer = bestArmAnswer({
    family: "beta",
    arms: [
      { alpha: 1, beta: 2 },
      { alpha: 2, beta: 1 },
    ],
  });
  expect(answer.probabilities).toMatchObject([
    { arm: 0, value: 1 / 6, errorBound: 0, fraction: "1/6" },
    { arm: 1, value: 5 / 6, errorBound: 0, fraction: "5/6" },
  ]);
  // E[max] = ∫ 1 − (2x − x²)·x² dx = 7/10; the means are 1/3 and 2/3.
  expect(answer.probabilities.map(({ expectedLossFraction }) => expectedLossFraction)).toEqual(["11/30", "1/30"]);
  expect(answer.defect).toBe(0);
  expect(BestArmAnswer.parse(answer)).toEqual(answer);
});

test("a hopeless arm keeps its fraction and its logarithm where its value is 0", () => {
  // P(Beta(1, n) > Beta(n, 1)) = n·B(n, n + 1) = 1/C(2n, n).
  const n = 1000;
  let binomial = 1n;
  let logBinomial = 0;
  for (let i = 1; i <= n; i++) {
    binomial = (binomial * BigInt(n + i)) / BigInt(i);
    logBinomial += Math.log((n + i) / i);
  }
  const { probabilities } = bestArmAnswer({
    family: "beta",
    arms: [
      { alpha: 1, beta: n },
      { alpha: n, beta: 1 },
    ],
  });
  expect(probabilities[0]).toMatchObject({ value: 0, fraction: `1/${binomial}` });
  expect(probabilities[0].logValue).toBeCloseTo(-logBinomial, 9);
});

test("two normals of equal mean: a half each, and √((s₁² + s₂²)/2π) to lose", () => {
  const { probabilities } = bestArmAnswer({
    family: "normal",
    arms: [
      { mean: 7, standardDeviation: 3 },
      { mean: 7, standardDeviation: 4 },
    ],
  });
  for (const { value, expectedLoss } of probabilities) {
    expect(value).toBeCloseTo(0.5, 14);
    expect(expectedLoss).toBeCloseTo(5 / Math.sqrt(2 * Math.PI), 12);
  }
});

const two = <Arm>(arm: Arm) => [arm, arm];

test.each<BestArmRequest>([
  { family: "beta", arms: two({ alpha: 0.5, beta: 2.5 }) },
  { family: "normal", arms: two({ mean: -3, standardDeviation: 1e-3 }) },
  { family: "gamma", arms: two({ shape: 2.5, rate: 40 }) },
  { family: "student-t", arms: two({ location: 1, scale: 2, degreesOfFreedom: 5 }) },
])(
  "of two equal posteriors, $family, either is best with probability 1/2, and the answer fits its schema",
  (request) => {
    const answer = bestArmAnswer(request);
    expect(BestArmAnswer.parse(JSON.parse(JSON.stringify(answer)))).toEqual(answer);
    expect(answer.arms).toEqual(request.arms);
    for (const { value } of answer.probabilities) expect(value).toBeCloseTo(0.5, 13);
    expect(answer.defect).toBe(answer.probabilities[0].value + answer.probabilities[1].value - 1);
  },
);

test("a Student posterior without a mean has no expected loss, and is best or not all the same", () => {
  const { probabilities } = bestArmAnswer({
    family: "student-t",
    arms: two({ location: 0, scale: 1, degreesOfFreedom: 1 }),
  });
  expect(probabilities.map(({ expectedLoss }) => expectedLoss)).toEqual([null, null]);
});

test("one arm is best for certain, and nothing is lost by it", () => {
  const { probabilities } = bestArmAnswer({ family: "gamma", arms: [{ shape: 2, rate: 1 }] });
  expect(probabilities[0]).toMatchObject({ value: 1, logValue: 0, errorBound: 0, expectedLoss: 0 });
});
