import { expect, test } from "vitest";
import { betaDistribution } from "../posteriors/distributions/beta-distribution.ts";
import { stream } from "../random/streams.ts";
import { createPolicy, PolicySpec } from "../registry.ts";
import { ArmStatistics } from "../statistics/arm-statistics.ts";
import { noRandom } from "../testing/needs.ts";

test("before the first pull every arm ties, and after it an untried one has its prior's quantile", () => {
  const statistics = new ArmStatistics(3);
  const policy = createPolicy(PolicySpec.parse({ kind: "bayes-ucb" }), { statistics });
  const law = () => policy.selectionProbabilities().arms.map(({ fraction }) => fraction);
  expect(law()).toEqual(["1/3", "1/3", "1/3"]);
  statistics.record(1, 0);
  policy.update(1, 0, noRandom);
  // P(Beta(1, 1) > 1/2) = 1/2, and Beta(1, 2) has its median below.
  expect(law()).toEqual(["1/2", "0", "1/2"]);
  statistics.record(0, 1);
  policy.update(0, 1, noRandom);
  // At t = 3: √(2/3) for Beta(2, 1) against 2/3 for Beta(1, 1).
  expect(law()).toEqual(["1", "0", "0"]);
});

test.each([
  [1, 1],
  [0.3, 2],
])("along a history with prior Beta(%f, %f) it plays the largest of all quantiles", (alpha, beta) => {
  const statistics = new ArmStatistics(5);
  const policy = createPolicy(PolicySpec.parse({ kind: "bayes-ucb", alpha, beta }), { statistics });
  const random = stream(`${alpha} ${beta}`, "policy", "");
  for (let t = 1; t <= 1000; t++) {
    const law = policy.selectionProbabilities().arms.map(({ value }) => value);
    if (t > 1) {
      const quantiles = Array.from(statistics.pulls, (pulls, arm) => {
        const successes = statistics.rewardSums[arm];
        return betaDistribution(alpha + successes, beta + pulls - successes).upperQuantile(1 / t);
      });
      const highest = Math.max(...quantiles);
      quantiles.forEach((quantile, arm) => {
        if (quantile < highest * (1 - 1e-9)) expect(law[arm], `arm ${arm} at ${t}`).toBe(0);
      });
      expect(quantiles[law.findIndex((probability) => probability > 0)]).toBeGreaterThan(highest * (1 - 1e-9));
    }
    const arm = policy.select(random);
    const reward = Number(random.uniform() < (arm + 1) / 8);
    statistics.record(arm, reward);
    policy.update(arm, reward, noRandom);
  }
});
