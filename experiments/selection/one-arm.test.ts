import { expect, test } from "vitest";
import { nameOfSpace } from "../../policies/reward-space.ts";
import { needsOfKind } from "../../policies/testing/needs.ts";
import { policyVariants } from "../../policies/testing/policy-variants.ts";
import { selectionProbabilities } from "./selection-probabilities.ts";

const rewardsOf = {
  binary: [0, 1, 1, 0],
  unit: [0.1, 0, 1, 0.37],
  count: [0, 7, 1e6, 1],
  positive: [5e-324, 0.1, 1e9, 3],
  real: [1e9, -1e9, 0.1, 5e-324],
} as const;

test.each(policyVariants)("one arm has all of the probability, as a fraction: %o", (policy) => {
  const rewards = rewardsOf[nameOfSpace(needsOfKind(policy.kind).rewards)];
  for (let pulls = 0; pulls <= rewards.length; pulls++) {
    const history = rewards.slice(0, pulls).map((reward) => ({ arm: 0, reward }));
    const horizon = needsOfKind(policy.kind).horizon === "known" ? 10 : undefined;
    const { probabilities } = selectionProbabilities({ policy, arms: 1, history, horizon });
    expect(probabilities, `after ${pulls} pulls`).toMatchObject([{ value: 1, errorBound: 0, fraction: "1" }]);
  }
});
