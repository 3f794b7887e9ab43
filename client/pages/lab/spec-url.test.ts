import { expect, test } from "vitest";
import { SimulationSpec } from "../../../experiments/spec/spec.ts";
import { compactSpec, sameSpec, specFromSearch, specToSearch } from "./spec-url.ts";

const spec = SimulationSpec.parse({
  bandit: { kind: "bernoulli", means: [0.1, 0.9] },
  policies: [{ kind: "thompson-beta" }, { kind: "epsilon-greedy", epsilon: 0.3 }],
  horizon: 500,
  replications: 100,
  seed: "a & b = 100 %",
});

test("a specification with any seed survives its address", () => {
  expect(specFromSearch(specToSearch(spec))).toEqual({ spec });
});

test("defaults are left out of the address", () => {
  expect(compactSpec(spec)).toEqual({
    bandit: { kind: "bernoulli", means: [0.1, 0.9] },
    policies: [{ kind: "thompson-beta" }, { kind: "epsilon-greedy", epsilon: 0.3 }],
    horizon: 500,
    replications: 100,
    seed: "a & b = 100 %",
  });
});

test("an address without a specification gives none", () => {
  expect(specFromSearch("")).toBeUndefined();
  expect(specFromSearch("?x=1")).toBeUndefined();
});

test("a faulty address gives the API's mistakes", () => {
  const text = JSON.stringify({ ...compactSpec(spec), policies: [{ kind: "epsilon-greedy", epsilon: 2 }] });
  expect(specFromSearch(`?spec=${encodeURIComponent(text)}`)).toMatchObject({
    mistakes: [{ pointer: "/policies/0/epsilon", detail: "must be in [0, 1], got 2" }],
  });
  expect(specFromSearch("?spec={")).toMatchObject({ mistakes: [{ pointer: "", detail: "is not JSON" }] });
});

test("specifications are equal in any order of their fields", () => {
  const { seed, ...rest } = spec;
  expect(sameSpec(spec, { seed, ...rest })).toBe(true);
  expect(sameSpec(spec, { ...spec, seed: "other" })).toBe(false);
});
