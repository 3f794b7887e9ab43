import { expect, test } from "vitest";
import { simulate } from "../result/simulate.ts";

const spec = {
  bandit: { kind: "bernoulli" as const, means: [0.2, 0.7] },
  policies: [{ kind: "ucb1" as const }, { kind: "uniform" as const }],
  horizon: 60,
  replications: 300,
  seed: "measures",
};

test("the reward per pull is the reward divided by t, and so is its standard error", () => {
  const { policies, checkpoints } = simulate(spec);
  for (const { reward, averageReward } of policies) {
    checkpoints.forEach((t, i) => {
      expect(Math.abs(averageReward.mean[i] * t - reward.mean[i])).toBeLessThan(1e-12 * t);
      expect(Math.abs(averageReward.standardError[i]! * t - reward.standardError[i]!)).toBeLessThan(1e-12 * t);
    });
  }
});

test("bounds are named series: the Lai–Robbins constant times ln t, and none where every mean is drawn", () => {
  const { bounds, checkpoints, reference } = simulate(spec);
  // d(0.2, 0.7) = 0.2·ln(2/7) + 0.8·ln(8/3)
  const constant = 0.5 / (0.2 * Math.log(2 / 7) + 0.8 * Math.log(8 / 3));
  expect(bounds.map(({ name, measure }) => [name, measure])).toEqual([["lai-robbins", "regret"]]);
  checkpoints.forEach((t, i) => expect(bounds[0].series[i]).toBeCloseTo(constant * Math.log(t), 12));
  expect(bounds[0].series).toEqual(reference.lowerBound);
  expect(simulate({ ...spec, bandit: { kind: "beta-bernoulli" }, horizon: 3, replications: 2 }).bounds).toEqual([]);
});

test("linear checkpoints are where results and exact curves are given, and change no number there", () => {
  const linear = simulate({ ...spec, checkpoints: { kind: "linear", count: 6 } });
  expect(linear.checkpoints).toEqual([10, 20, 30, 40, 50, 60]);
  const all = simulate(spec);
  linear.checkpoints.forEach((t, i) => {
    expect(linear.policies[0].reward.mean[i]).toBe(all.policies[0].reward.mean[all.checkpoints.indexOf(t)]);
    expect(linear.exact[0]!.regret[i]).toBe(all.exact[0]!.regret[all.checkpoints.indexOf(t)]);
  });
});
