import { describe, expect, test } from "vitest";
import { BestArmAnswer } from "./answer.ts";
import { bestArmAnswer } from "./best-arm.ts";
import { posteriorsOf } from "./posteriors.ts";
import { BestArmRequest, type BestArmRequestInput } from "./request.ts";

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

describe("successes and trials", () => {
  const ask = (arms: object[], prior?: object) =>
    bestArmAnswer({ family: "beta", arms, ...(prior && { prior }) } as BestArmRequestInput);
  const fractions = (answer: BestArmAnswer) => answer.probabilities.map(({ fraction }) => fraction);

  test("give the lecture's 1/6 with the uniform prior, and 17/70 with Beta(2, 2)", () => {
    const arms = [
      { successes: 0, trials: 1 },
      { successes: 1, trials: 1 },
    ];
    expect(fractions(ask(arms))).toEqual(["1/6", "5/6"]);
    expect(fractions(ask(arms, { alpha: 2, beta: 2 }))).toEqual(["17/70", "53/70"]);
    // One parameter of the prior alone: Beta(2, 2) and Beta(3, 1), P(first) = ∫ 6x(1 − x)·x³ dx = 6/30.
    expect(fractions(ask(arms, { alpha: 2 }))).toEqual(["1/5", "4/5"]);
  });

  test("after 17 of 100 and 23 of 100 answer as Beta(18, 84) and Beta(24, 78) do, with what was asked", () => {
    const arms = [
      { name: "old", successes: 17, trials: 100 },
      { name: "new", successes: 23, trials: 100 },
    ];
    const shapes = [
      { alpha: 18, beta: 84 },
      { alpha: 24, beta: 78 },
    ];
    const answer = ask(arms);
    const { method, probabilities, defect } = bestArmAnswer({ family: "beta", arms: shapes });
    expect(answer).toEqual({
      family: "beta",
      prior: { alpha: 1, beta: 1 },
      arms: arms.map((arm, index) => ({ ...arm, ...shapes[index] })),
      method,
      probabilities,
      defect,
    });
    expect(method).toBe("fraction");
    expect(BestArmAnswer.parse(JSON.parse(JSON.stringify(answer)))).toEqual(answer);
  });

  test.each([
    ["no trials at all", [{ successes: 0, trials: 0 }], undefined, [{ alpha: 1, beta: 1 }]],
    ["all succeeded", [{ successes: 9, trials: 9 }], { beta: 0.5 }, [{ alpha: 10, beta: 0.5 }]],
    [
      "the most that counts may be, with the largest prior beside them",
      [{ successes: 1e12, trials: 1e12 }],
      { alpha: 1e15 - 1e12, beta: 1e15 },
      [{ alpha: 1e15, beta: 1e15 }],
    ],
  ])("%s give the prior's parameters plus successes and failures", (_, arms, prior, expected) => {
    const request = BestArmRequest.parse({ family: "beta", arms, ...(prior && { prior }) });
    expect(posteriorsOf(request)).toEqual({ family: "beta", arms: expected });
    expect(BestArmRequest.parse(request)).toEqual(request);
  });

  test("two equal arms of 10¹² trials are each best with probability 1/2", () => {
    const arm = { successes: 3e11, trials: 1e12 };
    for (const { value } of ask([arm, arm]).probabilities) expect(value).toBeCloseTo(0.5, 12);
  });

  const some = { successes: 2, trials: 5 };
  const posterior = { alpha: 2, beta: 3 };
  test.each<[what: string, request: object, mistakes: string[]]>([
    [
      "more successes than trials",
      { arms: [some, { successes: 6, trials: 5 }] },
      ["/arms/1/successes must be at most the number of trials, 5, got 6"],
    ],
    [
      "half a success",
      { arms: [{ successes: 0.5, trials: 5 }] },
      ["/arms/0/successes must be an integer in [0, 1000000000000], got 0.5"],
    ],
    [
      "fewer than no trials",
      { arms: [{ successes: 0, trials: -1 }] },
      [
        "/arms/0/trials must be an integer in [0, 1000000000000], got -1",
        "/arms/0/successes must be at most the number of trials, -1, got 0",
      ],
    ],
    [
      "too many trials",
      { arms: [{ successes: 0, trials: 1e12 + 1 }] },
      ["/arms/0/trials must be an integer in [0, 1000000000000], got 1000000000001"],
    ],
    [
      "a count as text",
      { arms: [{ successes: "2", trials: 5 }] },
      ['/arms/0/successes must be an integer in [0, 1000000000000], got "2"'],
    ],
    [
      "no trials",
      { arms: [some, { successes: 2 }] },
      ["/arms/1/trials is missing: it must be an integer in [0, 1000000000000]"],
    ],
    [
      "a misspelt field",
      { arms: [{ ...some, trails: 5 }] },
      ["/arms/0/trails is not a known field; did you mean trials?"],
    ],
    [
      "a posterior among counts",
      { arms: [some, posterior] },
      [
        "/arms/1 gives alpha and beta where the first arm gives successes and trials: all arms must be given in one form",
      ],
    ],
    [
      "counts among posteriors, with a prior",
      { arms: [posterior, posterior, some], prior: {} },
      [
        "/arms/2 gives successes and trials where the first arm gives alpha and beta: all arms must be given in one form",
      ],
    ],
    [
      "both forms in one arm",
      { arms: [{ ...some, ...posterior }] },
      ["/arms/0/successes is not a known field", "/arms/0/trials is not a known field"],
    ],
    [
      "a prior of posteriors",
      { arms: [posterior], prior: posterior },
      ["/prior is for arms given by successes and trials: posteriors have their prior in them"],
    ],
    [
      "a prior of another family",
      { family: "normal", arms: [{ mean: 0, standardDeviation: 1 }], prior: posterior },
      ["/prior is not a known field"],
    ],
    [
      "a prior of no weight",
      { arms: [some], prior: { alpha: 0 } },
      ["/prior/alpha must be in [0.001, 1000000000000000], got 0"],
    ],
    [
      "a prior that leaves no room for the counts",
      { arms: [some, { successes: 1, trials: 11 }], prior: { alpha: 1e15, beta: 1e15 } },
      [
        "/prior/alpha must be at most 999999999999998 beside these counts, got 1000000000000000",
        "/prior/beta must be at most 999999999999990 beside these counts, got 1000000000000000",
      ],
    ],
    [
      "a name twice",
      {
        arms: [
          { name: "a", ...some },
          { name: "b", ...some },
          { name: "a", ...some },
        ],
      },
      ['/arms/2/name "a" appears twice'],
    ],
    [
      "an empty name",
      { arms: [{ name: "", ...some }] },
      ["/arms/0/name is empty: it must be a string of 1 to 100 characters"],
    ],
    ["an arm that is a number", { arms: [5] }, ["/arms/0 must be an object, got 5"]],
    [
      "an arm of nothing",
      { arms: [{}] },
      [
        "/arms/0/alpha is missing: it must be in [0.001, 1000000000000000]",
        "/arms/0/beta is missing: it must be in [0.001, 1000000000000000]",
      ],
    ],
    ["no arms", { arms: [] }, ["/arms must be a list of 1 to 1000 entries, got 0 entries"]],
  ])("%s is a mistake that names the field", (_, request, mistakes) => {
    let told: unknown;
    try {
      bestArmAnswer({ family: "beta", ...request } as BestArmRequestInput);
    } catch (error) {
      told = (error as Error).message.split("\n");
    }
    expect(told).toEqual(mistakes);
  });
});
