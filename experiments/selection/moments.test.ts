import { describe, expect, test } from "vitest";
import { InvalidInput } from "../mistakes/mistakes.ts";
import type { SelectionRequestInput } from "./request.ts";
import { selectionProbabilities } from "./selection-probabilities.ts";

const fractionsOf = (request: SelectionRequestInput) =>
  selectionProbabilities(request).probabilities.map(({ fraction }) => fraction);
function mistakesOf(request: SelectionRequestInput) {
  try {
    selectionProbabilities(request);
    return [];
  } catch (error) {
    return (error as InvalidInput).mistakes;
  }
}

const tuned = { kind: "ucb1-tuned" } as const;

describe("a rule of moments", () => {
  // A thousand pulls of each: sums 100, and squares of 100 (rewards 0 and 1) and of 10 (all rewards 0.1).
  const counts = (...squareSums: (number | undefined)[]) =>
    squareSums.map((squareSum, arm) => ({ arm, pulls: 1000, rewardSum: 100, ...(squareSum && { squareSum }) }));

  test("takes the sums of squares beside those of rewards", () => {
    expect(fractionsOf({ policy: tuned, arms: 2, counts: counts(100, 10) })).toEqual(["1", "0"]);
    expect(fractionsOf({ policy: tuned, arms: 2, counts: counts(10, 10) })).toEqual(["1/2", "1/2"]);
  });

  test("needs none where rewards were 0 or 1", () => {
    expect(fractionsOf({ policy: tuned, arms: 2, counts: counts(undefined, undefined) })).toEqual(["1/2", "1/2"]);
    const broken = [{ arm: 0, pulls: 2, rewardSum: 0.5 }];
    expect(mistakesOf({ policy: tuned, arms: 2, counts: broken })).toMatchObject([{ pointer: "/counts/0/squareSum" }]);
  });

  test("needs those of every arm whose rewards cannot have been 0 or 1, also where another arm has them", () => {
    const tenths = { arm: 0, pulls: 3, rewardSum: 1.5, squareSum: 1.2 };
    for (const rewardSum of [14.5, -2, 31]) {
      const counts = [tenths, { arm: 1, pulls: 30, rewardSum }];
      expect(mistakesOf({ policy: tuned, arms: 2, counts })).toMatchObject([{ pointer: "/counts/1/squareSum" }]);
    }
    expect(mistakesOf({ policy: tuned, arms: 2, counts: [tenths, { arm: 1, pulls: 30, rewardSum: 15 }] })).toEqual([]);
  });

  test("has the same answer of a history and of its sums", () => {
    const rewards = [0.1, 0.7, 0.25, 1, 0, 0.3];
    const history = rewards.flatMap((reward, i) => [
      { arm: 0, reward },
      { arm: 1, reward: i % 2 },
    ]);
    const sums = [
      { arm: 0, pulls: 6, rewardSum: 2.35, squareSum: 1.6525 },
      { arm: 1, pulls: 6, rewardSum: 3, squareSum: 3 },
    ];
    const byHistory = selectionProbabilities({ policy: tuned, arms: 2, history });
    expect(selectionProbabilities({ policy: tuned, arms: 2, counts: sums })).toEqual(byHistory);
  });
});

test("a window needs the order of the rewards", () => {
  const counts = [{ arm: 0, pulls: 2, rewardSum: 1 }];
  expect(mistakesOf({ policy: { kind: "sliding-window-ucb" }, arms: 2, counts })).toMatchObject([
    { pointer: "/counts", detail: expect.stringContaining("depends on the order") as string },
  ]);
});

test("MOSS needs a horizon that leaves a pull", () => {
  const policy = { kind: "moss" } as const;
  const history = [
    { arm: 0, reward: 1 },
    { arm: 1, reward: 0 },
  ];
  expect(mistakesOf({ policy, arms: 2, history })).toMatchObject([{ pointer: "/horizon" }]);
  expect(mistakesOf({ policy, arms: 2, history, horizon: 2 })).toMatchObject([
    { pointer: "/horizon", allowed: "an integer above 2" },
  ]);
  expect(fractionsOf({ policy, arms: 2, history, horizon: 3 })).toEqual(["1", "0"]);
});
