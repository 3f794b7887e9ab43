import { describe, expect, test } from "vitest";
import { expectWithin } from "../../policies/testing/laws.ts";
import { lectureSituation } from "../gallery/ucl-lecture-2.ts";
import { InvalidInput } from "../mistakes/mistakes.ts";
import { monteCarloEstimate } from "./monte-carlo.ts";
import type { SelectionRequestInput } from "./request.ts";
import { selectionProbabilities } from "./selection-probabilities.ts";

const lecture = (policy: SelectionRequestInput["policy"]) => selectionProbabilities({ policy, ...lectureSituation });
const fractions = (policy: SelectionRequestInput["policy"]) =>
  lecture(policy).probabilities.map(({ fraction }) => fraction);
const formulas = (policy: SelectionRequestInput["policy"]) =>
  lecture(policy).probabilities.map(({ formula }) => formula);
const ask = (request: unknown) => () => selectionProbabilities(request as SelectionRequestInput);

describe("the exercise of DeepMind x UCL RL lecture 2", () => {
  test("greedy pulls b: Q(a) = 0 and Q(b) = 1", () => {
    expect(fractions({ kind: "greedy" })).toEqual(["0", "1"]);
    expect(lecture({ kind: "greedy" }).arms.map(({ mean }) => mean)).toEqual([0, 1]);
  });

  test("ε-greedy pulls a with ε/2, or ε where it explores the other arms only", () => {
    expect(fractions({ kind: "epsilon-greedy", epsilon: 0.1 })).toEqual(["1/20", "19/20"]);
    expect(formulas({ kind: "epsilon-greedy", epsilon: 0.1 })).toEqual(["ε/2", "1 − ε/2"]);
    expect(fractions({ kind: "epsilon-greedy", epsilon: 0.25 })).toEqual(["1/8", "7/8"]);
    expect(fractions({ kind: "epsilon-greedy", explore: "others" })).toEqual(["1/10", "9/10"]);
    expect(formulas({ kind: "epsilon-greedy", explore: "others" })).toEqual(["ε", "1 − ε"]);
  });

  test("UCB pulls b for every c, and so does UCB1", () => {
    for (const c of [0, 0.1, 1, 2, 100]) expect(fractions({ kind: "ucb", c })).toEqual(["0", "1"]);
    expect(fractions({ kind: "ucb1" })).toEqual(["0", "1"]);
  });

  test("Thompson sampling pulls a with 1/6, from Beta(1, 2) and Beta(2, 1)", () => {
    const { arms, method, probabilities, decision } = lecture({ kind: "thompson-beta" });
    expect(decision).toBe(3);
    expect(method).toBe("fraction");
    expect(arms.map(({ posterior }) => posterior)).toEqual([
      { alpha: 1, beta: 2 },
      { alpha: 2, beta: 1 },
    ]);
    expect(probabilities.map(({ fraction }) => fraction)).toEqual(["1/6", "5/6"]);
    expect(probabilities[0]).toMatchObject({ arm: "a", value: 1 / 6, logValue: -1.791759469228055, errorBound: 0 });
  });

  test("the posteriors go from Beta(1, 1) both over Beta(1, 2) and Beta(1, 1)", () => {
    const posteriors = (pulls: number) => {
      const history = lectureSituation.history.slice(0, pulls);
      return selectionProbabilities({ policy: { kind: "thompson-beta" }, arms: ["a", "b"], history }).arms.map(
        ({ posterior }) => posterior,
      );
    };
    expect(posteriors(0)).toEqual([
      { alpha: 1, beta: 1 },
      { alpha: 1, beta: 1 },
    ]);
    expect(posteriors(1)).toEqual([
      { alpha: 1, beta: 2 },
      { alpha: 1, beta: 1 },
    ]);
  });

  test("with the prior Beta(2, 2) it is 17/70, and swapping the updates gives 5/6", () => {
    expect(fractions({ kind: "thompson-beta", alpha: 2, beta: 2 })).toEqual(["17/70", "53/70"]);
    const swapped = lectureSituation.history.map(({ arm, reward }) => ({ arm, reward: 1 - reward }));
    expect(
      selectionProbabilities({ policy: { kind: "thompson-beta" }, arms: ["a", "b"], history: swapped }).probabilities[0]
        .fraction,
    ).toBe("5/6");
  });

  test("a Beta posterior with Beta(1, 1) priors for each arm is the same as one prior for all", () => {
    const priors = [
      { alpha: 1, beta: 1 },
      { alpha: 1, beta: 1 },
    ];
    expect(fractions({ kind: "thompson-beta", priors })).toEqual(["1/6", "5/6"]);
  });

  test("softmax pulls a with 1/(1 + e^(1/τ))", () => {
    expect(lecture({ kind: "softmax", temperature: 1 }).probabilities[0].value).toBeCloseTo(1 / (1 + Math.E), 15);
  });
});

