import { describe, expect, test } from "vitest";
import { BestArmRequest } from "../best-arm/request.ts";
import { InvalidInput } from "./mistakes.ts";
import { parseInput } from "./parse-input.ts";
import { SelectionRequest } from "../selection/request.ts";
import { SimulationSpec } from "../spec/spec.ts";
import { mistakesOf, spec } from "../testing/spec-mistakes.ts";

describe("a mistake names the field, the value and what is allowed", () => {
  test.each([
    [{ policies: [{ kind: "epsilon-greedy", epsilon: 2 }] }, "/policies/0/epsilon", "must be in [0, 1], got 2"],
    [
      { policies: [{ kind: "epsilon-greedy", epsilonn: 0.2 }] },
      "/policies/0/epsilonn",
      "is not a known field; did you mean epsilon?",
    ],
    [
      { policies: [{ kind: "gredy" }] },
      "/policies/0/kind",
      /^must be one of .*\buniform, .*got "gredy"; did you mean greedy\?$/,
    ],
    [{ policies: [{ kind: "thompson" }] }, "/policies/0/kind", /did you mean thompson-beta\?$/],
    [{ labels: ["same", 7] }, "/labels/1", "must be a string of 1 to 100 characters, got 7"],
    [{ policies: [{}] }, "/policies/0/kind", /^is missing: it must be one of .*\buniform, /],
    [{ checkpoints: { kind: "lin", count: 5 } }, "/checkpoints/kind", /^must be one of log, linear, got "lin"/],
    [{ checkpoints: { kind: "linear", count: 1 } }, "/checkpoints/count", "must be an integer in [2, 1000], got 1"],
    [{ checkpoints: { count: 5 } }, "/checkpoints/kind", "is missing: it must be one of log, linear"],
    [{ policies: [7] }, "/policies/0", /^must be an object whose kind is one of .*\buniform, /],
    [{ policies: [] }, "/policies", "must be a list of 1 to 16 entries, got 0 entries"],
    [{ horizon: 0 }, "/horizon", "must be an integer in [1, 10000000], got 0"],
    [{ horizon: undefined }, "/horizon", "is missing: it must be an integer in [1, 10000000]"],
    [{ bandit: { kind: "bernoulli", means: [0.5, "x"] } }, "/bandit/means/1", 'must be in [0, 1], got "x"'],
    [{ seed: 1.5 }, "/seed", "must be a string of 0 to 200 characters or a safe integer, got 1.5"],
    [{ labels: ["a", "b"] }, "/labels", "has 2 entries for 1 policies"],
    [
      { bandit: { kind: "gaussian", means: [1] }, policies: [{ kind: "thompson-beta" }] },
      "/policies/0/kind",
      /needs rewards of 0 or 1/,
    ],
    [{ rewardCoupling: "by-turn" }, "/rewardCoupling", 'must be one of by-pull, by-round, independent, got "by-turn"'],
    [
      { bandit: { kind: "piecewise-stationary" }, rewardCoupling: "by-pull" },
      "/rewardCoupling",
      "must be one of by-round, independent for a piecewise-stationary bandit, whose means change with time, got by-pull",
    ],
    [{ feedback: { kind: "delayed", rounds: 0 } }, "/feedback/rounds", "must be an integer in [1, 10000000], got 0"],
    [{ feedback: { kind: "late" } }, "/feedback/kind", /^must be one of immediate, delayed, random-delay, batched/],
    [
      { bandit: { kind: "piecewise-stationary", segments: [{ from: 2, means: [0.1] }] } },
      "/bandit/segments/0/from",
      "must be 1, got 2",
    ],
    [
      { bandit: { kind: "piecewise-stationary", segments: [{ from: 1, means: [0.1, 1.5] }] } },
      "/bandit/segments/0/means/1",
      "must be in [0, 1] for bernoulli rewards, got 1.5",
    ],
    [{ bandit: { kind: "piecewise-stationary", segments: [] } }, "/bandit/segments", /^must be a list of 1 to 1000/],
    [{ bandit: { kind: "poisson", means: [-1] } }, "/bandit/means/0", "must be in [0, 1000000], got -1"],
  ])("%j", (change, pointer, detail) => {
    const mistakes = mistakesOf(change);
    expect(mistakes.map((mistake) => mistake.pointer)).toEqual([pointer]);
    expect(mistakes[0].detail).toMatch(detail);
  });

  test("an input that is no object at all", () => {
    for (const input of [null, [], 3, "text"])
      expect(() => parseInput(SimulationSpec, input)).toThrow(/must be an object/);
  });

  test("several at once are all named", () => {
    expect(mistakesOf({ horizon: -1, replications: "many" }).map(({ pointer }) => pointer)).toEqual([
      "/horizon",
      "/replications",
    ]);
  });
});

