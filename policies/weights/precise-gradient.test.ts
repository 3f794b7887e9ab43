import { describe, expect, test } from "vitest";
import { createPolicy } from "../registry.ts";
import { ArmStatistics } from "../statistics/arm-statistics.ts";
import { noRandom } from "../testing/needs.ts";

type Pull = [arm: number, reward: number];

function answerOf(stepSize: number, armCount: number, history: readonly Pull[]) {
  const statistics = new ArmStatistics(armCount);
  const spec = { kind: "gradient" as const, stepSize, baseline: "none" as const };
  const policy = createPolicy(spec, { statistics, isQuestion: true });
  for (const [arm, reward] of history) policy.update(arm, reward, noRandom);
  return policy.selectionProbabilities().arms;
}

/**
 * Of two arms without a baseline a pull moves the difference of the preferences by 2·α·R·π(the other arm). A pull of the
 * leader moves it by nothing, one of the other arm by 2·α·R, but for e^−gap.
 */
const steep: [name: string, stepSize: number, history: Pull[], shares: [number, number]][] = [
  // 10⁹, then a tie to e^−10⁹, then 10⁹ again.
  ["back to a tie and up", 1, [[0, 1e9], [1, 5e8], [0, 1e9]], [1, 0]],
  ["the same scaled by 0.1", 0.1, [[0, 1e9], [1, 5e8], [0, 1e9]], [1, 0]],
  // 10⁹, then a tie, then 10⁹ for arm 0, which arm 1 loses.
  ["back to a tie, and down with the other arm", 1, [[0, 1e9], [1, 5e8], [1, -1e9]], [1, 0]],
  // −2·10⁸ (arm 1 leads), then a tie, then 3·10⁸ for arm 1.
  ["from below", 1, [[0, -2e8], [0, 1e8], [1, 3e8]], [0, 1]],
  // 10¹⁵, twice.
  ["in the longest steps", 1e6, [[0, 1e9], [1, 5e8], [0, 1e9]], [1, 0]],
]; // prettier-ignore

describe("the bound of the gradient bandit after long steps", () => {
  test.each(steep)("%s is next to nothing: an arm leads by millions", (_, stepSize, history, shares) => {
    answerOf(stepSize, 2, history).forEach(({ value, errorBound }, arm) => {
      expect(value).toBe(shares[arm]);
      expect(errorBound).toBeLessThanOrEqual(1e-25);
    });
  });

  // With four arms the first pull gives 3/4, −1/4, −1/4, −1/4 of the step, and arm 1 takes it all from arm 0, and so on.
  test("ten pulls of four arms leave the arm that was pulled last", () => {
    const history = Array.from({ length: 10 }, (_, t): Pull => [t % 4, 1e9]);
    const arms = answerOf(1, 4, history);
    expect(arms.map(({ value }) => value)).toEqual([0, 1, 0, 0]);
    for (const { errorBound } of arms) expect(errorBound).toBeLessThanOrEqual(1e-25);
  });

  test("is at most the share, up to the error of the odds, where a share is small but not nothing", () => {
    // The difference is 60 after a pull of 60, and a pull of the other arm at 1 − e^−60 takes 2·5 from it.
    const [leader, other] = answerOf(1, 2, [
      [0, 60],
      [1, 5],
    ]);
    const share = 1 / (1 + Math.exp(50));
    expect(Math.abs(other.value - share)).toBeLessThanOrEqual(1e-13 * share);
    expect(other.errorBound).toBeLessThanOrEqual(1e-20 * share);
    expect(leader.errorBound).toBeLessThanOrEqual(1e-20);
  });

  /**
   * Twice back to a tie, in steps of 3·10¹⁴. Twenty-seven digits of such preferences leave their difference open by 10⁻¹² at
   * the first tie, of which the next step makes hundreds; the arm that leads by 10¹⁴ leads all the same. At the second tie
   * those hundreds decide.
   */
  test("says nothing where preferences tie to a hair after a tie to a hair", () => {
    const third: Pull[] = [
      [0, 333_333_333.3],
      [1, 166_666_666.65],
      [0, 333_333_333.3],
      [1, 166_666_666.65],
      [0, 333_333_333.3],
    ];
    expect(answerOf(1e6, 2, third.slice(0, 3))[1].errorBound).toBeLessThanOrEqual(1e-25);
    const [first, second] = answerOf(1e6, 2, third.slice(0, 4));
    // In truth the odds are even, but for e^(−10¹⁴).
    for (const { value, errorBound } of [first, second]) {
      expect(Math.abs(value - 0.5)).toBeLessThanOrEqual(errorBound);
      expect(errorBound).toBe(1);
    }
  });
});
