import { describe, expect, test } from "vitest";
import { limits } from "../limits.ts";
import { BestArmAnswer } from "./answer.ts";
import { bestArmAnswer } from "./best-arm.ts";
import { bestArmCost, mostArms } from "./best-arm-cost.ts";
import { BestArmRequest, type BestArmRequestInput } from "./request.ts";

const ask = (request: object) => bestArmAnswer(request as BestArmRequestInput);
const mistakesOf = (request: object): unknown => {
  try {
    return ask(request);
  } catch (error) {
    return (error as { mistakes?: unknown }).mistakes;
  }
};
const pages = [
  { name: "old", successes: 17, trials: 100 },
  { name: "new", successes: 23, trials: 100 },
];

test("every arm has a 95% interval: 0.025 to 0.975 for a uniform posterior", () => {
  const [{ credibleInterval }] = ask({ family: "beta", arms: [{ successes: 0, trials: 0 }] }).probabilities;
  expect(credibleInterval.level).toBe(0.95);
  expect(credibleInterval.lower).toBeCloseTo(0.025, 15);
  expect(credibleInterval.upper).toBeCloseTo(0.975, 15);
});

test.each([
  // 1 − (1 − x)³ for Beta(1, 3), x² for Beta(2, 1).
  ["beta", { alpha: 1, beta: 3 }, 1 - Math.cbrt(0.975), 1 - Math.cbrt(0.025)],
  ["beta", { alpha: 2, beta: 1 }, Math.sqrt(0.025), Math.sqrt(0.975)],
  ["normal", { mean: 3, standardDeviation: 2 }, 3 - 2 * 1.959963984540054, 3 + 2 * 1.959963984540054],
  ["gamma", { shape: 1, rate: 4 }, -Math.log(0.975) / 4, -Math.log(0.025) / 4],
  [
    "student-t",
    { location: 5, scale: 2, degreesOfFreedom: 1 },
    5 - 2 * Math.tan(0.475 * Math.PI),
    5 + 2 * Math.tan(0.475 * Math.PI),
  ],
])("the interval of %s %o is that of its closed form", (family, arm, lower, upper) => {
  const { credibleInterval } = ask({ family, arms: [arm] }).probabilities[0];
  expect(credibleInterval.lower).toBeCloseTo(lower, 12);
  expect(credibleInterval.upper).toBeCloseTo(upper, 12);
});

test("three successes of a million trials have the interval of a Gamma posterior, up to a millionth", () => {
  const rate = ask({ family: "beta", arms: [{ successes: 3, trials: 1e6 }] }).probabilities[0].credibleInterval;
  // Half the quantiles of χ² of 8 degrees of freedom at 0.025 and 0.975.
  expect((rate.lower * 1e6) / (2.17973074725265 / 2)).toBeCloseTo(1, 5);
  expect((rate.upper * 1e6) / (17.5345461394843 / 2)).toBeCloseTo(1, 5);
});

