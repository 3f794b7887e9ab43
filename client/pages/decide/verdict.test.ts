import { expect, test } from "vitest";
import { bestArmAnswer } from "../../../experiments/best-arm/best-arm.ts";
import { wordings } from "./measured.ts";
import { resultsText } from "./results-text.ts";
import { example, measures } from "./spec.ts";
import { verdict } from "./verdict.ts";

const of = (counts: [successes: number, trials: number][], acceptedLoss = 0.1) => {
  const arms = counts.map(([successes, trials]) => ({ successes, trials }));
  const names = ["A", "B", "C"].slice(0, counts.length);
  return verdict(bestArmAnswer({ family: "beta", arms, control: 0 }).probabilities, names, acceptedLoss);
};

test("without a visitor all variants are equal, and choosing loses E[max] − 1/2 = 1/6", () => {
  const { headline, advice, canStop } = of([
    [0, 0],
    [0, 0],
  ]);
  expect(headline).toBe("Both variants are equally likely to be best: 50.0% each.");
  expect(advice).toBe(
    "Keep testing: choosing A now loses 17 percentage points on average, more than the 0.1 you accept.",
  );
  expect(canStop).toBe(false);
});

// After a failure of A and a success of B: 1/6 and 5/6, and B loses E[max(θ_A − θ_B, 0)] = 1/30.
test("the leader is named with its chance, and a test may stop when its loss is accepted", () => {
  const lecture: [number, number][] = [
    [0, 1],
    [1, 1],
  ];
  expect(of(lecture).headline).toBe("B leads: 83.3% to be best.");
  expect(of(lecture).lift).toMatch(/^Its lift over A is \+\d+% \(95% interval [−+]\d+% to .+\)\.$/);
  expect(of(lecture.toReversed()).lift).toBe("");
  expect(of(lecture, 3.3).canStop).toBe(false);
  const { advice, canStop } = of(lecture, 3.4);
  expect(canStop).toBe(true);
  expect(advice).toBe(
    "You can stop: choosing B loses 3.3 percentage points on average, no more than the 3.4 you accept.",
  );
});

test("two leaders share the lead, and a single variant has no rival", () => {
  expect(
    of([
      [9, 9],
      [9, 9],
      [0, 9],
    ]).headline,
  ).toMatch(/^A and B lead: \d\d\.\d% each to be best\.$/);
  // Their lift is that of one of them by name.
  expect(
    of([
      [0, 9],
      [9, 9],
      [9, 9],
    ]).lift,
  ).toMatch(/^B’s lift over A is /);
  expect(of([[3, 9]]).headline).toBe("A is the only variant.");
});

// After a failure of A and a success of B, choosing B loses 1/30, which is 3.333… percentage points.
test("a loss is never rounded to the accepted one, or across it", () => {
  const lecture: [number, number][] = [
    [0, 1],
    [1, 1],
  ];
  expect(of(lecture, 3.3).advice).toBe(
    "Keep testing: choosing B now loses 3.33 percentage points on average, more than the 3.3 you accept.",
  );
  expect(of(lecture, 3.332).advice).toContain("loses 3.333 percentage points on average, more than the 3.332 you");
  expect(of(lecture, 0.00001).advice).toContain("more than the 10⁻⁵ you accept.");
});

test("a loss of means is a number in any unit", () => {
  const arms = [1, 2].map((location) => ({ location: location * 1e-5, scale: 1e-5, degreesOfFreedom: 100 }));
  const { probabilities } = bestArmAnswer({ family: "student-t", arms, control: 0 });
  const { advice } = verdict(probabilities, ["A", "B"], 1e-6, wordings.means);
  expect(advice).toMatch(
    /^Keep testing: choosing B now loses [\d.]+·10⁻⁶ on average, more than the 10⁻⁶ you accept\.$/,
  );
});

test("paper has the results that the verdict is about", () => {
  expect(resultsText(example)).toBe(
    "Conversions of visitors: Current page 120 of 4,000; Short form 165 of 4,000; Video 138 of 4,000.",
  );
  expect(resultsText(measures.means.example)).toBe(
    "Means: Current page 12.4 (standard deviation 30.1, 400 visitors); Bundle 13.9 (standard deviation 32.7, 400 visitors).",
  );
});
