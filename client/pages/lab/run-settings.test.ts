import { expect, test } from "vitest";
import { type BanditSpec, BanditSpec as Bandit } from "../../../experiments/bandits/registry.ts";
import { SimulationSpec } from "../../../experiments/spec/spec.ts";
import { changedSettings, settingFields } from "./run-settings.ts";
import { draftOf } from "./spec-draft.ts";
import { compactSpec } from "./spec-url.ts";

const settled = {
  policies: [{ kind: "ucb1" }],
  horizon: 50,
  replications: 10,
  seed: 1,
};
const bernoulli = Bandit.parse({ kind: "bernoulli" });
const changing = Bandit.parse({ kind: "piecewise-stationary" });
const specOf = (bandit: BanditSpec, more: object = {}) => SimulationSpec.parse({ bandit, ...settled, ...more });
const couplingOf = (bandit: BanditSpec) => settingFields(bandit).find(({ name }) => name === "rewardCoupling");

test("every part of a specification is a setting or has its own place, and every setting has a control", () => {
  const fields = settingFields(bernoulli);
  expect(fields.map(({ name }) => name)).toEqual(["rewardCoupling", "feedback", "checkpoints"]);
  for (const { type, name } of fields) expect(type, name).not.toBe("other");
});

test("the couplings are those that the bandit allows, its default first", () => {
  expect(couplingOf(bernoulli)).toMatchObject({ options: ["by-pull", "by-round", "independent"], default: "by-pull" });
  expect(couplingOf(changing)).toMatchObject({ options: ["by-round", "independent"], default: "by-round" });
});

test("defaults of any bandit stay out of the address and of the summary", () => {
  for (const bandit of [bernoulli, changing]) {
    const spec = specOf(bandit);
    expect(Object.keys(compactSpec(spec)).toSorted()).toEqual([
      "bandit",
      "horizon",
      "policies",
      "replications",
      "seed",
    ]);
    expect(changedSettings(draftOf(spec))).toBe("");
  }
});

test("what is set is in both", () => {
  const more = {
    feedback: { kind: "delayed", rounds: 7 },
    rewardCoupling: "independent",
    checkpoints: { kind: "log", count: 9 },
  };
  const spec = specOf(bernoulli, more);
  expect(compactSpec(spec)).toMatchObject(more);
  expect(SimulationSpec.parse(compactSpec(spec))).toEqual(spec);
  expect(changedSettings(draftOf(spec))).toBe(
    "common random numbers: off; feedback: late, 7; checkpoints: even in log t, 9",
  );
});