describe("Monte Carlo beside it", () => {
  test("agrees with the exact value, and is the same for the same seed", () => {
    const answer = () =>
      selectionProbabilities({
        policy: { kind: "thompson-beta" },
        ...lectureSituation,
        monteCarlo: { draws: 1_000_000, seed: "sixth" },
      });
    const { estimate, interval, draws } = answer().probabilities[0].monteCarlo!;
    expectWithin(estimate, 1 / 6, Math.sqrt(5 / 36 / draws));
    expect(interval[1] - interval[0]).toBeCloseTo(2 * 1.959964 * Math.sqrt(5 / 36 / draws), 5);
    expect(answer()).toEqual(answer());
  });

  test("Wilson's interval for 4 of 10 and for none of 10 (by its formula with z = 1.959964)", () => {
    const [low, high] = monteCarloEstimate(4, 10).interval;
    expect(low).toBeCloseTo(0.16818, 5);
    expect(high).toBeCloseTo(0.68733, 5);
    expect(monteCarloEstimate(0, 10).interval[0]).toBe(0);
    expect(monteCarloEstimate(0, 10).interval[1]).toBeCloseTo(0.27753, 5);
  });
});

describe("what was seen", () => {
  test("counts say the same as a history where counts suffice", () => {
    const history = [
      { arm: 1, reward: 1 },
      { arm: 0, reward: 0 },
      { arm: 1, reward: 0 },
    ];
    const counts = [
      { arm: 0, pulls: 1, rewardSum: 0 },
      { arm: 1, pulls: 2, rewardSum: 1 },
    ];
    for (const kind of ["greedy", "epsilon-greedy", "ucb", "ucb1", "thompson-beta", "softmax", "uniform"] as const) {
      const [fromHistory, fromCounts] = [
        selectionProbabilities({ policy: { kind }, arms: 3, history }),
        selectionProbabilities({ policy: { kind }, arms: 3, counts }),
      ];
      expect(fromCounts).toEqual(fromHistory);
    }
  });

  test("nothing seen is uniform for every policy", () => {
    for (const kind of [
      "uniform",
      "greedy",
      "epsilon-greedy",
      "ucb",
      "ucb1",
      "thompson-beta",
      "softmax",
      "gradient",
    ] as const) {
      const { probabilities } = selectionProbabilities({ policy: { kind }, arms: 4 });
      expect(probabilities.map(({ fraction }) => fraction)).toEqual(["1/4", "1/4", "1/4", "1/4"]);
    }
  });

  test.each([
    ["counts for a policy of histories", { policy: { kind: "gradient" }, arms: 2, counts: [] }, "/counts"],
    ["both", { policy: { kind: "greedy" }, arms: 2, counts: [], history: [] }, "/counts"],
    [
      "an arm that is not there",
      { policy: { kind: "greedy" }, arms: 2, history: [{ arm: 2, reward: 0 }] },
      "/history/0/arm",
    ],
    [
      "half a success",
      { policy: { kind: "thompson-beta" }, arms: 2, history: [{ arm: 1, reward: 0.5 }] },
      "/history/0/reward",
    ],
    [
      "more successes than pulls",
      { policy: { kind: "thompson-beta" }, arms: 2, counts: [{ arm: 1, pulls: 1, rewardSum: 2 }] },
      "/counts/0/rewardSum",
    ],
    ["the same name twice", { policy: { kind: "greedy" }, arms: ["x", "x"] }, "/arms/1"],
    [
      "priors for other arms",
      { policy: { kind: "thompson-beta", priors: [{ alpha: 1, beta: 1 }] }, arms: 2 },
      "/policy/priors",
    ],
  ])("%s is refused, and the field named", (_, request, pointer) => {
    expect(ask(request)).toThrow(InvalidInput);
    try {
      ask(request)();
    } catch (error) {
      expect((error as InvalidInput).mistakes.map((mistake) => mistake.pointer)).toEqual([pointer]);
    }
  });
});
