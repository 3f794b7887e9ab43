import { describe, expect, test } from "vitest";
import type { Policy } from "../../policies/policy.ts";
import { Sfc32 } from "../../policies/random/sfc32.ts";
import { ArmStatistics } from "../../policies/statistics/arm-statistics.ts";
import type { StationaryBandit } from "../bandits/bandit.ts";
import { createBandit } from "../bandits/registry.ts";
import { SimulationSpec } from "../spec/spec.ts";
import { planSimulation, type SimulationPlan } from "./plan.ts";
import { play } from "./play.ts";
import { RewardStreams } from "./reward-streams.ts";
import { Trace } from "./trace.ts";

/** Pulls the given arms in order. */
class Scripted implements Policy {
  readonly #arms: readonly number[];
  #pulls = 0;

  constructor(arms: readonly number[]) {
    this.#arms = arms;
  }
  reset() {
    this.#pulls = 0;
  }
  select() {
    return this.#arms[this.#pulls];
  }
  update() {
    this.#pulls++;
  }
  selectionProbabilities(): never {
    throw new Error("nobody asks");
  }
}

interface Run {
  arms: number[];
  rewards: number[];
}

/** Plays an order of arms in one or more replications, and says what was paid. */
function traced(
  means: number[],
  arms: number[][],
  checkpoints: number,
  coupling: "by-pull" | "independent" = "by-pull",
) {
  const spec = SimulationSpec.parse({
    bandit: { kind: "bernoulli", means },
    policies: [{ kind: "uniform" }],
    horizon: arms[0].length,
    replications: arms.length,
    seed: "trace",
    rewardCoupling: coupling,
    checkpoints: { kind: "log", count: checkpoints },
  });
  const plan = planSimulation(spec);
  const statistics = new ArmStatistics(means.length);
  const bandit = createBandit(spec.bandit, new Sfc32(plan.meansKey, 0)) as StationaryBandit;
  const streams = new RewardStreams(plan.rewardKeys, coupling, means.length);
  const trace = new Trace(plan, 0);
  const runs: Run[] = arms.map((order, replication) => {
    const run: Run = { arms: order, rewards: [] };
    const paying = {
      means: bandit.means,
      gaps: bandit.gaps,
      pull(arm: number, random: Sfc32) {
        const reward = bandit.pull(arm, random);
        run.rewards.push(reward);
        return reward;
      },
    };
    statistics.clear();
    streams.begin(replication);
    trace.begin(bandit.gaps);
    const isOver = play(
      new Scripted(order),
      paying,
      statistics,
      new Sfc32(plan.meansKey, 0),
      streams,
      trace,
      () => false,
    );
    expect(isOver).toBe(true);
    expect(run.rewards).toHaveLength(order.length);
    return run;
  });
  return { plan, trace, runs };
}

const orderOf = (armCount: number, length: number, name: number) => {
  const random = new Sfc32(Uint32Array.of(1, 2, 3, name), 0);
  return Array.from({ length }, () => random.below(armCount));
};
const countsUpTo = (arms: readonly number[], t: number, armCount: number) => {
  const counts = Array.from({ length: armCount }, () => 0);
  for (const arm of arms.slice(0, t)) counts[arm]++;
  return counts;
};
const checkpointsOf = ({ checkpoints }: SimulationPlan) => checkpoints;