describe("with a control", () => {
  test("the others are compared with it; by index or by name it is the same", () => {
    const answer = ask({ family: "beta", arms: pages, control: "old" });
    expect(answer).toEqual(ask({ family: "beta", arms: pages, control: 0 }));
    expect(answer.control).toBe(0);
    const [old, added] = answer.probabilities;
    expect(Object.keys(old)).not.toContain("beatsControl");
    // Of two arms, the one that beats the control is the best.
    const { value, logValue, errorBound, fraction } = added;
    expect(added.beatsControl).toEqual({ value, logValue, errorBound, fraction });
    expect(added.lift!.mean).toBeCloseTo((24 * 101) / (102 * 17) - 1, 15);
    expect(added.difference!.mean).toBeCloseTo(6 / 102, 15);
    expect(BestArmAnswer.parse(JSON.parse(JSON.stringify(answer)))).toEqual(answer);
  });

  test("the answer is otherwise that without one", () => {
    const { control, probabilities, ...rest } = ask({ family: "beta", arms: pages, control: 1 });
    const without = ask({ family: "beta", arms: pages });
    expect(control).toBe(1);
    expect({ ...without, probabilities: undefined }).toEqual({ ...rest, probabilities: undefined });
    without.probabilities.forEach((arm, index) => expect(probabilities[index]).toMatchObject(arm));
    expect(Object.keys(without)).not.toContain("control");
    expect(Object.keys(without.probabilities[1])).not.toContain("lift");
  });

  test("of three arms, each has its own fraction of beating it", () => {
    const arms = [
      { alpha: 1, beta: 2 },
      { alpha: 1, beta: 1 },
      { alpha: 2, beta: 1 },
    ];
    const { probabilities } = ask({ family: "beta", arms, control: 1 });
    // Means 1/3 and 2/3: P(X > U) = E[X] for a uniform U.
    expect(probabilities.map(({ beatsControl }) => beatsControl?.fraction)).toEqual(["1/3", undefined, "2/3"]);
  });

  test("a mean lift that does not exist is null, and so is a quantile beyond all doubles", () => {
    const arms = [
      { alpha: 2, beta: 3 },
      { alpha: 0.001, beta: 3 },
    ];
    const { lift, difference } = ask({ family: "beta", arms, control: 1 }).probabilities[0];
    expect(lift).toMatchObject({ upper: null, mean: null });
    expect(difference!.mean).toBeCloseTo(2 / 5 - 0.001 / 3.001, 15);
  });

  test.each([
    [{ family: "normal", arms: [0, 1].map((mean) => ({ mean, standardDeviation: 1 })) }, ["difference"]],
    [{ family: "gamma", arms: [1, 2].map((shape) => ({ shape, rate: 1 })) }, ["lift", "difference"]],
    [
      { family: "student-t", arms: [0, 1].map((location) => ({ location, scale: 1, degreesOfFreedom: 3 })) },
      ["difference"],
    ],
  ])("%o has beatsControl and %s", (request, fields) => {
    const answer = ask({ ...request, control: 1 });
    expect(BestArmAnswer.parse(JSON.parse(JSON.stringify(answer)))).toEqual(answer);
    const [first] = answer.probabilities;
    expect(first.beatsControl!.value).toBeCloseTo(first.value, 14);
    expect(Object.keys(first).filter((key) => key === "lift" || key === "difference")).toEqual(fields);
  });

  test("an arm alone is compared with nothing", () => {
    const { control, probabilities } = ask({ family: "beta", arms: pages.slice(0, 1), control: "old" });
    expect(control).toBe(0);
    expect(Object.keys(probabilities[0])).not.toContain("beatsControl");
  });

  test.each<[control: unknown, mistake: object]>([
    ["older", { detail: 'names no arm: "older"', allowed: "an index in [0, 1] or one of old, new" }],
    [2, { detail: "names no arm: 2", allowed: "an index in [0, 1] or one of old, new" }],
    [-1, { code: "out-of-range", allowed: "an integer in [0, 999] or a string of 1 to 100 characters" }],
    [0.5, { code: "wrong-type" }],
    ["", { code: "out-of-range" }],
  ])("control %o is a mistake that names it", (control, mistake) => {
    const mistakes = mistakesOf({ family: "beta", arms: pages, control });
    expect(mistakes).toEqual([expect.objectContaining({ pointer: "/control", ...mistake })]);
  });

  test("a name is a mistake where arms have none", () => {
    const arms = [{ mean: 0, standardDeviation: 1 }];
    expect(mistakesOf({ family: "normal", arms, control: "old" })).toEqual([
      expect.objectContaining({ pointer: "/control", allowed: "an index in [0, 0]" }),
    ]);
  });
});

describe("the cost", () => {
  const requestOf = (armCount: number, control?: number) =>
    BestArmRequest.parse({
      family: "beta",
      arms: Array.from({ length: armCount }, (_, arm) => ({ successes: 20_000 + arm, trials: 100_000 })),
      control,
    });

  test("of comparisons grows with the arms, and fewer arms fit a budget than without a control", () => {
    const [few, many] = [10, 100].map(
      (armCount) => bestArmCost(requestOf(armCount, 0)) - bestArmCost(requestOf(armCount)),
    );
    expect(few).toBeGreaterThan(0);
    expect(many / few).toBeCloseTo(11, 5);
    const budget = bestArmCost(requestOf(100, 99)) / 2;
    const most = mostArms(requestOf(100, 99), budget);
    expect(most).toBeGreaterThan(10);
    expect(most).toBeLessThan(100);
    expect(mostArms(requestOf(100), budget)).toBeGreaterThan(most);
  });

  test("of a thousand arms and a control is within the server's budget", () => {
    expect(bestArmCost(requestOf(limits.arms, 0))).toBeLessThan(1e9);
  });
});
