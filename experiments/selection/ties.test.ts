// Slow: compares posteriors that are nearly equal in 96 decimals.
import { describe, expect, test } from "vitest";
import type { SelectionRequestInput } from "./request.ts";
import { selectionProbabilities } from "./selection-probabilities.ts";

type Policy = SelectionRequestInput["policy"];
type Counts = [pulls: number, successes: number][];

function ask(policy: Policy, arms: Counts, horizon?: number) {
  const counts = arms.map(([pulls, rewardSum], arm) => ({ arm, pulls, rewardSum }));
  return selectionProbabilities({ policy, arms: arms.length, counts, horizon });
}
const fractions = (...given: Parameters<typeof ask>) => ask(...given).probabilities.map(({ fraction }) => fraction);

const large = { alpha: 1e7, beta: 1e7 };
/** All means are ½; the first arm was pulled twice, so its posterior is narrower. */
const pair: Counts = [
  [2, 1],
  [0, 0],
];
const three: Counts = [...pair, [0, 0]];

describe("arms whose posteriors differ by two pulls in ten million", () => {
  test("the wider posterior has the higher quantile for Bayes-UCB", () => {
    expect(fractions({ kind: "bayes-ucb", ...large }, pair)).toEqual(["0", "1"]);
    expect(fractions({ kind: "bayes-ucb", ...large }, three)).toEqual(["0", "1/2", "1/2"]);
    expect(fractions({ kind: "bayes-ucb", ...large, tieBreak: "first" }, three)).toEqual(["0", "1", "0"]);
    expect(fractions({ kind: "bayes-ucb", alpha: 1e9, beta: 1e9 }, pair)).toEqual(["0", "1"]);
  });

  test("optimal play tries the arm that is less known, unless the next pull is the last", () => {
    const policy = { kind: "bayes-optimal", ...large } as const;
    expect(fractions(policy, pair, 3)).toEqual(["1/2", "1/2"]);
    expect(fractions(policy, pair, 4)).toEqual(["0", "1"]);
    expect(fractions(policy, pair, 20)).toEqual(["0", "1"]);
    expect(fractions(policy, three, 10)).toEqual(["0", "1/2", "1/2"]);
  });

  test("a tie that is too costly to decide is reported, with bounds that contain the answer of shorter plans", () => {
    const { tie, probabilities } = ask({ kind: "bayes-optimal", ...large }, three, 50);
    expect(tie).toBe("tolerance");
    // Arms 1 and 2 are alike: each has a third where all tie, and half or nothing otherwise.
    expect(probabilities.map(({ errorBound }) => errorBound)).toEqual([1 - 1 / 3, 1 / 3, 1 / 3]);
    for (const { fraction } of probabilities) expect(fraction).toBeUndefined();
  });

  // The indices are 0.50000004198623106 and 0.50000004198622686; see policies/planning/precise-gittins.test.ts.
  test("the wider posterior has the higher Gittins index", () => {
    expect(fractions({ kind: "gittins", ...large }, pair)).toEqual(["0", "1"]);
    expect(fractions({ kind: "gittins", ...large }, three)).toEqual(["0", "1/2", "1/2"]);
    expect(fractions({ kind: "gittins", discount: 0.5, ...large, tieBreak: "first" }, three)).toEqual(["0", "1", "0"]);
  });

  test("a Gittins index that is too dear says that it ties by tolerance, and is sure of the arms that do not", () => {
    const { tie, probabilities } = ask({ kind: "gittins", discount: 0.99, ...large }, [...three, [5, 0]]);
    expect(tie).toBe("tolerance");
    expect(probabilities.map(({ errorBound }) => errorBound)).toEqual([1 - 1 / 3, 1 / 3, 1 / 3, 0]);
    expect(probabilities[3].fraction).toBe("0");
  });

  test("Gittins without a future compares means, which are equal", () => {
    expect(fractions({ kind: "gittins", discount: 0, ...large }, three)).toEqual(["1/3", "1/3", "1/3"]);
    // (0.1 + 2)/(0.3 + 6) is 1/3, as 0.1/0.3 is.
    const decimal: Counts = [
      [6, 2],
      [0, 0],
    ];
    expect(fractions({ kind: "gittins", discount: 0, alpha: 0.1, beta: 0.2 }, decimal)).toEqual(["1/2", "1/2"]);
  });

  test("an arm with more successes and as many failures leads, however large the prior", () => {
    const ahead: Counts = [
      [0, 0],
      [1, 1],
    ];
    for (const alpha of [1e7, 1e9]) {
      expect(fractions({ kind: "gittins", alpha, beta: 1e9 }, ahead)).toEqual(["0", "1"]);
      expect(fractions({ kind: "bayes-ucb", alpha, beta: 1e9 }, ahead)).toEqual(["0", "1"]);
      expect(fractions({ kind: "bayes-optimal", alpha, beta: 1e9 }, ahead, 8)).toEqual(["0", "1"]);
    }
  });
});

test("arms that paid every time tie for KL-UCB at 1 for any counts", () => {
  const answer = ask({ kind: "kl-ucb" }, [
    [3, 3],
    [1, 1],
    [7, 6],
  ]);
  expect(answer.tie).toBeUndefined();
  expect(answer.probabilities.map(({ fraction }) => fraction)).toEqual(["1/2", "1/2", "0"]);
});
