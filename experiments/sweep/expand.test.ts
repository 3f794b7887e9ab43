import { expect, test } from "vitest";
import { InvalidInput } from "../mistakes/mistakes.ts";
import { SimulationSpec, type SimulationSpecInput } from "../spec/spec.ts";
import { specHash } from "../spec/version.ts";
import { expandSweep } from "./expand.ts";

const base: SimulationSpecInput = {
  bandit: { kind: "bernoulli", means: [0.4, 0.6] },
  policies: [{ kind: "epsilon-greedy" }, { kind: "ucb1" }],
  horizon: 100,
  replications: 10,
  seed: 1,
};
const axis = (pointer: string, ...values: unknown[]) => ({ pointer, values });
const expand = (...axes: object[]) => expandSweep({ base, axes }).points;

/** "pointer detail" of every mistake. */
function mistakesOf(input: unknown): string[] {
  try {
    expandSweep(input);
  } catch (error) {
    if (error instanceof InvalidInput) return error.message.split("\n");
    throw error;
  }
  return [];
}

test("the points are all combinations, and the last axis varies fastest", () => {
  const points = expand(
    axis("/policies/0/epsilon", 0, 1),
    axis("/horizon", 10, 20, 30),
    axis("/policies/0/explore", "all", "others"),
  );
  const expected = [0, 1].flatMap((epsilon) =>
    [10, 20, 30].flatMap((horizon) => ["all", "others"].map((explore) => [epsilon, horizon, explore])),
  );
  expect(points.map(({ values }) => values)).toEqual(expected);
  for (const { values, spec } of points) {
    const [epsilon, horizon, explore] = values;
    expect(spec.spec.policies[0]).toMatchObject({ epsilon, explore });
    expect(spec.spec.horizon).toBe(horizon);
  }
});

test("a point has the hash of the specification that a user would write for it", () => {
  const [{ spec }] = expand(axis("/policies/0/epsilon", 0.25));
  const written = { ...base, policies: [{ kind: "epsilon-greedy", epsilon: 0.25 }, { kind: "ucb1" }] };
  expect(spec.hash).toBe(specHash(SimulationSpec.parse(written)));
});

test("a default that depends on another field follows the values of that field", () => {
  // By-round is the default where means change with time, and by-pull elsewhere.
  const segments = [
    { from: 1, means: [0.1, 0.9] },
    { from: 5, means: [0.9, 0.1] },
  ];
  const points = expand(axis("/bandit", base.bandit, { kind: "piecewise-stationary", segments }));
  expect(points.map(({ spec }) => spec.spec.rewardCoupling)).toEqual(["by-pull", "by-round"]);
});

test.each([
  [
    "a field that was left out",
    "/policies/0/tieBreak",
    "first",
    (spec: SimulationSpec) => (spec.policies[0] as { tieBreak?: string }).tieBreak,
  ],
  ["a field inside one that was left out", "/checkpoints/count", 3, (spec: SimulationSpec) => spec.checkpoints.count],
  [
    "an entry of a list",
    "/bandit/means/1",
    0.9,
    (spec: SimulationSpec) => (spec.bandit as { means: number[] }).means[1],
  ],
  ["a whole object", "/feedback", { kind: "delayed", rounds: 3 }, (spec: SimulationSpec) => spec.feedback],
])("an axis can be %s", (_, pointer, value, read) => {
  const [point, other] = expand(axis(pointer, value), axis("/seed", 1, 2));
  expect(read(point.spec.spec)).toEqual(value);
  const [original] = expand(axis("/seed", 2));
  expect(other.spec.spec.bandit.kind).toBe(original.spec.spec.bandit.kind);
  expect(base.policies[0]).toEqual({ kind: "epsilon-greedy" });
});

