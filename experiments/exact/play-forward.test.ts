import { expect, test } from "vitest";
import { evenlyAmong, exactProbability } from "../../policies/numerics/probability.ts";
import { Rational } from "../../policies/numerics/rational.ts";
import type { Policy } from "../../policies/policy.ts";
import { ArmStatistics } from "../../policies/statistics.ts";
import { playForward } from "./play-forward.ts";
import { PolicyTable } from "./policy-table.ts";
import { Watch } from "./watch.ts";

/** ε-greedy on posterior means (s + 1)/(n + 2): not a registered kind, and only there for its published numbers. */
class GreedyOnPosteriorMeans implements Policy {
  readonly #statistics: ArmStatistics;
  readonly #epsilon: Rational;

  constructor(statistics: ArmStatistics, epsilon: Rational) {
    this.#statistics = statistics;
    this.#epsilon = epsilon;
  }
  reset() {}
  update() {}
  select(): number {
    throw new Error("nobody draws from it");
  }
  selectionProbabilities() {
    const means = Array.from(this.#statistics.pulls, (n, arm) => (this.#statistics.rewardSums[arm] + 1) / (n + 2));
    const best = Math.max(...means);
    const leaders = means.flatMap((mean, arm) => (mean === best ? [arm] : []));
    if (this.#epsilon.isZero) return evenlyAmong(leaders, means.length);
    const explored = this.#epsilon.over(Rational.of(means.length));
    const exploited = Rational.one.minus(this.#epsilon).over(Rational.of(leaders.length));
    const arms = means.map((mean) => exactProbability(mean === best ? explored.plus(exploited) : explored));
    return { method: "closed-form" as const, arms };
  }
}

// Twelve decimals, by enumeration of all counts in NumPy.
test.each([
  [[0.3, 0.5], 10, 0.7073739036, 0.735819334155],
  [[0.3, 0.5], 60, 2.744473888611, 2.833944603863],
])("greedy and ε-greedy on posterior means, %j, %d pulls", (means, horizon, greedy, exploring) => {
  const regretOf = (epsilon: Rational) => {
    const statistics = new ArmStatistics(2);
    const watch = new Watch(1);
    const selection = new PolicyTable(new GreedyOnPosteriorMeans(statistics, epsilon), statistics, watch, 1);
    const success = (arm: number) => means[arm];
    const { selected } = playForward(
      { armCount: 2, horizon, selection, success, watch, nanosecondsPerState: 1 },
      () => {},
    );
    const worst = means.indexOf(Math.min(...means));
    return Math.abs(means[0] - means[1]) * selected[worst].reduce((sum, p) => sum + p, 0);
  };
  expect(Math.abs(regretOf(Rational.zero) - greedy)).toBeLessThan(6e-13);
  expect(Math.abs(regretOf(Rational.of(1, 10)) - exploring)).toBeLessThan(6e-13);
});
