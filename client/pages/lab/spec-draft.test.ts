import { expect, test } from "vitest";
import { exampleSpec } from "./example-run.ts";
import { mistakesAt } from "../../forms/mistakes-at.ts";
import {
  checkDraft,
  draftOf,
  newPolicy,
  withBandit,
  withBanditKind,
  withBaseline,
  withPolicyAdded,
  withPolicyChanged,
  withPolicyRemoved,
} from "./spec-draft.ts";

const draft = draftOf(exampleSpec);
const kinds = ({ policies }: typeof draft) => policies.map(({ kind }) => kind);

test("an unedited draft gives its specification", () => {
  expect(checkDraft(draft)).toEqual({ spec: exampleSpec, mistakes: [] });
});

test("policies are added, copied to a place, removed, and the baseline goes first", () => {
  const added = withPolicyAdded(draft, newPolicy("greedy"));
  expect(kinds(added)).toEqual([...kinds(draft), "greedy"]);
  expect(kinds(withPolicyAdded(draft, newPolicy("greedy"), 1))[1]).toBe("greedy");
  expect(kinds(withPolicyRemoved(added, 0))).toEqual([...kinds(draft).slice(1), "greedy"]);
  expect(kinds(withBaseline(added, added.policies.length - 1))).toEqual(["greedy", ...kinds(draft)]);
});

test("a wrong parameter is reported at its own place", () => {
  const wrong = withPolicyChanged(draft, 0, { ...newPolicy("epsilon-greedy"), epsilon: 2 });
  expect(mistakesAt(checkDraft(wrong).mistakes, "/policies/0/epsilon")).toMatchObject([
    { detail: "must be in [0, 1], got 2" },
  ]);
});

test("another kind of bandit keeps valid means, and refuses a policy for rewards of 0 and 1", () => {
  const gaussian = withBanditKind(draft, "gaussian");
  expect(gaussian.bandit).toMatchObject({ kind: "gaussian", means: draft.bandit.means, standardDeviation: 1 });
  expect(mistakesAt(checkDraft(gaussian).mistakes, "/policies", true).map(({ pointer }) => pointer)).toContain(
    "/policies/0/kind",
  );
  const far = { ...gaussian, bandit: { ...gaussian.bandit, means: [2, 3] } };
  expect(withBanditKind(far, "bernoulli").bandit.means).toEqual([0.45, 0.55]);
});

test("a default coupling follows the bandit; a chosen one stays if the bandit allows it", () => {
  const through = (rewardCoupling: string) => {
    const changing = withBanditKind({ ...draft, rewardCoupling }, "piecewise-stationary");
    return [changing, withBandit(changing, draft.bandit)].map((each) => each.rewardCoupling);
  };
  expect(through("by-pull")).toEqual(["by-round", "by-pull"]);
  expect(through("independent")).toEqual(["independent", "independent"]);
});
