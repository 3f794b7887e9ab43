// Slow: simulates every policy with late rewards.
import { describe, expect, test } from "vitest";
import { expectCountsToFollow, expectWithin } from "../../policies/testing/laws.ts";
import { stream } from "../../policies/random/streams.ts";
import { createPolicy } from "../../policies/registry.ts";
import { ArmStatistics } from "../../policies/statistics/arm-statistics.ts";
import { createBandit } from "../bandits/registry.ts";
import { Sfc32 } from "../../policies/random/sfc32.ts";
import { SimulationSpec } from "./spec.ts";
import { answerTimes, Feedback } from "./feedback.ts";
import { measures } from "../simulation/measures.ts";
import { planSimulation } from "../simulation/plan.ts";
import { runBlock } from "../simulation/run-block.ts";
import { simulate } from "../result/simulate.ts";

const timesOf = (feedback: unknown, pulls: number) => {
  const random = stream("times", "feedback", "");
  const times = answerTimes(Feedback.parse(feedback));
  return Array.from({ length: pulls }, (_, i) => times(i + 1, random));
};

describe("the decision before which a reward is reported", () => {
  test("late by so many pulls, or with the last of its batch", () => {
    expect(timesOf({ kind: "immediate" }, 3)).toEqual([2, 3, 4]);
    expect(timesOf({ kind: "delayed", rounds: 4 }, 3)).toEqual([5, 6, 7]);
    expect(timesOf({ kind: "batched", every: 3 }, 7)).toEqual([4, 4, 4, 7, 7, 7, 10]);
  });

  test.each(["geometric", "poisson"])("a random delay is 1 and a %s number of mean m − 1", (distribution) => {
    const mean = 3.5;
    const delays = timesOf({ kind: "random-delay", mean, distribution }, 100_000).map((due, i) => due - (i + 1));
    const most = 60;
    const extra = mean - 1;
    const weights = Array.from({ length: most }, () => 1);
    for (let k = 1; k < most; k++)
      weights[k] = weights[k - 1] * (distribution === "poisson" ? extra / k : 1 - 1 / mean);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const counts = new Float64Array(most);
    for (const delay of delays) counts[Math.min(delay - 1, most - 1)]++;
    expectCountsToFollow(
      counts,
      weights.map((weight) => weight / total),
    );
  });
});

const bandit = { kind: "bernoulli", means: [0.3, 0.6, 0.5] } as const;
const policies = [
  { kind: "ucb1" },
  { kind: "thompson-beta" },
  { kind: "exp3" },
  { kind: "exp3-ix" },
  { kind: "thompson-normal" },
  { kind: "gradient" },
  { kind: "greedy" },
];
const specOf = (more: object) =>
  SimulationSpec.parse({ bandit, policies, horizon: 120, replications: 20, seed: "feedback", ...more });

test("played round by round, a simulation that either loop can play has the same bytes", () => {
  for (const rewardCoupling of ["by-pull", "independent"]) {
    const plan = planSimulation(specOf({ rewardCoupling }));
    expect(plan.byRounds).toBe(false);
    expect(runBlock({ ...plan, byRounds: true }, 0)).toEqual(runBlock(plan, 0));
  }
});

test("a delay of 1, of mean 1, and batches of 1 are immediate", () => {
  const numbers = (feedback: object) => JSON.stringify(simulate(specOf({ feedback })).policies);
  const immediate = numbers({ kind: "immediate" });
  expect(numbers({ kind: "delayed", rounds: 1 })).toBe(immediate);
  expect(numbers({ kind: "random-delay", mean: 1 })).toBe(immediate);
  expect(numbers({ kind: "batched", every: 1 })).toBe(immediate);
});

/** Cumulative rewards of every replication, with plain lists: rewards are kept until they are due, and then reported. */
function slowRewardSums(spec: SimulationSpec, policyIndex: number): number[] {
  const plan = planSimulation(spec);
  const { armCount } = plan;
  return Array.from({ length: spec.replications }, (_, replication) => {
    const statistics = new ArmStatistics(armCount);
    const seen = { statistics, horizon: spec.horizon, propensity: NaN };
    const policy = createPolicy(spec.policies[policyIndex], seen);
    const world = createBandit(spec.bandit, new Sfc32(plan.meansKey, replication));
    const random = new Sfc32(plan.policyKeys[policyIndex], replication);
    const times = answerTimes(spec.feedback);
    const delays = new Sfc32(plan.feedbackKey, replication);
    const streams = plan.rewardKeys.map((key) => new Sfc32(key, replication));
    const kept: { due: number; arm: number; reward: number; propensity: number }[] = [];
    let sum = 0;
    for (let t = 1; t <= spec.horizon; t++) {
      for (const { due, arm, reward, propensity } of kept) {
        if (due !== t) continue;
        statistics.record(arm, reward);
        seen.propensity = propensity;
        policy.update(arm, reward, random);
      }
      const arm = policy.select(random);
      const propensity = policy.selectionProbabilities().arms[arm].value;
      const reward = world.pull(arm, streams[arm]);
      sum += reward;
      kept.push({ due: times(t, delays), arm, reward, propensity });
    }
    return sum;
  });
}

const laws = [
  { kind: "delayed", rounds: 7 },
  { kind: "batched", every: 10 },
  { kind: "random-delay", mean: 6, distribution: "geometric" },
  { kind: "random-delay", mean: 4, distribution: "poisson" },
];

test.each(laws)("rewards are reported when they are due, in the order of their pulls: %o", (feedback) => {
  const spec = specOf({ feedback, policies: policies.filter(({ kind }) => kind !== "thompson-beta") });
  const { policies: summaries } = runBlock(planSimulation(spec), 0)!;
  spec.policies.forEach(({ kind }, index) => {
    const reward = measures.findIndex(({ name }) => name === "reward");
    const sums = slowRewardSums(spec, index);
    const mean = sums.reduce((total, sum) => total + sum, 0) / sums.length;
    expect(summaries[index].measures[reward].moments!.mean.at(-1), kind).toBeCloseTo(mean, 10);
  });
});

test("before the first reward is reported, UCB1 goes on as if nothing had been pulled", () => {
  const spec = specOf({ policies: [{ kind: "ucb1" }], feedback: { kind: "delayed", rounds: 2 }, replications: 64 });
  const many = { ...spec, horizon: 2, replications: 64 * 300, seed: "second pull" };
  const { pulls } = simulate(many).policies[0];
  // Two pulls, each uniform on three arms: the third has 2/3 of a pull on average.
  pulls.forEach((counts) => expectWithin(counts[1], 2 / 3, Math.sqrt((2 * (1 / 3) * (2 / 3)) / many.replications)));
});

test("rewards due after the horizon are never reported: greedy then plays at random", () => {
  const spec = {
    ...specOf({ policies: [{ kind: "greedy" }], feedback: { kind: "batched", every: 50 } }),
    horizon: 50,
    replications: 4000,
  };
  const { finalRegret } = simulate(spec).policies[0];
  // Mean gap of (.3, 0, .1) over 50 pulls.
  expectWithin(finalRegret.mean, (50 * 0.4) / 3, finalRegret.standardError!);
});

test("there is no exact curve where rewards are reported late", () => {
  const { exact } = simulate(specOf({ feedback: { kind: "delayed", rounds: 3 } }));
  expect(exact).toEqual(exact.map(() => null));
});
