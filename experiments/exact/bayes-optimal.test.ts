// Slow: plans 60 pulls, and refuses plans at their limit.
import { describe, expect, test } from "vitest";
import { bayesOptimalValue } from "../../policies/planning/bayes-optimal-value.ts";
import { policyDefinition, policyDefinitions, PolicySpec } from "../../policies/registry.ts";
import { relativeError } from "../../policies/testing/reference.ts";
import { InvalidInput } from "../mistakes/mistakes.ts";
import { type SelectionRequestInput } from "../selection/request.ts";
import { selectionProbabilities } from "../selection/selection-probabilities.ts";
import { SimulationSpec } from "../spec/spec.ts";
import { expectedRegret } from "./expected-regret.ts";
import type { ExpectedRegretRequestInput } from "./request.ts";
import { countBasedKinds } from "../../policies/testing/needs.ts";

const bayesOptimal = { kind: "bayes-optimal" } as const;
const regretOf = (means: number[], horizon: number) =>
  expectedRegret({ bandit: { kind: "bernoulli", means }, policy: bayesOptimal, horizon });

describe("the Bayes-optimal policy on given arms", () => {
  // Computed independently by enumeration of all counts, ties split evenly.
  test.each([
    [0.3, 0.5, 10, 0.710900005],
    [0.3, 0.5, 60, 2.332218380325],
    [0.3, 0.5, 100, 2.9069675223],
    [0.9, 0.8, 100, 2.456876217745],
    [0.5, 0.6, 100, 2.9033373035],
  ])("(%f, %f) loses over %i pulls %f", (one, other, horizon, regret) => {
    expect(regretOf([one, other], horizon).finalRegret.mean).toBeCloseTo(regret, 11);
  });

  test("(0.3, 0.5) pays 27.667781619675154 over 60 pulls, as Jacko's BinaryBandit prints it", () => {
    // The expected rewards of 60 pulls of the better arm, minus the regret.
    expect(relativeError(30 - regretOf([0.3, 0.5], 60).finalRegret.mean, 27.667781619675154)).toBeLessThan(1e-13);
  });
});

describe("no policy that depends on counts has a larger value under the prior", () => {
  const others = policyDefinitions.filter(({ kind }) => countBasedKinds.includes(kind) && kind !== "bayes-optimal");
  const priors = [
    { alpha: 1, beta: 1 },
    { alpha: 1, beta: 1 },
  ];

  /** Expected rewards: those of always playing the best arm minus the Bayes regret. E[max] of two uniforms is 2/3. */
  const valueOf = (policy: ExpectedRegretRequestInput["policy"], horizon: number) =>
    (2 / 3) * horizon -
    expectedRegret({ bandit: { kind: "beta-bernoulli", priors }, policy, horizon }).finalRegret.mean;

  test.each([1, 2, 3, 7, 15, 25])("over %i pulls", (horizon) => {
    const optimum = bayesOptimalValue(priors, horizon);
    expect(relativeError(valueOf(bayesOptimal, horizon), optimum)).toBeLessThan(1e-12);
    for (const { kind } of others) {
      const value = valueOf(PolicySpec.parse({ kind }), horizon);
      expect(value, `${kind} over ${horizon} pulls`).toBeLessThanOrEqual(optimum * (1 + 1e-12));
    }
  });
});

describe("a horizon that cannot be planned for is refused, with one that can", () => {
  const mistakesOf = (request: unknown) => {
    try {
      selectionProbabilities(request as SelectionRequestInput);
    } catch (error) {
      return (error as InvalidInput).mistakes;
    }
    return [];
  };

  test("in a question about the next pull", () => {
    const longest = policyDefinition("bayes-optimal").longestHorizon!(2);
    expect(mistakesOf({ policy: bayesOptimal, arms: 2, horizon: longest })).toEqual([]);
    expect(mistakesOf({ policy: bayesOptimal, arms: 2 })).toMatchObject([{ pointer: "/horizon" }]);
    const [mistake] = mistakesOf({ policy: bayesOptimal, arms: 2, horizon: longest + 1 });
    expect(mistake).toMatchObject({ pointer: "/horizon", allowed: `an integer in [1, ${longest}]` });
    expect(mistake.detail).toContain(`at most ${longest}`);
    expect(mistakesOf({ policy: bayesOptimal, arms: 9, horizon: 1 })).toMatchObject([{ allowed: "fewer arms" }]);
    const counts = [{ arm: 0, pulls: 4, rewardSum: 2 }];
    expect(mistakesOf({ policy: bayesOptimal, arms: 2, horizon: 4, counts })).toMatchObject([
      { pointer: "/horizon", allowed: "an integer above 4" },
    ]);
  });

  test("in a simulation and in exact regret", () => {
    const bandit = { kind: "bernoulli" as const, means: [0.4, 0.5] };
    const spec = { bandit, policies: [bayesOptimal], horizon: 1000, replications: 10, seed: 1 };
    expect(SimulationSpec.safeParse({ ...spec, horizon: 100 }).success).toBe(true);
    expect(SimulationSpec.safeParse(spec).error?.issues).toMatchObject([{ path: ["horizon"] }]);
    expect(() => expectedRegret({ bandit, policy: bayesOptimal, horizon: 1000 })).toThrow(
      /\/horizon must be at most 200/,
    );
  });
});
