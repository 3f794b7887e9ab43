import * as z from "zod";
import { describe, expect, test, vi } from "vitest";
import { describeDefinition } from "../server/routes/describe-definition.ts";
import { parameterFields } from "../client/forms/parameter-fields.ts";
import { blockSizeOf } from "./simulation/block-size.ts";
import { estimateSimulation } from "./simulation/estimate.ts";
import { simulate } from "./result/simulate.ts";
import { ExpectedRegretRequest } from "./exact/request.ts";
import { InvalidInput } from "./mistakes/mistakes.ts";
import { parseInput } from "./mistakes/parse-input.ts";
import { selectionProbabilities } from "./selection/selection-probabilities.ts";
import { SimulationSpec, type SimulationSpecInput } from "./spec/spec.ts";
import { expectWithin } from "../policies/testing/laws.ts";
import { needsOf, policyDefinitions, PolicySpec } from "../policies/registry.ts";
import { rewardSpaces } from "../policies/reward-space.ts";

const { MANY } = vi.hoisted(() => ({ MANY: 70 }));

vi.mock("../policies/definitions.ts", async (original) => {
  const { definitions } = await original<typeof import("../policies/definitions.ts")>();
  const { uniform } = await import("../policies/value/uniform.ts");
  const { definePolicy } = await import("../policies/policy.ts");
  const copies = Array.from({ length: MANY - 3 - definitions.length }, (_, i) =>
    definePolicy({ ...uniform, kind: `uniform-${i}` as "uniform", label: `Uniform ${i}` }),
  );
  const step = z.number().min(0).max(1).optional().meta({ title: "step" });
  const tuned = definePolicy({
    ...uniform,
    kind: "tuned-test",
    parameters: z.strictObject({ step }),
    defaults: (armCount, horizon = 1) => ({ step: 1 / (armCount * horizon) }),
  });
  const sampled = definePolicy({ ...uniform, kind: "sampled-test", isSampled: (_, armCount) => armCount > 2 });
  const moments = definePolicy({
    ...uniform,
    kind: "moments-test",
    needs: () => ({ belief: "moments", rewards: rewardSpaces.unit, computable: rewardSpaces.real }),
  });
  return { definitions: [...definitions, ...copies, tuned, sampled, moments] };
});

const specOf = (policies: { kind: string }[], more: object = {}) => {
  const bandit = { kind: "bernoulli", means: [0.4, 0.6] };
  return { bandit, policies, horizon: 20, replications: 10, seed: 1, ...more } as unknown as SimulationSpecInput;
};

describe("seventy kinds", () => {
  const kinds = policyDefinitions.map(({ kind }) => kind);

  test("are registered, each with its defaults, its place in the catalogue and its form", () => {
    expect(new Set(kinds).size).toBe(MANY);
    for (const definition of policyDefinitions) {
      expect(PolicySpec.parse({ kind: definition.kind }).kind).toBe(definition.kind);
      expect(describeDefinition("/policies", definition)).toMatchObject({ kind: definition.kind });
      expect(parameterFields(definition.parameters)).toHaveLength(Object.keys(definition.parameters.shape).length);
    }
  });

  test("can be simulated, sixteen at a time, and have blocks and estimates", () => {
    for (let from = 0; from < MANY; from += 16) {
      const policies = kinds.slice(from, from + 16).map((kind) => ({ kind }));
      const result = simulate(specOf(policies));
      expect(result.policies).toHaveLength(policies.length);
      const spec = parseInput(SimulationSpec, specOf(policies));
      expect(blockSizeOf(spec, 20)).toBeGreaterThan(0);
      expect(estimateSimulation(spec).replicationsSeconds).toBeGreaterThan(0);
    }
  });

  test("a misspelt one is answered with a suggestion and all kinds", () => {
    const ask = () => parseInput(SimulationSpec, specOf([{ kind: "uniform-33x" }]));
    expect(ask).toThrow(InvalidInput);
    expect(ask).toThrow(/did you mean uniform-33\?/);
  });
});

