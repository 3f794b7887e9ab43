import { describe, expect, test } from "vitest";
import { relativeError } from "../testing/reference.ts";
import { createPolicy, PolicySpec } from "../registry.ts";
import { ArmStatistics } from "../statistics/arm-statistics.ts";
import { noRandom } from "../testing/needs.ts";

type Pull = [arm: 0 | 1, reward: number];

const times = (count: number, pull: Pull): Pull[] => Array.from({ length: count }, () => pull);

/**
 * The log odds of arm 0 of two without a baseline: a pull of an arm moves the difference of the preferences by
 * 2·α·R times the probability of the other arm.
 */
function logOdds(stepSize: number, history: readonly Pull[]): number {
  let difference = 0;
  for (const [arm, reward] of history) {
    const own = arm === 0 ? difference : -difference;
    const moved = own + (2 * stepSize * reward) / (1 + Math.exp(own));
    difference = arm === 0 ? moved : -moved;
  }
  return difference;
}

// One arm's weight all but vanishes: it is the pulled arm's, or its preference is called back from far below.
const histories: [name: string, stepSize: number, history: Pull[]][] = [
  ["thousands of failures", 0.125, times(5200, [0, -1])],
  ["thousands of failures, and as many successes", 0.125, [...times(5000, [0, -1]), ...times(4990, [0, 1])]],
  ["one great reward, and the other arm's way back", 0.1, [[0, 7200], ...times(3590, [1, 1])]],
  ["one great reward in small steps, and the way back", 0.01, [[0, 80_000], ...times(9990, [1, 1])]],
];

describe("the gradient bandit keeps its preferences where probabilities vanish", () => {
  test.each(histories)("%s, with step size %d", (_, stepSize, history) => {
    const statistics = new ArmStatistics(2);
    const spec = PolicySpec.parse({ kind: "gradient", stepSize, baseline: "none" });
    const policy = createPolicy(spec, { statistics });
    for (const [arm, reward] of history) {
      statistics.record(arm, reward);
      policy.update(arm, reward, noRandom);
    }
    const difference = logOdds(stepSize, history);
    const expected = [1 / (1 + Math.exp(-difference)), 1 / (1 + Math.exp(difference))];
    const { arms } = policy.selectionProbabilities();
    arms.forEach(({ value, logValue, errorBound }, arm) => {
      const sign = arm === 0 ? 1 : -1;
      const expectedLog = -Math.max(0, -sign * difference) - Math.log1p(Math.exp(-Math.abs(difference)));
      expect(relativeError(logValue, expectedLog)).toBeLessThan(1e-10);
      expect(Math.abs(value - expected[arm])).toBeLessThanOrEqual(errorBound + 1e-10 * expected[arm]);
    });
  });

  test("and is off by no more than it says: 0.168894 after ten thousand pulls", () => {
    const [, stepSize, history] = histories[1];
    // By the same recursion in 45 digits.
    expect(1 / (1 + Math.exp(-logOdds(stepSize, history)))).toBeCloseTo(0.168894, 6);
  });
});
