import { expect, test } from "vitest";
import { policyDefinition } from "../../policies/registry.ts";
import { policyVariants } from "../../policies/testing/policy-variants.ts";
import { selectionProbabilities } from "./selection-probabilities.ts";

const rewardsOf = { binary: [0, 1, 1, 0], unit: [0.1, 0, 1, 0.37], real: [1e9, -1e9, 0.1, 5e-324] } as const;

test.each(policyVariants)("one arm has all of the probability, as a fraction: %o", (policy) => {
  const rewards = rewardsOf[policyDefinition(policy.kind).needs.rewards];
  for (let pulls = 0; pulls <= rewards.length; pulls++) {
    const history = rewards.slice(0, pulls).map((reward) => ({ arm: 0, reward }));
    const horizon = policy.kind === "bayes-optimal" ? 10 : undefined;
    const { probabilities } = selectionProbabilities({ policy, arms: 1, history, horizon });
    expect(probabilities, `after ${pulls} pulls`).toMatchObject([{ value: 1, errorBound: 0, fraction: "1" }]);
  }
});
