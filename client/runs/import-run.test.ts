import { expect, test } from "vitest";
import { simulate } from "../../experiments/result/simulate.ts";
import { readResult } from "./import-run.ts";

const result = simulate({
  bandit: { kind: "bernoulli", means: [0.4, 0.6] },
  policies: [{ kind: "ucb1" }, { kind: "greedy" }],
  horizon: 10,
  replications: 4,
  seed: "imported",
});

test("an exported result is read as it was", () => {
  expect(readResult(JSON.stringify(result))).toEqual(result);
});

test.each<[string, object, RegExp]>([
  ["other settings than its hash", { spec: { ...result.spec, seed: "changed" } }, /hash is another/],
  ["fewer policies than its settings", { policies: result.policies.slice(1) }, /1 policies, but settings of 2/],
  ["more checkpoints than numbers", { checkpoints: [...result.checkpoints, 11] }, /not one number for every/],
  ["a comparison of a policy that it lacks", { comparisons: [{ ...result.comparisons[0], policy: 7 }] }, /compares/],
])("a file with %s is refused", (_, changes, detail) => {
  expect(readResult(JSON.stringify({ ...result, ...changes }))).toMatchObject({
    detail: expect.stringMatching(detail),
  });
});

test("a file that is something else is refused, with the places that are wrong", () => {
  expect(readResult("no JSON")).toMatchObject({ detail: expect.stringMatching(/is not JSON/), mistakes: [] });
  const { horizon: _, ...spec } = result.spec;
  expect(readResult(JSON.stringify({ ...result, spec }))).toMatchObject({
    mistakes: [expect.objectContaining({ pointer: "/spec/horizon" })],
  });
});
