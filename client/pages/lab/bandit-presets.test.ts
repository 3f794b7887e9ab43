import { expect, test } from "vitest";
import { laiRobbinsConstant } from "../../../experiments/analysis/lai-robbins.ts";
import { BanditSpec } from "../../../experiments/bandits/registry.ts";
import { banditPresets, drawMeans, presetOf } from "./bandit-presets.ts";

test("the presets of Auer et al. have the Lai–Robbins constants of the literature", () => {
  const constants = banditPresets
    .filter(({ label }) => label.startsWith("Auer"))
    .map(({ bandit }) => laiRobbinsConstant(BanditSpec.parse(bandit)));
  [0.96389, 2.2521, 8.675014, 44.849598].forEach((constant, index) =>
    expect(constants[index]).toBeCloseTo(constant, 5),
  );
});

test("means drawn with equal seeds are equal and within bounds", () => {
  const bounds = { minimum: 0, maximum: 1 };
  const means = drawMeans(10, "seed", bounds);
  expect(drawMeans(10, "seed", bounds)).toEqual(means);
  expect(drawMeans(10, "other", bounds)).not.toEqual(means);
  for (const mean of means) expect(mean >= 0 && mean <= 1).toBe(true);
  expect(drawMeans(50, "seed", {}).some((mean) => mean < 0)).toBe(true);
});

test("a bandit that equals a preset is recognised as that preset", () => {
  banditPresets.forEach(({ bandit }, index) => expect(presetOf(BanditSpec.parse(bandit))).toBe(index));
  expect(presetOf({ kind: "bernoulli", means: [0.45, 0.56] })).toBe(-1);
  expect(presetOf({ kind: "bernoulli", means: [0.45, ""] })).toBe(-1);
});