describe("what a replication leaves", () => {
  test.each([
    [2, 5000, 40],
    [3, 300, 300],
    [10, 20_000, 30],
    [200, 3000, 50],
    [1, 100, 10],
  ])("%d arms, %d pulls, %d checkpoints: regret, reward, switches, last arm and pulls", (armCount, horizon, count) => {
    // Thirds, so that every sum is rounded.
    const means = Array.from({ length: armCount }, (_, arm) => ((arm * 7) % armCount) / (3 * armCount) + 1 / 3);
    const { plan, trace, runs } = traced(means, [orderOf(armCount, horizon, armCount)], count);
    const [{ arms, rewards }] = runs;
    const best = Math.max(...means);
    checkpointsOf(plan).forEach((t, i) => {
      const counts = countsUpTo(arms, t, armCount);
      const regret = counts.reduce((sum, pulls, arm) => sum + pulls * (best - means[arm]), 0);
      // Since the counts were last summed up, and over the arms when they were, each addition rounds by half a unit.
      const additions = Math.max(armCount, 64) + t - (checkpointsOf(plan)[i - 1] ?? 0) + armCount;
      expect(Math.abs(trace.regrets[i] - regret)).toBeLessThanOrEqual(2 * additions * 2 ** -53 * regret);
      expect(trace.rewardSums[i]).toBe(rewards.slice(0, t).reduce((sum, reward) => sum + reward, 0));
      expect(trace.switchCounts[i]).toBe(arms.slice(1, t).filter((arm, pull) => arm !== arms[pull]).length);
      expect(trace.wasOptimal[i]).toBe(means[arms[t - 1]] === best ? 1 : 0);
    });
  });

  test("pulls between checkpoints add up to the counts, over all replications", () => {
    const orders = [1, 2, 3].map((name) => orderOf(4, 700, name));
    const { plan, trace } = traced([0.1, 0.5, 0.9, 0.5], orders, 25);
    expect(trace.rowLength).toBe(4);
    const sums = [0, 0, 0, 0];
    checkpointsOf(plan).forEach((t, row) => {
      for (let arm = 0; arm < 4; arm++) sums[arm] += trace.pullCounts[4 * row + arm];
      const expected = [0, 0, 0, 0];
      for (const order of orders) countsUpTo(order, t, 4).forEach((pulls, arm) => (expected[arm] += pulls));
      expect(sums).toEqual(expected);
    });
  });

  test("pulls kept at the horizon alone are the counts there", () => {
    const order = orderOf(3, 200, 9);
    const { plan } = traced([0.1, 0.5, 0.9], [order], 20);
    const trace = new Trace({ ...plan, pullsAtCheckpoints: false }, 0);
    expect([trace.rowLength, trace.pullCounts.length]).toEqual([0, 3]);
    const spec = plan.spec;
    const bandit = createBandit(spec.bandit, new Sfc32(plan.meansKey, 0)) as StationaryBandit;
    const streams = new RewardStreams(plan.rewardKeys, "by-pull", 3);
    streams.begin(0);
    trace.begin(bandit.gaps);
    const statistics = new ArmStatistics(3);
    play(new Scripted(order), bandit, statistics, new Sfc32(plan.meansKey, 0), streams, trace, () => false);
    expect([...trace.pullCounts]).toEqual(countsUpTo(order, 200, 3));
    expect([...statistics.pulls]).toEqual(countsUpTo(order, 200, 3));
  });

  test("by pull, the n-th pull of an arm pays the same in any order; otherwise rewards come from one stream", () => {
    const means = [0.5, 0.5, 0.5];
    const orders = [orderOf(3, 300, 21), orderOf(3, 300, 22)];
    const paid = (order: number[], coupling: "by-pull" | "independent") => {
      const [{ arms, rewards }] = traced(means, [order], 10, coupling).runs;
      return means.map((_, arm) => rewards.filter((_, pull) => arms[pull] === arm).slice(0, 80));
    };
    expect(paid(orders[0], "by-pull")).toEqual(paid(orders[1], "by-pull"));
    expect(paid(orders[0], "by-pull")[0]).not.toEqual(paid(orders[0], "by-pull")[1]);
    expect(paid(orders[0], "independent")).not.toEqual(paid(orders[1], "independent"));
    const whole = (order: number[]) => traced(means, [order], 10, "independent").runs[0].rewards;
    // With equal means the stream alone decides.
    expect(whole(orders[0])).toEqual(whole(orders[1]));
  });

  test("streams begin anew with every replication, for any pulls of the one before", () => {
    const order = orderOf(3, 100, 31);
    const other = orderOf(3, 100, 32);
    const rewardsOf = (orders: number[][]) => traced([0.5, 0.4, 0.6], orders, 10).runs.map(({ rewards }) => rewards);
    const [first, second] = rewardsOf([order, order]);
    expect(first).not.toEqual(second);
    expect(rewardsOf([other, order])[1]).toEqual(second);
  });
});
