import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PolicySpec } from "../../policies/registry.ts";
import { selectionProbabilities } from "./selection-probabilities.ts";
import { expectedRegret } from "../exact/expected-regret.ts";

type Rewards = Record<string, number[]>;

/** The fractions of a policy's law after these rewards, arm by arm. */
function lawOf(policy: { kind: PolicySpec["kind"]; c?: number }, rewards: Rewards): (string | undefined)[] {
  const history = Object.entries(rewards).flatMap(([arm, paid]) => paid.map((reward) => ({ arm, reward })));
  const answer = selectionProbabilities({ policy, arms: Object.keys(rewards), history });
  return answer.probabilities.map(({ fraction }) => fraction);
}

const indexKinds = ["greedy", "epsilon-greedy", "ucb", "ucb1", "kl-ucb"] as const;
const repeat = (reward: number, times: number) => Array.from({ length: times }, () => reward);

describe("rewards are the decimals that were written", () => {
  // As doubles .1 + .2 is above .3, ten times .1 is below 1, and .7 + .1 is below .8.
  test.each(indexKinds)("%s ties arms of the same pulls and the same sum", (kind) => {
    for (const rewards of [
      { a: [0.1, 0.2], b: [0.15, 0.15] },
      { a: [0.7, 0.1], b: [0.4, 0.4] },
      { a: [0.1, 0.2, 0.3, 0.4], b: [0.4, 0.3, 0.2, 0.1] },
      { a: [1e-9, 0.3, 0.1], b: [0.2, 0.2, 1e-9] },
    ]) {
      expect(lawOf({ kind }, rewards), JSON.stringify(rewards)).toEqual(["1/2", "1/2"]);
    }
  });

  test("greedy and ε-greedy tie equal means of unequal pulls; upper confidence prefers fewer pulls", () => {
    for (const rewards of [
      { a: repeat(0.1, 10), b: [0.1] },
      { a: repeat(0.3, 3), b: [0.3] },
      { a: [1e9, 0.1, -1e9, 0.1], b: [0.05] },
    ]) {
      for (const kind of ["greedy", "epsilon-greedy"] as const) {
        expect(lawOf({ kind }, rewards), JSON.stringify(rewards)).toEqual(["1/2", "1/2"]);
      }
      for (const kind of ["ucb", "ucb1"] as const) expect(lawOf({ kind }, rewards)).toEqual(["0", "1"]);
    }
    expect(lawOf({ kind: "kl-ucb" }, { a: repeat(0.1, 10), b: [0.1] })).toEqual(["0", "1"]);
  });

  test("a difference that no double shows decides", () => {
    for (const tiny of [1e-30, 5e-324]) {
      const rewards = { a: [0.1, tiny], b: [0.05, 0.05] };
      for (const kind of ["greedy", "ucb", "ucb1", "kl-ucb"] as const) {
        expect(lawOf({ kind }, rewards), kind).toEqual(["1", "0"]);
      }
    }
    // Means of 1 − 5·10⁻²¹ and 1: as doubles both arms have only successes.
    expect(lawOf({ kind: "kl-ucb" }, { a: [2, -1e-20], b: [1, 1] })).toEqual(["0", "1"]);
  });

  test("a tiny bonus is compared with means as tiny", () => {
    // 4 pulls with the sum s tie with a single pull of 0 at s = 2c·√(ln 6), by mpmath 2.677132398091700657·10⁻⁴⁸.
    const law = (sum: number) => lawOf({ kind: "ucb", c: 1e-48 }, { a: [sum, 0, 0, 0], b: [0] });
    expect(law(2.6771323980917e-48)).toEqual(["0", "1"]);
    expect(law(2.677132398091701e-48)).toEqual(["1", "0"]);
  });

  test("sums and means of the answer are the nearest doubles, and a history and its counts have the same answer", () => {
    const history = [0.1, 0.2, 0.3].map((reward) => ({ arm: 0, reward }));
    const answer = selectionProbabilities({ policy: { kind: "greedy" }, arms: 2, history });
    expect(answer.arms[0]).toMatchObject({ pulls: 3, rewardSum: 0.6, mean: 0.2 });
    const counts = [{ arm: 0, pulls: 3, rewardSum: 0.6 }];
    expect(selectionProbabilities({ policy: { kind: "greedy" }, arms: 2, counts })).toEqual(answer);
  });

  test("greedy agrees with whole thousandths on random histories", () => {
    const thousandths = fc.array(fc.integer({ min: -3000, max: 3000 }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(fc.array(thousandths, { minLength: 2, maxLength: 4 }), fc.boolean(), (arms, copies) => {
        // In every second history the last arm repeats the rewards of the first, so ties are common.
        const drawn = copies ? [...arms.slice(0, -1), [...arms[0], ...arms[0].toReversed()]] : arms;
        const rewards = Object.fromEntries(drawn.map((paid, arm) => [`arm ${arm}`, paid.map((k) => k / 1000)]));
        const sums = drawn.map((paid) => paid.reduce((sum, k) => sum + k, 0));
        const leads = sums.map((sum, i) => sums.every((other, j) => sum * drawn[j].length >= other * drawn[i].length));
        const leaders = leads.filter(Boolean).length;
        const expected = leads.map((does) => (!does ? "0" : leaders === 1 ? "1" : `1/${leaders}`));
        expect(lawOf({ kind: "greedy" }, rewards)).toEqual(expected);
      }),
      { seed: 40_310_577, numRuns: 500 },
    );
  });
});

describe("the value of an untried arm is the decimal that was written", () => {
  test(".3333333333333333 is below 1/3, and .6666666666666666 below 2/3, though their doubles are the same", () => {
    const law = (initialValue: number, rewardSum: number) =>
      selectionProbabilities({
        policy: { kind: "greedy", initialValue },
        arms: 2,
        counts: [{ arm: 1, pulls: 3, rewardSum }],
      }).probabilities.map(({ fraction }) => fraction);
    expect(law(0.3333333333333333, 1)).toEqual(["0", "1"]);
    expect(law(0.6666666666666666, 2)).toEqual(["0", "1"]);
    expect(law(0.5, 1.5)).toEqual(["1/2", "1/2"]);
    expect(law(0.1, 0.3)).toEqual(["1/2", "1/2"]);
  });

  // By enumeration of all histories in exact fractions.
  test.each([
    [0.3333333333333333, [0.3, 0.6], 12, 0, "283664463533001/256000000000000"],
    [0.6666666666666666, [0.5, 0.7, 0.2], 7, 0, "2167691/2109375"],
    [0.2, [0.2, 0.9], 15, 0, "1388900975603182559/1024000000000000000"],
    [0.3333333333333333, [0.3, 0.6], 12, 0.1, "1.1573134127874272"],
  ])("expected regret from %d on means %j, T = %d, ε = %d is %s", (initialValue, means, horizon, epsilon, expected) => {
    const policy: PolicySpec =
      epsilon === 0
        ? { kind: "greedy", initialValue, tieBreak: "uniform" }
        : { kind: "epsilon-greedy", epsilon, initialValue, explore: "all", tieBreak: "uniform" };
    const answer = expectedRegret({ bandit: { kind: "bernoulli", means }, policy, horizon });
    const [numerator, denominator = 1] = expected.split("/").map(Number);
    expect(Math.abs(answer.regret.at(-1)! / (numerator / denominator) - 1)).toBeLessThan(1e-14);
  });
});

test("softmax of means that are large beside the temperature has the digits of their difference", () => {
  const askOf = (reward: number) =>
    selectionProbabilities({
      policy: { kind: "softmax", temperature: 1e-6 },
      arms: 3,
      history: [
        { arm: 0, reward: 1e9 },
        { arm: 1, reward },
        { arm: 2, reward: -1e9 },
      ],
    }).probabilities;
  // 1/(1 + e) and e/(1 + e), to 20 digits.
  const [higher, lower] = askOf(999_999_999.999999);
  expect(Math.abs(higher.value - 0.7310585786300049)).toBeLessThanOrEqual(higher.errorBound!);
  expect(Math.abs(lower.value - 0.2689414213699951)).toBeLessThanOrEqual(lower.errorBound!);
  expect(Math.max(higher.errorBound!, lower.errorBound!)).toBeLessThan(1e-14);
  expect(Math.abs(askOf(999_999_999.999)[1].logValue! / -1000 - 1)).toBeLessThan(1e-15);
});
