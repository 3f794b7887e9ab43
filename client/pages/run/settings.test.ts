import { expect, test } from "vitest";
import { SimulationSpec, type SimulationSpecInput } from "../../../experiments/spec/spec.ts";
import { differingSettings, settingsOf } from "./settings.ts";

const base: SimulationSpecInput = {
  bandit: { kind: "bernoulli", means: [0.4, 0.6] },
  policies: [{ kind: "ucb1" }],
  horizon: 1000,
  replications: 10,
  seed: "s",
};
const spec = (changes: Partial<SimulationSpecInput> = {}) => SimulationSpec.parse({ ...base, ...changes });

test("equal settings do not differ", () => {
  expect(differingSettings([spec(), spec(), spec()])).toEqual([]);
});

test("only what differs is listed, in one row for all runs", () => {
  const changed = spec({ horizon: 2000, policies: [{ kind: "ucb", c: 0.5 }], rewardCoupling: "independent" });
  expect(differingSettings([spec(), changed, spec()])).toEqual([
    { title: "Policies", texts: ["UCB1", "UCB (c 0.5)", "UCB1"] },
    { title: "Horizon T", texts: ["1,000", "2,000", "1,000"] },
    { title: "Common random numbers", texts: ["on, by pull", "off", "on, by pull"] },
  ]);
});

test("a parameter that a run does not have is null there", () => {
  const gaussian = spec({ bandit: { kind: "gaussian", means: [0.4, 0.6] } });
  const rows = differingSettings([spec(), gaussian]);
  expect(rows.find(({ title }) => title === "Bandit")).toEqual({ title: "Bandit", texts: ["Bernoulli", "Gaussian"] });
  expect(rows.some(({ texts }) => texts.includes(null))).toBe(true);
  // The horizon is the same.
  expect(rows.some(({ title }) => title === "Horizon T")).toBe(false);
});

test("parameters inside a policy that its label does not show differ too", () => {
  const prior = (alpha: number) => spec({ policies: [{ kind: "thompson-beta", alpha }] });
  expect(differingSettings([prior(2), prior(3)])).toEqual([
    { title: "Policies", texts: ["Thompson (alpha 2)", "Thompson (alpha 3)"] },
  ]);
});

test("every setting of a run has a text", () => {
  for (const { title, text } of settingsOf(spec())) expect([title, text]).not.toContain("");
});
