// Slow: plays every policy forward by tables and by histories.
import { expect, test } from "vitest";
import type { SelectionProbabilities } from "../../policies/law.ts";
import type { Policy } from "../../policies/policy.ts";
import { ArmStatistics } from "../../policies/statistics/arm-statistics.ts";
import { playForward } from "./play-forward.ts";
import { PolicyTable } from "./policy-table.ts";
import { Watch } from "../watch.ts";

/** ε-greedy on posterior means (s + 1)/(n + 2), an unregistered kind with published numbers. */
class GreedyOnPosteriorMeans implements Policy {
  readonly #statistics: ArmStatistics;
  readonly #epsilon: number;

  constructor(statistics: ArmStatistics, epsilon: number) {
    this.#statistics = statistics;
    this.#epsilon = epsilon;
  }
  reset() {}
  update() {}
  select(): number {
    throw new Error("This policy has no draws.");
  }
  fillProbabilities(out: Float64Array) {
    const { pulls, rewardSums } = this.#statistics;
    const means = Array.from(pulls, (n, arm) => (rewardSums[arm] + 1) / (n + 2));
    const best = Math.max(...means);
    const leaders = means.filter((mean) => mean === best).length;
    means.forEach((mean, arm) => {
      out[arm] = this.#epsilon / means.length + (mean === best ? (1 - this.#epsilon) / leaders : 0);
    });
  }
  selectionProbabilities(): SelectionProbabilities {
    throw new Error("the programme asks for plain numbers");
  }
}

// Twelve decimals, by enumeration of all counts in NumPy.
test.each([
  [[0.3, 0.5], 10, 0.7073739036, 0.735819334155],
  [[0.3, 0.5], 60, 2.744473888611, 2.833944603863],
  [[0.3, 0.5], 100, 4.069595644683, 3.93717484868],
  [[0.9, 0.8], 100, 4.127789037848, 3.415348886877],
  [[0.5, 0.6], 100, 3.66246008637, 3.368631611775],
])("greedy and ε-greedy on posterior means, %j, %d pulls", (means, horizon, greedy, exploring) => {
  const regretOf = (epsilon: number) => {
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
  expect(Math.abs(regretOf(0) - greedy)).toBeLessThan(6e-13);
  expect(Math.abs(regretOf(0.1) - exploring)).toBeLessThan(6e-13);
});