test("a parameter that depends on the problem is filled in where arms and pulls are known", () => {
  const spec = parseInput(SimulationSpec, specOf([{ kind: "tuned-test" }]));
  expect(spec.policies[0]).toEqual({ kind: "tuned-test", step: 1 / 40 });
  const given = parseInput(SimulationSpec, specOf([{ kind: "tuned-test", step: 0.5 } as { kind: string }]));
  expect(given.policies[0]).toEqual({ kind: "tuned-test", step: 0.5 });
  const asked = parseInput(ExpectedRegretRequest, {
    bandit: { kind: "bernoulli", means: [0.1, 0.2, 0.3, 0.4, 0.5] },
    policy: { kind: "tuned-test" },
    horizon: 4,
  });
  expect(asked.policy).toEqual({ kind: "tuned-test", step: 1 / 20 });
  const answer = selectionProbabilities({ policy: { kind: "tuned-test" as "uniform" }, arms: 8 });
  expect(answer.policy).toEqual({ kind: "tuned-test", step: 1 / 8 });
});

test("where no exact law is affordable, the answer is frequencies with a standard error and without an error bound", () => {
  const policy = { kind: "sampled-test" as "uniform" };
  const answer = selectionProbabilities({ policy, arms: 4, monteCarlo: { draws: 20_000, seed: "sampled" } });
  expect(answer.method).toBe("monte-carlo");
  for (const { value, standardError, errorBound, fraction, monteCarlo } of answer.probabilities) {
    expect(standardError).toBeCloseTo(Math.sqrt((0.25 * 0.75) / 20_000), 4);
    expectWithin(value, 0.25, standardError!);
    expect([errorBound, fraction]).toEqual([undefined, undefined]);
    expect(monteCarlo!.estimate).toBe(value);
  }
  expect(selectionProbabilities({ policy, arms: 4 }).probabilities[0].standardError).toBeCloseTo(0.00137, 4);
  expect(selectionProbabilities({ policy, arms: 2 }).method).toBe("closed-form");
  const bandit = { kind: "bernoulli", means: [0.1, 0.2, 0.3] };
  const { exact, exactReasons } = simulate(specOf([policy], { bandit }));
  expect([exact[0], exactReasons[0]!.code]).toEqual([null, "no-exact-law"]);
  expect(() => parseInput(ExpectedRegretRequest, { bandit, policy, horizon: 5 })).toThrow(/no exact law/);
});

describe("a rule of moments", () => {
  const policy = { kind: "moments-test" as "uniform" };

  test("is one of counts where rewards are 0 or 1, and has an exact regret there", () => {
    const spec = PolicySpec.parse(policy);
    const beliefs = [rewardSpaces.binary, rewardSpaces.unit].map((rewards) => needsOf(spec, rewards).belief);
    expect(beliefs).toEqual(["counts", "moments"]);
    const result = simulate(specOf([policy]));
    expect(result.exact[0]!.regret.at(-1)).toBeCloseTo(2, 12);
  });

  test("takes counts with sums of squares, and without where rewards were 0 or 1", () => {
    const ask = (counts: object) => selectionProbabilities({ policy, arms: 2, counts: [counts] } as never);
    expect(ask({ arm: 0, pulls: 3, rewardSum: 2 }).probabilities[0].fraction).toBe("1/2");
    expect(ask({ arm: 0, pulls: 2, rewardSum: 0.5, squareSum: 0.2 }).probabilities[0].fraction).toBe("1/2");
    expect(() => ask({ arm: 0, pulls: 2, rewardSum: 0.5 })).toThrow(/squareSum is missing: moments-test depends on/);
    expect(() => ask({ arm: 0, pulls: 2, rewardSum: 0.5, squareSum: 0.1 })).toThrow(/cannot be that of 2 pulls/);
    expect(() => ask({ arm: 0, pulls: 0, rewardSum: 0, squareSum: 1 })).toThrow(/cannot be that of 0 pulls/);
  });
});