test("a number in a list of names is reported at its place", () => {
  expect(() => parseInput(SelectionRequest, { policy: { kind: "greedy" }, arms: ["a", 2] })).toThrow(
    "/arms/1 must be a string of 1 to 100 characters, got 2",
  );
});

test("of thousands of mistakes the first hundred are explained", () => {
  const history = Array.from({ length: 5000 }, () => ({}));
  try {
    parseInput(SelectionRequest, { policy: { kind: "greedy" }, arms: 2, history });
    expect.unreachable();
  } catch (error) {
    const { mistakes } = error as InvalidInput;
    expect(mistakes).toHaveLength(101);
    expect(mistakes.at(-1)?.detail).toBe("has 9900 more mistakes");
  }
});

test("of thousands of unknown fields the first hundred are explained", () => {
  const unknown = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`x${index}`, 1]));
  try {
    parseInput(SimulationSpec, { ...spec, ...unknown });
    expect.unreachable();
  } catch (error) {
    const { mistakes } = error as InvalidInput;
    expect(mistakes).toHaveLength(101);
    expect(mistakes.at(-1)?.detail).toBe("has 4900 more mistakes");
  }
});

test.each([
  { bandit: { kind: "bernoulli", means: [] } },
  { bandit: { kind: "gaussian-testbed", arms: -1 } },
  { bandit: { kind: "gaussian-testbed", arms: 2.5 } },
])("a policy that plans is not asked about $bandit", (change) => {
  expect(() => parseInput(SimulationSpec, { ...spec, ...change, policies: [{ kind: "bayes-optimal" }] })).toThrow(
    /\/bandit\/(means|arms) must be/,
  );
});

test("a policy that plans is not asked about an empty list of arms", () => {
  expect(() => parseInput(SelectionRequest, { policy: { kind: "bayes-optimal" }, arms: [] })).toThrow(
    /^\/arms must be/,
  );
});

test.each(["beta", "normal", "gamma", "student-t"])(
  "no posteriors at all of family %s are a mistake at the arms",
  (family) => {
    expect(() => parseInput(BestArmRequest, { family, arms: [] })).toThrow(/^\/arms must be/);
  },
);

test("defaults are filled in, and the seeds 1 and '1' are the same", () => {
  expect(parseInput(SimulationSpec, spec)).toEqual(parseInput(SimulationSpec, { ...spec, seed: "1" }));
  expect(parseInput(SimulationSpec, spec)).toMatchObject({
    rewardCoupling: "by-pull",
    checkpoints: { kind: "log", count: 200 },
  });
});

test("a specification that is parsed twice is the same, byte for byte", () => {
  for (const bandit of [{ kind: "bernoulli" }, { kind: "piecewise-stationary" }]) {
    const once = SimulationSpec.parse({
      labels: ["a"],
      policies: [{ tieBreak: "first", kind: "ucb1" }],
      seed: 1,
      bandit,
      replications: 2,
      horizon: 3,
    });
    expect(JSON.stringify(SimulationSpec.parse(once))).toBe(JSON.stringify(once));
  }
});
