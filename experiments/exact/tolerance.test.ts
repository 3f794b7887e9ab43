import { describe, expect, test } from "vitest";
import { relativeError } from "../../policies/testing/reference.ts";
import { selectionProbabilities } from "../selection/selection-probabilities.ts";
import { simulate } from "../result/simulate.ts";
import { ExpectedRegretAnswer } from "./answer.ts";
import { expectedRegret } from "./expected-regret.ts";

const large = { alpha: 1e7, beta: 1e7 };

/**
 * The regret of optimal play with ties split evenly among exactly optimal arms, by recursion over all counts in Python's
 * fractions. With these means, the choice between two nearly equal arms matters.
 */
const optimalPlay: [means: number[], prior: { alpha: number; beta: number }, horizon: number, regret: number][] = [
  [[0.9, 0.3], large, 10, 1789956381 / 2500000000],
  [[0.9, 0.3], large, 7, 3388587 / 5000000],
  [[0.2, 0.5], large, 4, 57 / 125],
  [[0.2, 0.5], { alpha: 1e9, beta: 1e9 }, 9, 649299267 / 800000000],
  [[0.7, 0.2, 0.4], large, 5, 209243 / 225000],
  [[0.9, 0.3], { alpha: 1e8, beta: 3e7 }, 8, 17811159 / 25000000],
];

describe("optimal play with priors so large that doubles cannot tell values apart", () => {
  test.each(optimalPlay)("on means %j with the prior %j over %i pulls loses %f", (means, prior, horizon, regret) => {
    const answer = expectedRegret({
      bandit: { kind: "bernoulli", means },
      policy: { kind: "bayes-optimal", ...prior },
      horizon,
    });
    expect(relativeError(answer.regret[horizon - 1], regret)).toBeLessThan(1e-13);
    expect(Math.abs(answer.regret[horizon - 1] - regret)).toBeLessThanOrEqual(answer.errorBound);
    expect(answer.errorBound).toBeLessThan(1e-12);
    expect(answer.tie).toBeUndefined();
  });

  test("first of the best arms: loses 34053621/125000000 where it is the better one, else 1449420171/1250000000", () => {
    const lossOf = (means: number[]) =>
      expectedRegret({
        bandit: { kind: "bernoulli", means },
        policy: { kind: "bayes-optimal", ...large, tieBreak: "first" },
        horizon: 10,
      }).finalRegret.mean;
    expect(relativeError(lossOf([0.9, 0.3]), 34053621 / 125000000)).toBeLessThan(1e-13);
    expect(relativeError(lossOf([0.3, 0.9]), 1449420171 / 1250000000)).toBeLessThan(1e-13);
  });

  test.each(optimalPlay)("the same beside and in a simulation on means %j", (means, prior, horizon, regret) => {
    const replications = 20_000;
    const policies = [{ kind: "bayes-optimal" as const, ...prior }];
    const { exact, policies: results } = simulate({
      bandit: { kind: "bernoulli", means },
      policies,
      horizon,
      replications,
      seed: 1,
    });
    expect(relativeError(exact[0]!.regret.at(-1)!, regret)).toBeLessThan(1e-13);
    const { mean, standardError } = results[0].regret;
    // A miss by 5 standard errors has the probability 6·10⁻⁷.
    expect(Math.abs(mean.at(-1)! - regret)).toBeLessThan(5 * standardError.at(-1)!);
  });

  test("the same in a question: the arm that was pulled twice, once with success, is no longer among the best", () => {
    const counts = [{ arm: 0, pulls: 2, rewardSum: 1 }];
    const policy = { kind: "bayes-optimal", ...large } as const;
    const { probabilities, tie } = selectionProbabilities({ policy, arms: 2, counts, horizon: 10 });
    expect(probabilities.map(({ fraction }) => fraction)).toEqual(["0", "1"]);
    expect(tie).toBeUndefined();
  });
});

describe("the error bound of the expected regret", () => {
  const means = [0.9, 0.3];
  const ask = (policy: Parameters<typeof expectedRegret>[0]["policy"], horizon: number) =>
    expectedRegret({ bandit: { kind: "bernoulli", means }, policy, horizon });

  test("is that of rounding where no tie is one by tolerance", () => {
    const policies = [
      { kind: "bayes-optimal" },
      { kind: "bayes-optimal", alpha: 0.5, beta: 2 },
      { kind: "bayes-optimal", ...large },
      { kind: "gittins" },
      { kind: "gittins", discount: 0, ...large },
      { kind: "bayes-ucb", ...large },
      { kind: "kl-ucb" },
      { kind: "ucb", c: 0 },
    ] as const;
    for (const policy of policies) {
      const { errorBound, tie } = ask(policy, 20);
      expect(errorBound, JSON.stringify(policy)).toBeLessThan(1e-12);
      expect(tie).toBeUndefined();
    }
  });

  test.each([
    ["optimal play of many states", { kind: "bayes-optimal", ...large }, 33],
    ["Gittins with a prior of ten million", { kind: "gittins", ...large }, 12],
  ] as const)(
    "is large where nearly all are ties by tolerance, and no exact curve is drawn: %s",
    (_, policy, horizon) => {
      const answer = ask(policy, horizon);
      expect(ExpectedRegretAnswer.parse(answer).tie).toBe("tolerance");
      expect(answer.errorBound).toBeGreaterThan(1e-2);
      const { exact } = simulate({
        bandit: { kind: "bernoulli", means },
        policies: [policy, { kind: "uniform" }],
        horizon,
        replications: 10,
        seed: 1,
      });
      expect(exact[0]).toBeNull();
      expect(exact[1]).not.toBeNull();
    },
  );

  test("holds what ties by tolerance do change in 33 pulls of optimal play, which loses .76407613315359 exactly", () => {
    const { regret, errorBound } = ask({ kind: "bayes-optimal", ...large }, 33);
    const change = Math.abs(regret[32] - 0.7640761331535907);
    expect(change).toBeGreaterThan(1e-3);
    expect(change).toBeLessThanOrEqual(errorBound);
  });

  test("is no more than all pulls of the worst arm", () => {
    expect(ask({ kind: "gittins", ...large }, 10).errorBound).toBeLessThanOrEqual(1.001 * 10 * 0.6);
  });
});
