import { expect, test } from "vitest";
import { expectedRegret } from "../../../experiments/exact/expected-regret.ts";
import { expectWithin } from "../../../policies/testing/laws.ts";
import { savingOf } from "./saving.ts";
import { canSimulate, MOST_VISITORS } from "./saving-input.ts";

test("what a bandit saves is known exactly for a small test: 20·0.8 − its regret − 10", () => {
  const observed = [
    { conversions: 2, visitors: 10 },
    { conversions: 8, visitors: 10 },
  ];
  const bandit = { kind: "bernoulli" as const, means: [0.2, 0.8] };
  const { finalRegret } = expectedRegret({ bandit, policy: { kind: "thompson-beta" }, horizon: 20 });
  const { mean, standardError, replications } = savingOf({ variants: observed, prior: { alpha: 1, beta: 1 } });
  expect(replications).toBe(1000);
  expect(standardError).toBeGreaterThan(0);
  expectWithin(mean, 20 * 0.8 - finalRegret.mean - 10, standardError);
});

test("variants without visitors and tests too long to wait for are not simulated", () => {
  const variant = { conversions: 0, visitors: 10 };
  expect(canSimulate([variant, variant])).toBe(true);
  expect(canSimulate([variant])).toBe(false);
  expect(canSimulate([variant, { conversions: 0, visitors: 0 }])).toBe(false);
  expect(canSimulate([variant, { conversions: 0, visitors: MOST_VISITORS }])).toBe(false);
});
