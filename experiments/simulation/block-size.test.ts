// Slow: plans 300 random specifications.
import fc from "fast-check";
import { expect, test } from "vitest";
import { policyDefinitions, type PolicySpec } from "../../policies/registry.ts";
import { parseInput } from "../mistakes/parse-input.ts";
import { SimulationSpec } from "../spec/spec.ts";
import { limits } from "../limits.ts";
import { planSimulation } from "./plan.ts";

const specOf = (arms: number, horizon: number, policies: { kind: string }[]) =>
  parseInput(SimulationSpec, {
    bandit: { kind: "bernoulli", means: Array.from({ length: arms }, (_, arm) => arm / arms) },
    policies: policies as PolicySpec[],
    horizon,
    replications: 1_000_000,
    seed: 1,
  });
const sizeOf = (arms: number, horizon: number, ...policies: { kind: string }[]) =>
  planSimulation(specOf(arms, horizon, policies)).blockSize;

test("blocks of 64 replications and more are multiples of 64, up to 4096, and the heaviest are of one", () => {
  const kinds = policyDefinitions.map(({ kind }) => kind).filter((kind) => kind !== "bayes-optimal");
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 1, max: 10_000_000 }),
      fc.subarray(kinds, { minLength: 1, maxLength: limits.policies }),
      (arms, horizon, chosen) => {
        const size = sizeOf(arms, horizon, ...chosen.map((kind) => ({ kind })));
        expect(size).toBeGreaterThanOrEqual(1);
        expect(size).toBeLessThanOrEqual(4096);
        if (size >= 64) expect(size % 64).toBe(0);
      },
    ),
    { seed: 90_551, numRuns: 300 },
  );
  expect(sizeOf(2, 1, { kind: "uniform" })).toBe(4096);
  expect(sizeOf(1000, 10_000_000, { kind: "uniform" })).toBe(1);
});

test("the number of replications and the seed have no part in it", () => {
  const spec = specOf(10, 1000, [{ kind: "ucb1" }]);
  const { blockSize } = planSimulation(spec);
  expect(planSimulation({ ...spec, replications: 3, seed: "other", rewardCoupling: "independent" }).blockSize).toBe(
    blockSize,
  );
});

test("more arms, pulls or policies, and discounts nearer to 1, never make blocks larger", () => {
  for (const { kind } of policyDefinitions) {
    if (kind === "bayes-optimal") continue;
    const size = sizeOf(10, 500, { kind });
    expect(sizeOf(11, 500, { kind }), kind).toBeLessThanOrEqual(size);
    expect(sizeOf(10, 600, { kind }), kind).toBeLessThanOrEqual(size);
    expect(sizeOf(10, 500, { kind }, { kind: "bayes-ucb" }), kind).toBeLessThanOrEqual(size);
  }
  const withDiscount = (discount: number) => sizeOf(10, 100, { kind: "gittins", discount } as { kind: string });
  expect(withDiscount(0.5)).toBe(withDiscount(0.9));
  expect(withDiscount(0.99)).toBeLessThan(withDiscount(0.9));
});
