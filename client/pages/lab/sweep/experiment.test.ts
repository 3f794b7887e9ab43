import { expect, test } from "vitest";
import { SimulationSpec } from "../../../../experiments/spec/spec.ts";
import { sweep } from "../../../../experiments/sweep/sweep.ts";
import { draftOf, type SpecDraft } from "../spec-draft.ts";
import { axisName } from "./axis-name.ts";
import { checkExperiment, draftOfExperiment } from "./experiment.ts";
import { axisFromSearch, experimentToSearch } from "./experiment-url.ts";

const base = SimulationSpec.parse({
  bandit: { kind: "bernoulli", means: [0.2, 0.8] },
  policies: [{ kind: "ucb1" }, { kind: "epsilon-greedy" }, { kind: "thompson-beta" }],
  horizon: 50,
  replications: 20,
  seed: "sweeps",
});
const draft = draftOf(base);
const withPolicy = (index: number, changes: object): SpecDraft => ({
  ...draft,
  policies: draft.policies.with(index, { ...draft.policies[index], ...changes }),
});
const adviceFor = (edited: SpecDraft) =>
  checkExperiment(edited).mistakes.map(({ pointer, detail }) => [pointer, detail]);

test("a list in a parameter of a policy is a sweep of that policy alone", () => {
  const { spec } = checkExperiment(withPolicy(1, { epsilon: "0.01, 0.1, 0.5" }));
  expect(spec!.base).toEqual({
    ...base,
    policies: base.policies.map((policy, index) => (index === 1 ? { ...policy, epsilon: 0.01 } : policy)),
  });
  expect(spec!.sweep).toMatchObject({
    axis: { pointer: "/policies/1/epsilon", values: [0.01, 0.1, 0.5] },
    policies: [1],
    spec: { axes: [{ pointer: "/policies/0/epsilon", values: [0.01, 0.1, 0.5] }] },
  });
  expect(spec!.sweep!.points.map(({ spec: { spec: point } }) => point.policies)).toMatchObject(
    [0.01, 0.1, 0.5].map((epsilon) => [{ kind: "epsilon-greedy", epsilon }]),
  );
});

test("alone a policy has the numbers that it has beside others", () => {
  const alone = checkExperiment(withPolicy(1, { epsilon: "0.1; 0.5" })).spec!.sweep!;
  const beside = sweep({ base, axes: [alone.axis] });
  const { points } = sweep(alone.spec);
  expect(points.map(({ policies }) => policies[0])).toEqual(beside.points.map(({ policies }) => policies[1]));
});

test.each<[string, SpecDraft, string, number]>([
  ["horizon", { ...draft, horizon: "10, 20" }, "/horizon", 10],
  ["replications", { ...draft, replications: "1; 2; 3" }, "/replications", 1],
  ["mean of an arm", { ...draft, bandit: { kind: "bernoulli", means: [0.2, "0.5 0.8"] } }, "/bandit/means/1", 0.5],
  [
    "number of arms",
    { ...draft, bandit: { kind: "gaussian-testbed", arms: "5, 10" }, policies: [{ kind: "ucb1" }] },
    "/bandit/arms",
    5,
  ],
])("a list in the %s concerns all policies", (_, edited, pointer, first) => {
  const { spec } = checkExperiment(edited);
  expect(spec!.sweep).toMatchObject({ axis: { pointer }, policies: edited.policies.map((_policy, index) => index) });
  expect(spec!.sweep!.axis.values[0]).toBe(first);
});

test("a list of one value, and a list in a text, are no sweep", () => {
  expect(checkExperiment(withPolicy(1, { epsilon: "0.2," })).spec).toMatchObject({
    base: { policies: [{}, { epsilon: 0.2 }, {}] },
  });
  expect(checkExperiment({ ...draft, seed: "1, 2" }).spec).toEqual({ base: { ...base, seed: "1, 2" } });
});

test("mistakes are at the field of the list, in plain words", () => {
  expect(adviceFor(withPolicy(1, { epsilon: "0.1, 1.5" }))).toEqual([
    ["/policies/1/epsilon", "Value 2, 1.5: enter a number from 0 to 1"],
  ]);
  expect(adviceFor(withPolicy(1, { epsilon: "0.1, x" }))).toEqual([
    ["/policies/1/epsilon", "“x” in the list is not a number"],
  ]);
  expect(adviceFor({ ...withPolicy(1, { epsilon: "0.1, 0.2" }), horizon: "10; 20" })).toEqual([
    ["/horizon", expect.stringContaining("ε has 2 values")],
  ]);
  const many = Array.from({ length: 401 }, (_, index) => index + 1).join(", ");
  expect(adviceFor({ ...draft, horizon: many })).toMatchObject([["/horizon", expect.stringContaining("400")]]);
});

test("an address holds the sweep", () => {
  const { spec } = checkExperiment(withPolicy(1, { epsilon: "0.01, 0.1, 0.5" }));
  const search = experimentToSearch(spec!);
  expect(search).toContain("&sweep=/policies/1/epsilon:0.01,0.1,0.5");
  const found = axisFromSearch(search, spec!.base);
  expect(found).toEqual({ axis: spec!.sweep!.axis });
  const { axis } = found as { axis: { pointer: string; values: number[] } };
  expect(checkExperiment(draftOfExperiment(spec!.base, axis)).spec!.sweep!.axis).toEqual(spec!.sweep!.axis);
});

test.each([
  "/policies/1/epsilon",
  "/policies/1/epsilon:a,b",
  "/policies/1/kind:1,2",
  "/nothing:1,2",
  "x:1",
  "/seed:1,2",
])("an address with the sweep %s is refused", (text) => {
  expect(axisFromSearch(`?sweep=${text}`, base)).toHaveProperty("mistake");
});

test("a swept number has its symbol and its place", () => {
  expect(axisName("/policies/1/epsilon", draft)).toEqual({
    symbol: "ε",
    title: "exploration probability",
    minimum: 0,
    maximum: 1,
  });
  expect(axisName("/horizon", draft).symbol).toBe("T");
  expect(axisName("/bandit/means/1", draft).symbol).toBe("μ of arm 2");
});
