import * as z from "zod";
import { describe, expect, test, vi } from "vitest";
import { normal } from "../../policies/random/normal.ts";
import type { Random } from "../../policies/random/random.ts";
import { rewardSpaces } from "../../policies/reward-space.ts";
import { expectWithin } from "../../policies/testing/laws.ts";
import { type Bandit, defineBandit } from "../bandits/bandit.ts";
import { SimulationSpec, type SimulationSpecInput } from "../spec/spec.ts";
import { simulate } from "../result/simulate.ts";

/** Means that were met, decision by decision, replication by replication and policy by policy. */
const walks: number[][] = [];

class Walking implements Bandit {
  readonly means = new Float64Array(2);
  #walk: number[] = [];
  restart(random: Random) {
    walks.push((this.#walk = []));
    this.means.fill(0).set([normal(random)]);
  }
  moveTo(t: number, random: Random) {
    if (t > 1) this.means.forEach((mean, arm) => (this.means[arm] = mean + normal(random)));
    this.#walk.push(...this.means);
    return t + 1;
  }
  pull(arm: number) {
    return this.means[arm];
  }
}

/** Pays 1 for the first pull of an arm, 1/2 for the second, and so on; arm 1 nothing. The best policy always pulls arm 0. */
class Rotting implements Bandit {
  readonly means = new Float64Array(2);
  #pulls = 0;
  restart() {
    this.#pulls = 0;
    this.means.set([1, 0]);
  }
  pull(arm: number) {
    const paid = this.means[arm];
    if (arm === 0) this.means[0] = 1 / (1 + ++this.#pulls);
    return paid;
  }
  comparator(_: string, t: number) {
    let sum = 0;
    for (let n = 1; n <= t; n++) sum += 1 / n;
    return sum;
  }
}

/** Arm 0 pays 1 and is replaced by a new one before decision 6, where arm 1 begins to pay 1 and arm 0 pays 0. */
class Mortal implements Bandit {
  readonly means = new Float64Array(2);
  replaced: number[] = [];
  moveTo(t: number) {
    this.means.set(t < 6 ? [1, 0] : [0, 1]);
    this.replaced = t < 6 ? [] : [0];
    return t < 6 ? 6 : Infinity;
  }
  pull(arm: number) {
    return this.means[arm];
  }
}

vi.mock("../bandits/definitions.ts", async (original) => {
  const { definitions } = await original<typeof import("../bandits/definitions.ts")>();
  const described = { label: "–", rule: "–", formula: "–", source: "–", parameters: z.strictObject({}) };
  const of = (kind: string, changes: "with time" | "with pulls", create: () => Bandit, more = {}) =>
    defineBandit({
      ...described,
      kind,
      rewards: () => rewardSpaces.real,
      changes,
      armCount: () => 2,
      averageMeans: () => [0, 0],
      rewardDeviation: () => 1,
      create,
      ...more,
    });
  return {
    definitions: [
      ...definitions,
      of("walking", "with time", () => new Walking()),
      of("rotting-test", "with pulls", () => new Rotting(), { comparator: "oracle" }),
      of("mortal-test", "with time", () => new Mortal(), { replacesArms: true }),
    ],
  };
});

const run = (spec: object) =>
  simulate({ seed: "changing", replications: 10, ...spec } as unknown as SimulationSpecInput);

describe("a world that changes with time", () => {
  test("is the same for every policy, and another one in every replication", () => {
    walks.length = 0;
    run({ bandit: { kind: "walking" }, policies: [{ kind: "uniform" }, { kind: "greedy" }], horizon: 20 });
    expect(walks).toHaveLength(20);
    for (let replication = 0; replication < 10; replication++) {
      const [one, other] = walks.slice(2 * replication, 2 * replication + 2);
      expect(one).toHaveLength(40);
      expect(other).toEqual(one);
      if (replication > 0) expect(one).not.toEqual(walks[0]);
    }
  });

  test("has dynamic regret, against the best arm of every pull", () => {
    walks.length = 0;
    const result = run({
      bandit: { kind: "walking" },
      policies: [{ kind: "uniform" }],
      horizon: 20,
      replications: 500,
    });
    expect(result.regret).toBe("dynamic");
    const gaps = walks.map((walk) =>
      Array.from({ length: 20 }, (_, t) => Math.abs(walk[2 * t] - walk[2 * t + 1]) / 2).reduce((sum, gap) => sum + gap),
    );
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    expectWithin(result.policies[0].finalRegret.mean, mean, result.policies[0].finalRegret.standardError!);
  });
});

describe("piecewise stationary arms", () => {
  const bandit = {
    kind: "piecewise-stationary",
    segments: [
      { from: 1, means: [0.5, 0.3, 0.4] },
      { from: 31, means: [0.5, 0.3, 0.9] },
      { from: 61, means: [0.2, 0.2, 0.2] },
    ],
  };

  test("uniform play loses the mean gap of every segment", () => {
    const result = run({ bandit, policies: [{ kind: "uniform" }], horizon: 100, replications: 4000 });
    const { mean, standardError } = result.policies[0].regret;
    expect([result.regret, result.changePoints]).toEqual(["dynamic", [31, 61]]);
    for (const [t, expected] of [
      [30, 3],
      [60, 13],
      [100, 13],
    ]) {
      const at = result.checkpoints.indexOf(t);
      expectWithin(mean[at], expected, standardError[at]!);
    }
    const rate = result.policies[0].optimalArmRate;
    expectWithin(rate.mean[50], 1 / 3, rate.standardError[50]!);
    expect(rate.mean[99]).toBe(1);
  });

  test("a change beyond the horizon is not listed, and means are those before it", () => {
    const result = run({ bandit, policies: [{ kind: "uniform" }], horizon: 30, replications: 3000 });
    expect(result.changePoints).toEqual([]);
    expectWithin(result.policies[0].finalRegret.mean, 3, result.policies[0].finalRegret.standardError!);
  });

  test("a segment with the means of the one before is no change", () => {
    const [first, second, third] = bandit.segments;
    const segments = [first, { ...first, from: 11 }, second, { ...second, from: 41 }, third, { ...first, from: 71 }];
    const repeating = { ...bandit, segments };
    const result = run({ bandit: repeating, policies: [{ kind: "uniform" }], horizon: 100, replications: 2 });
    expect(result.changePoints).toEqual([31, 61, 71]);
  });

  test("by round, policies that play alike are paid alike", () => {
    const twins = [
      { kind: "ucb", c: 0, tieBreak: "first" },
      { kind: "epsilon-greedy", epsilon: 0, tieBreak: "first", initialValue: 2 },
    ];
    for (const feedback of [{ kind: "immediate" }, { kind: "delayed", rounds: 5 }]) {
      const result = run({ bandit, policies: twins, horizon: 100, replications: 50, feedback });
      expect(result.policies[1].reward.mean).toEqual(result.policies[0].reward.mean);
      expect(result.comparisons[0].regretDifference.mean.every((difference) => difference === 0)).toBe(true);
    }
  });

  test("rewards of one arm in one round are the same, however often it was pulled before", () => {
    const certain = [{ kind: "greedy", tieBreak: "first", initialValue: 2 }, { kind: "uniform" }];
    const one = { kind: "bernoulli", means: [0.5] };
    const result = run({ bandit: one, policies: certain, horizon: 40, rewardCoupling: "by-round" });
    expect(result.policies[1].reward.mean).toEqual(result.policies[0].reward.mean);
    const all = { kind: "bernoulli", means: [0.37] };
    const paid = run({ bandit: all, policies: certain, horizon: 500, replications: 200, rewardCoupling: "by-round" });
    const { mean, standardError } = paid.policies[0].reward;
    expectWithin(mean.at(-1)!, 500 * 0.37, standardError.at(-1)!);
  });

  test("on a world that stays as it is, by-round is possible, and by-pull is not on one that changes", () => {
    const stays = SimulationSpec.safeParse({
      bandit: { kind: "gaussian" },
      policies: [{ kind: "uniform" }],
      horizon: 10,
      replications: 2,
      seed: 1,
      rewardCoupling: "by-round",
    });
    expect(stays.data?.rewardCoupling).toBe("by-round");
  });
});

test("means are read before the pull that changes them: who pulls what the oracle pulls has no regret", () => {
  const greedy = { kind: "greedy", tieBreak: "first", initialValue: -1 };
  const result = run({ bandit: { kind: "rotting-test" }, policies: [greedy, { kind: "uniform" }], horizon: 30 });
  expect(result.regret).toBe("oracle");
  result.policies[0].regret.mean.forEach((regret) => expect(Math.abs(regret)).toBeLessThan(1e-14));
  // Uniform play has pulled arm 0 about 15 times: H₃₀ − H₁₅, give or take.
  expect(result.policies[1].finalRegret.mean).toBeGreaterThan(0.3);
});

describe("an arm that is replaced", () => {
  const policies = [{ kind: "ucb", c: 0, tieBreak: "first" }];
  const mortal = { kind: "mortal-test" };

  test("is forgotten: it is untried again, and then known for what it is now", () => {
    const result = run({ bandit: mortal, policies, horizon: 12, checkpoints: { kind: "log", count: 12 } });
    // Both are tried (1, then 0), arm 0 is played until 5; it is untried at 6, where it pays 0; arm 1 paid 0 before, so
    // means tie at 0 and the first is played again and again.
    expect(result.policies[0].reward.mean).toEqual([1, 1, 2, 3, 4, 4, 4, 4, 4, 4, 4, 4]);
    expect(result.policies[0].optimalArmRate.mean).toEqual([1, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
  });

  test("is met by no rule that keeps a history and cannot forget a part of it", () => {
    const spec = { bandit: mortal, policies: [{ kind: "exp3" }], horizon: 12 };
    expect(() => run(spec)).toThrow(/exp3 depends on the order of rewards and cannot forget/);
  });

  test("loses the rewards that have not arrived", () => {
    const result = run({ bandit: mortal, policies, horizon: 12, feedback: { kind: "delayed", rounds: 4 } });
    // No reward arrives before decision 5; 0, 0, 0, 0 are pulled first. At 5 arm 1 is untried; at 6 arm 0 is new, and its old
    // rewards are gone: it is untried, as arm 1 is until 9. Then arm 1, which paid 0 at 5, ties with nothing known of 0.
    expect(result.policies[0].reward.mean.slice(0, 6)).toEqual([1, 2, 3, 4, 4, 4]);
  });
});
