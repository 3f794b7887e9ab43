import { expect, test } from "vitest";
import type { Random } from "../../policies/random/random.ts";
import { stream } from "../../policies/random/streams.ts";
import { simulate } from "../result/simulate.ts";
import { createBandit } from "./registry.ts";
import type { StationaryBandit } from "./bandit.ts";

const priorsOf = (shape: number, count = 2) => Array.from({ length: count }, () => ({ alpha: shape, beta: shape }));

// A quarter of the means from Beta(.02, .02) are within 2⁻⁵⁴ of 1, and nearly half of those from Beta(.001, .001).
test.each([
  [0.02, 2],
  [0.001, 2],
  [0.001, 3],
])(
  "one of the arms drawn from Beta(%d, %d) is the best, however near to 1: uniform pulls it with 1/K",
  (shape, arms) => {
    const replications = 20_000;
    const { policies } = simulate({
      bandit: { kind: "beta-bernoulli", priors: priorsOf(shape, arms) },
      policies: [{ kind: "uniform" }],
      horizon: 1,
      replications,
      seed: 62_039,
    });
    // One pull a replication: the share is binomial. 4.9 standard errors are passed with probability 10⁻⁶.
    const error = Math.sqrt((1 / arms) * (1 - 1 / arms)) / Math.sqrt(replications);
    expect(Math.abs(policies[0].optimalArmRate.mean[0] - 1 / arms)).toBeLessThan(4.9 * error);
  },
);

test("exactly one arm of every world has no gap, and gaps are those of the log odds", () => {
  const random: Random = stream("gaps", "means", "");
  for (let world = 0; world < 500; world++) {
    const { gaps, means } = createBandit(
      { kind: "beta-bernoulli", priors: priorsOf(0.01, 4) },
      random,
    ) as StationaryBandit;
    expect([...gaps].filter((gap) => gap === 0)).toHaveLength(1);
    const best = Math.max(...means);
    means.forEach((mean, arm) => expect(Math.abs(gaps[arm] - (best - mean))).toBeLessThanOrEqual(2 ** -52));
  }
});
