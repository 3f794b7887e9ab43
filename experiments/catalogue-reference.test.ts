import { describe, expect, test } from "vitest";
import { policyDefinitions } from "../policies/registry.ts";
import { relativeError } from "../policies/testing/reference.ts";
import { banditDefinitions } from "./bandits/registry.ts";
import { expectedRegret } from "./exact/expected-regret.ts";
import { selectionProbabilities } from "./selection/selection-probabilities.ts";
import { catalogueCases } from "./testing/catalogue-reference.ts";

const registered = new Set(policyDefinitions.map(({ kind }) => kind));
const histories = catalogueCases("policy_history").filter(({ policy }) => registered.has(policy.kind));
const regrets = catalogueCases("dp_regret").filter(({ policy }) => registered.has(policy.kind));
const withReference = new Set(catalogueCases("policy_history").map(({ policy }) => policy.kind as string));

test("every kind of the table that is registered has its cases tested", () => {
  const kinds = new Set(histories.map(({ policy }) => policy.kind as string));
  expect([...kinds].toSorted()).toEqual([...registered].filter((kind) => withReference.has(kind)).toSorted());
  expect(banditDefinitions.length).toBeGreaterThan(0);
});

describe("selection probabilities", () => {
  test.each(histories)("$id", ({ policy, K, history, horizon, p, exact, wrong_if }) => {
    const pulls = history.map(([arm, reward]) => ({ arm, reward }));
    const { probabilities } = selectionProbabilities({ policy, arms: K, history: pulls, horizon });
    const wrong = wrong_if && `; wrong if ${JSON.stringify(wrong_if)}`;
    probabilities.forEach(({ value, errorBound, fraction }, arm) => {
      const about = `arm ${arm}: ${value}, not ${p[arm]}${wrong ?? ""}`;
      const difference = Math.abs(value - Number(p[arm]));
      const isClose = relativeError(value, Number(p[arm])) <= 1e-13 || difference <= errorBound! + 2 ** -53 * value;
      expect(isClose, about).toBe(true);
      if (fraction !== undefined && exact) expect(fraction, about).toBe(exact[arm]);
    });
  });
});

describe("expected regret, to 10⁻¹²", () => {
  test.each(regrets)("$id", ({ policy, means, at, final }) => {
    const answer = expectedRegret({ bandit: { kind: "bernoulli", means }, policy, horizon: final.T });
    for (const [t, { regret, pOptimal }] of Object.entries(at)) {
      expect(relativeError(answer.regret[Number(t) - 1], Number(regret)), `t = ${t}`).toBeLessThan(1e-12);
      expect(relativeError(answer.optimalArmProbability![Number(t) - 1], Number(pOptimal))).toBeLessThan(1e-12);
    }
    expect(relativeError(answer.finalRegret.mean, Number(final.regretMean))).toBeLessThan(1e-12);
    expect(relativeError(answer.finalRegret.variance!, Number(final.regretVar))).toBeLessThan(1e-12);
  });
});
