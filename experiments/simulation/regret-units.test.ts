import { describe, expect, test } from "vitest";
import { expectedRegret } from "../exact/expected-regret.ts";
import type { SimulationSpecInput } from "../spec/spec.ts";
import { simulate } from "../result/simulate.ts";

const run = (bandit: SimulationSpecInput["bandit"], horizon: number, more: object = {}) =>
  simulate({ bandit, policies: [{ kind: "uniform" }], horizon, replications: 3000, seed: "units", ...more })
    .policies[0];
const valuesOf = ({ finalRegret }: ReturnType<typeof run>) => finalRegret.histogram.map(({ from }) => from);

describe("equal regrets are equal doubles", () => {
  test.each([
    [[0.9, 0.8, 0.7], 4],
    [[0.2, 0.5, 0.6], 9],
    [[0.1, 0.2, 0.3, 0.4], 12],
    [[1e-7, 3e-7], 40],
  ])("on arms %o after %i pulls, values are those of the exact law", (means, horizon) => {
    const bandit = { kind: "bernoulli", means } as const;
    const exact = expectedRegret({ bandit, policy: { kind: "uniform" }, horizon }).finalRegret.distribution!;
    const possible = new Set(exact.map(({ regret }) => regret));
    for (const more of [{}, { rewardCoupling: "by-round" }]) {
      const result = run(bandit, horizon, more);
      const values = valuesOf(result);
      expect(values.length).toBeGreaterThan(5);
      expect(values.filter((value) => !possible.has(value))).toEqual([]);
      expect(result.finalRegret.quantiles.relativeError).toBe(0);
    }
  });

  test("and so they are where means change", () => {
    const segments = [
      { from: 1, means: [0.3, 0.1, 0.7] },
      { from: 4, means: [0.9, 0.2, 0.1] },
    ];
    const values = valuesOf(run({ kind: "piecewise-stationary", segments }, 6));
    // Gaps are .4, .6, 0 for three pulls and 0, .7, .8 for three: multiples of a tenth.
    expect(values.filter((value) => value !== Math.round(value * 10) / 10)).toEqual([]);
    expect(values.length).toBeGreaterThan(20);
  });

  test("means of many digits keep what doubles are", () => {
    const { finalRegret } = run({ kind: "bernoulli", means: [1 / 3, 0.123456789012345] }, 1000);
    expect(finalRegret.mean / (500 * (1 / 3 - 0.123456789012345))).toBeCloseTo(1, 1);
  });
});
