import * as z from "zod";
import { expect, test, vi } from "vitest";
import { SimulationSpec } from "../../../experiments/spec/spec.ts";
import { policyDefinitions } from "../../../policies/registry.ts";
import { dependentDefaults } from "./policy-defaults.ts";
import { checkDraft, draftOf, fittingPolicies, withPolicyReplaced } from "./spec-draft.ts";
import { compactSpec } from "./spec-url.ts";

// Sixty kinds more, and one with a parameter that depends on arms and pulls.
vi.mock("../../../policies/definitions.ts", async (original) => {
  const { definitions } = await original<typeof import("../../../policies/definitions.ts")>();
  const { uniform } = await import("../../../policies/value/uniform.ts");
  const { definePolicy } = await import("../../../policies/policy.ts");
  const copies = Array.from({ length: 60 }, (_, i) => definePolicy({ ...uniform, kind: `copy-${i}` as "uniform" }));
  const tuned = definePolicy({
    ...uniform,
    kind: "tuned-test",
    parameters: z.strictObject({ step: z.number().min(0).max(1).optional() }),
    defaults: (armCount, horizon = 1) => ({ step: 1 / (armCount * horizon) }),
  });
  return { definitions: [...definitions, ...copies, tuned] };
});

const specOf = (policy: object, more: object = {}) =>
  SimulationSpec.parse({
    bandit: { kind: "bernoulli", means: [0.4, 0.6] },
    policies: [policy],
    horizon: 20,
    replications: 10,
    seed: 1,
    ...more,
  });

test("a default that depends on the problem is left out of draft and address, and follows the draft", () => {
  const spec = specOf({ kind: "tuned-test" });
  expect(spec.policies[0]).toEqual({ kind: "tuned-test", step: 1 / 40 });
  const draft = draftOf(spec);
  expect(draft.policies).toEqual([{ kind: "tuned-test" }]);
  expect(compactSpec(spec).policies).toEqual([{ kind: "tuned-test" }]);
  expect(checkDraft(draft)).toEqual({ spec, mistakes: [] });
  expect(checkDraft({ ...draft, horizon: 50 }).spec!.policies[0]).toEqual({ kind: "tuned-test", step: 1 / 100 });
});

test("a given value stays", () => {
  const spec = specOf({ kind: "tuned-test", step: 0.5 });
  expect(draftOf(spec).policies).toEqual([{ kind: "tuned-test", step: 0.5 }]);
  expect(compactSpec(spec).policies).toEqual([{ kind: "tuned-test", step: 0.5 }]);
});

test("while the horizon is invalid, defaults are those of an unknown horizon", () => {
  for (const horizon of ["x", 0, 1.5, undefined]) {
    expect(dependentDefaults("tuned-test", 4, horizon)).toEqual({ step: 1 / 4 });
  }
});

test("the kinds that can play a bandit are offered in place of one that cannot", () => {
  const draft = { ...draftOf(specOf({ kind: "ucb1" })), bandit: { kind: "gaussian", means: [0, 1] } };
  const wrong = withPolicyReplaced({ ...draft, labels: ["mine"] }, 0, "thompson-beta");
  expect(checkDraft(wrong).mistakes).toMatchObject([{ pointer: "/policies/0/kind" }]);
  const kinds = fittingPolicies(wrong).map(({ kind }) => kind);
  expect(kinds).not.toContain("thompson-beta");
  expect(kinds).toEqual(expect.arrayContaining(["greedy", "copy-59", "tuned-test"]));
  expect(kinds.length).toBeLessThan(policyDefinitions.length);
  for (const kind of kinds) expect(checkDraft(withPolicyReplaced(wrong, 0, kind)).mistakes, kind).toEqual([]);
});