test.each([
  ["a value out of range", [axis("/policies/0/epsilon", 0, 2)], ["/axes/0/values/1 must be in [0, 1], got 2"]],
  ["null", [axis("/horizon", null)], ["/axes/0/values/0 must be an integer in [1, 10000000], got null"]],
  [
    "a field inside a value",
    [axis("/policies/0", { kind: "ucb", c: -1 })],
    ["/axes/0/values/0/c must be in [0, 1000000], got -1"],
  ],
  [
    "a value that the bandit does not go with",
    [axis("/bandit/kind", "bernoulli", "poisson"), axis("/policies/1/kind", "thompson-beta")],
    ["/axes/1/values/0 thompson-beta needs rewards of 0 or 1, which a poisson bandit does not give"],
  ],
  [
    "a value twice, written otherwise",
    [axis("/horizon", 5, 6), axis("/policies/1", { kind: "ucb1" }, { kind: "ucb1", tieBreak: "uniform" })],
    ['/axes/1/values/1 gives the same simulation as value 0 of the axis, got {"kind":"ucb1","tieBreak":"uniform"}'],
  ],
  [
    "the same seed",
    [axis("/seed", 7, "7")],
    ['/axes/0/values/1 gives the same simulation as value 0 of the axis, got "7"'],
  ],
  [
    "a misspelt field",
    [axis("/policies/0/epsilom", 0)],
    [
      '/axes/0/pointer names no field of the base, got "/policies/0/epsilom": /policies/0 has the fields kind, epsilon, explore, initialValue, tieBreak; did you mean epsilon?',
    ],
  ],
  [
    "a policy that is not there",
    [axis("/policies/2/epsilon", 0)],
    ['/axes/0/pointer names no field of the base, got "/policies/2/epsilon": /policies has the indices 0 to 1'],
  ],
  [
    "a field of a number",
    [axis("/horizon/x", 0)],
    ['/axes/0/pointer names no field of the base, got "/horizon/x": /horizon has no fields'],
  ],
  [
    "no pointer",
    [axis("horizon", 1)],
    ['/axes/0/pointer must be a JSON pointer, which begins with "/", got "horizon"'],
  ],
  [
    "an axis inside another one",
    [axis("/policies/0", { kind: "greedy" }), axis("/policies/0/epsilon", 0)],
    ['/axes/1/pointer shares a field with the axis /policies/0, got "/policies/0/epsilon"'],
  ],
  [
    "the prototype",
    [axis("/__proto__/polluted", 1)],
    [
      expect.stringMatching(
        /^\/axes\/0\/pointer names no field of the base, got "\/__proto__\/polluted": the base has/,
      ),
    ],
  ],
  [
    "too many points",
    [
      axis("/seed", ...Array.from({ length: 20 }, (_, i) => i)),
      axis("/horizon", ...Array.from({ length: 21 }, (_, i) => i + 1)),
    ],
    ["/axes make 420 points together; at most 400 are allowed"],
  ],
  ["no axis", [], ["/axes must be a list of 1 to 3 entries, got 0 entries"]],
])("mistakes: %s", (_, axes, expected) => {
  expect(mistakesOf({ base, axes })).toEqual(expected);
});

test("a mistake elsewhere in a point is at the value that makes it", () => {
  const bayes = { ...base, policies: [{ kind: "thompson-beta" }] };
  const axes = [axis("/seed", 1, 2), axis("/bandit", base.bandit, { kind: "poisson" }), axis("/horizon", 5, 6)];
  expect(mistakesOf({ base: bayes, axes })).toEqual([
    "/axes/1/values/1 gives a simulation whose /policies/0/kind thompson-beta needs rewards of 0 or 1, which a poisson bandit does not give",
  ]);
});

test("a mistake in the base is at /base, and one in every other field at its own place", () => {
  expect(mistakesOf({ base: { ...base, horizon: 0 }, axes: [{ pointer: "/seed", values: [] }], axis: 1 })).toEqual([
    "/base/horizon must be an integer in [1, 10000000], got 0",
    "/axes/0/values must be a list of 1 to 400 entries, got 0 entries",
    "/axis is not a known field; did you mean axes?",
  ]);
  expect(mistakesOf(undefined)).toHaveLength(1);
});

test("specifications that are too large together are refused before all of them are made", () => {
  const large = { ...base, bandit: { kind: "gaussian-testbed", arms: 1000 } };
  const seeds = Array.from({ length: 400 }, (_, i) => i);
  const mistakes = mistakesOf({ base: large, axes: [axis("/seed", ...seeds)] });
  expect(mistakes).toEqual([
    expect.stringMatching(/^\/axes make too large a sweep: the first \d\d points have 20\d{5} characters/),
  ]);
  expect(expandSweep({ base: large, axes: [axis("/seed", ...seeds.slice(0, 90))] }).points).toHaveLength(90);
});
