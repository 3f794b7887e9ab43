import { describe, expect, test } from "vitest";
import { divergenceLogOdds } from "../numerics/bernoulli-divergence.ts";
import { stream } from "../random/streams.ts";
import { createPolicy, PolicySpec } from "../registry.ts";
import { ArmStatistics } from "../statistics/arm-statistics.ts";
import { noRandom } from "../testing/needs.ts";

type Arm = [pulls: number, rewardSum: number];

const leaders = (arms: Arm[], parameters: object = {}) => {
  const statistics = new ArmStatistics(arms.length);
  arms.forEach(([pulls, rewardSum], arm) => statistics.set(arm, pulls, rewardSum));
  const policy = createPolicy(PolicySpec.parse({ kind: "kl-ucb", ...parameters }), { statistics });
  return policy.selectionProbabilities().arms.map(({ fraction }) => fraction);
};
const arms = (...given: Arm[]) => given;

describe("KL-UCB", () => {
  test("takes untried arms first, evenly", () => {
    expect(leaders(arms([0, 0], [5, 5], [0, 0]))).toEqual(["1/2", "0", "1/2"]);
    expect(leaders(arms([5, 5], [0, 0], [0, 0]), { tieBreak: "first" })).toEqual(["0", "1", "0"]);
  });

  test("gives every arm that always succeeded the index 1", () => {
    expect(leaders(arms([1, 1], [900, 900], [40, 39], [1, 0]))).toEqual(["1/2", "1/2", "0", "0"]);
  });

  test("ties equal counts, and prefers the arm seen less often among equal means", () => {
    expect(leaders(arms([7, 4], [7, 4], [7, 3]))).toEqual(["1/2", "1/2", "0"]);
    expect(leaders(arms([4, 2], [2, 1], [6, 3]))).toEqual(["0", "1", "0"]);
    expect(leaders(arms([9, 0], [3, 0]))).toEqual(["0", "1"]);
  });

  test("is greedy where ln t + c·ln ln t is not positive", () => {
    // Two pulls so far: ln 3 + 100·ln ln 3 > 0; with c = 100 at t = 2 it is negative, with one arm.
    expect(leaders(arms([1, 0.2], [1, 0.3]), { c: 100 })).toEqual(["0", "1"]);
    expect(leaders(arms([1, 1]), { c: 100 })).toEqual(["1"]);
  });

  test("takes a mean outside [0, 1] as the nearer end", () => {
    expect(leaders(arms([3, 5], [3, 3], [3, -2], [3, 0]))).toEqual(["1/2", "1/2", "0", "0"]);
    expect(leaders(arms([3, -2], [3, 0]))).toEqual(["1/2", "1/2"]);
  });

  test("tells apart indices that doubles cannot: the reward sum that ties two arms, from either side", () => {
    // The sum of two rewards for which the arm is as good as one with a reward of 0.5 in one pull, at t = 4.
    const index = divergenceLogOdds(0.5, 0.5, Math.log(4));
    let [low, high] = [1, 2];
    while (high - low > 2 ** -51) {
      const s = (low + high) / 2;
      if (divergenceLogOdds(s / 2, (2 - s) / 2, Math.log(4) / 2) < index) low = s;
      else high = s;
    }
    const sides = Array.from(
      { length: 33 },
      (_, step) => leaders(arms([1, 0.5], [2, low + (step - 16) * 2 ** -52]))[1],
    );
    expect(sides.every((side) => side === "0" || side === "1")).toBe(true);
    expect(sides).toEqual(sides.toSorted((one, other) => Number(one) - Number(other)));
    expect(sides[0]).toBe("0");
    expect(sides.at(-1)).toBe("1");
  });

  test.each([
    ["binary", 0],
    ["binary", 3],
    ["unit", 0],
  ])("along a history of %s rewards with c = %i it plays the largest of all indices", (rewards, c) => {
    const statistics = new ArmStatistics(6);
    const policy = createPolicy(PolicySpec.parse({ kind: "kl-ucb", c }), { statistics });
    const random = stream(`${rewards} ${c}`, "policy", "");
    for (let t = 1; t <= 3000; t++) {
      const law = policy.selectionProbabilities().arms.map(({ value }) => value);
      if (t > 6) {
        const budget = Math.max(0, Math.log(t) + c * Math.log(Math.log(t)));
        const indices = Array.from(statistics.pulls, (n, arm) => {
          const s = statistics.rewardSums[arm];
          return divergenceLogOdds(s / n, (n - s) / n, budget / n);
        });
        const highest = Math.max(...indices);
        indices.forEach((index, arm) => {
          if (index === highest || highest - index > 1e-12 * (1 + Math.abs(highest))) {
            expect(law[arm] > 0, `arm ${arm} at ${t}`).toBe(index === highest);
          }
        });
      }
      const arm = policy.select(random);
      const uniform = random.uniform();
      const reward = rewards === "binary" ? Number(uniform < (arm + 1) / 8) : (uniform * (arm + 1)) / 6;
      statistics.record(arm, reward);
      policy.update(arm, reward, noRandom);
    }
  });
});

test("an index that was far above does not leave its arm a bound that is too high", () => {
  const statistics = new ArmStatistics(2);
  const policy = createPolicy(PolicySpec.parse({ kind: "kl-ucb" }), { statistics });
  const pull = (arm: number, reward: number) => {
    statistics.record(arm, reward);
    policy.update(arm, reward, noRandom);
  };
  const values = () => policy.selectionProbabilities().arms.map(({ value }) => value);
  pull(1, 0.29);
  pull(0, 1 - 2 ** -20);
  expect(values()).toEqual([1, 0]);
  // From log odds of about a million; with a mean of a hair less than 1/2, the index is 1/2 + √(1 − 1/4²)/2 = 0.933.
  pull(0, 0);
  const divergence = (p: number, q: number) => p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
  expect(2 * divergence(0.5, 0.934)).toBeGreaterThan(Math.log(4));
  expect(divergence(0.29, 0.935)).toBeLessThan(Math.log(4));
  expect(values()).toEqual([0, 1]);
});
