// Slow: simulates enough replications to compare means with exact regret.
import { describe, expect, test } from "vitest";
import { expectWithin } from "../../policies/testing/laws.ts";
import { referenceCases } from "../../policies/testing/reference.ts";
import { policyDefinitions } from "../../policies/registry.ts";
import { banditDefinitions, BanditSpec, rewardsOf } from "../bandits/registry.ts";
import { parseInput } from "../mistakes/parse-input.ts";
import { SimulationResult } from "../result/result.ts";
import { SimulationSpec, type SimulationSpecInput } from "../spec/spec.ts";
import { exactCurves } from "./exact-curves.ts";
import { planSimulation } from "./plan.ts";
import { runBlock } from "./run-block.ts";
import { simulate } from "../result/simulate.ts";
import { emptySummary, mergeSummary } from "./summary.ts";
import { toResult } from "../result/to-result.ts";
import { inLots } from "../testing/lots.ts";
import { takesRewards } from "../../policies/testing/needs.ts";

const yardstick = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.5];
const small: SimulationSpecInput = {
  bandit: { kind: "bernoulli", means: [0.3, 0.6, 0.5] },
  policies: [{ kind: "thompson-beta" }, { kind: "ucb1" }, { kind: "epsilon-greedy" }],
  horizon: 200,
  replications: 50,
  seed: "small",
};

describe("against what is known from outside", () => {
  // Mean final pseudo-regret and its standard error, from the C simulator of the project's yardstick.
  test.each([
    [{ kind: "greedy" as const }, 280.1, 0.6],
    [{ kind: "epsilon-greedy" as const, epsilon: 0.1 }, 73.8, 0.1],
    [{ kind: "ucb1" as const }, 147.03, 0.03],
    [{ kind: "thompson-beta" as const }, 32.31, 0.05],
    [{ kind: "softmax" as const, temperature: 0.1 }, 104.3, 0.6],
    [{ kind: "gradient" as const, stepSize: 0.1 }, 141.4, 0.2],
  ])("%j has the regret of the yardstick, ten arms and 1000 pulls", (policy, published, publishedError) => {
    const { policies } = simulate({
      bandit: { kind: "bernoulli", means: yardstick },
      policies: [policy],
      horizon: 1000,
      replications: 1500,
      seed: "yardstick",
      rewardCoupling: "independent",
    });
    const { mean, standardError } = policies[0].finalRegret;
    expectWithin(mean, published, Math.hypot(standardError!, publishedError), 5);
  });

  interface RegretCase {
    policy: string;
    means: number[];
    at: Record<string, { pOptimal: string; regret: string }>;
    final: { variance: string };
  }
  const policies = {
    thompson: { kind: "thompson-beta" as const },
    "egreedy0.1": { kind: "epsilon-greedy" as const, epsilon: 0.1 },
    ucb_c1_logt: { kind: "ucb" as const, c: 1 },
    greedy: { kind: "greedy" as const },
  };
  const cases = referenceCases<RegretCase>("dp_regret");
  const replications = 10_000;
  const replies = new Map<string, SimulationResult>();
  const resultFor = (means: number[], rewardCoupling: "by-pull" | "independent") => {
    const key = JSON.stringify([means, rewardCoupling]);
    const known = replies.get(key);
    if (known) return known;
    const bandit = { kind: "bernoulli" as const, means };
    const result = simulate({
      bandit,
      policies: Object.values(policies),
      horizon: 100,
      replications,
      seed: "exact",
      rewardCoupling,
    });
    replies.set(key, result);
    return result;
  };

  test("the reference names these policies", () => {
    for (const { policy } of cases) expect(Object.keys(policies)).toContain(policy);
  });

  test.each(cases.flatMap((each) => [["by-pull", each] as const, ["independent", each] as const]))(
    "coupled %s, $policy on $means follows the exact dynamic programme at every t",
    (coupling, { policy, means, at }) => {
      const { checkpoints, policies: results, exact: curves } = resultFor(means, coupling);
      const policyIndex = Object.keys(policies).indexOf(policy);
      const { regret, optimalArmRate } = results[policyIndex];
      const curve = curves[policyIndex]!;
      for (const [t, exact] of Object.entries(at)) {
        const index = checkpoints.indexOf(Number(t));
        expectWithin(regret.mean[index], Number(exact.regret), regret.standardError[index]! + 1e-12);
        const p = Number(exact.pOptimal);
        expectWithin(optimalArmRate.mean[index], p, Math.sqrt((p * (1 - p)) / replications) + 1e-12);
        if (Number(t) > curve.horizon) continue;
        expect(curve.regret[index]).toBeCloseTo(Number(exact.regret), 12);
        expect(curve.optimalArmProbability![index]).toBeCloseTo(p, 12);
      }
    },
  );

  test("uniform play loses the mean gap at every pull, and pulls every arm alike", () => {
    const { policies, checkpoints } = simulate({
      ...small,
      policies: [{ kind: "uniform" }],
      replications: 4000,
      checkpoints: { kind: "log", count: 5 },
    });
    const [{ regret, reward, pulls }] = policies;
    const meanGap = (0.3 + 0 + 0.1) / 3;
    checkpoints.forEach((t, i) => {
      expectWithin(regret.mean[i], t * meanGap, regret.standardError[i]!);
      expectWithin(reward.mean[i], (t * 1.4) / 3, reward.standardError[i]!);
      for (const arm of pulls) expectWithin(arm[i], t / 3, Math.sqrt((t * 2) / 9 / 4000));
    });
  });

  test("the best of ten drawn means is 1.538753 on average, and what a policy earns is that less its regret", () => {
    const [greedy] = simulate({
      bandit: { kind: "gaussian-testbed", arms: 10 },
      policies: [{ kind: "greedy" }],
      horizon: 100,
      replications: 4000,
      seed: "testbed",
    }).policies;
    const best = (greedy.reward.mean.at(-1)! + greedy.regret.mean.at(-1)!) / 100;
    // The maximum of ten normals has standard deviation 0.587; the noise of 100 rewards adds 0.1.
    expectWithin(best, 1.538752730835, Math.hypot(0.587, 0.1) / Math.sqrt(4000));
  });
});

describe("the same specification gives the same bytes", () => {
  const parsed = parseInput(SimulationSpec, { ...small, horizon: 3000, replications: 500 });
  const plan = planSimulation(parsed);
  const exact = exactCurves(parsed);
  const blocks = Array.from({ length: plan.blockCount }, (_, block) => runBlock(plan, block)!);
  const merged = (count: number) => {
    const summary = emptySummary(plan);
    for (const block of blocks.slice(0, count)) mergeSummary(summary, structuredClone(block));
    return summary;
  };

  test("in several blocks, run in any order", () => {
    expect(plan.blockCount).toBeGreaterThan(2);
    const backwards = [];
    for (let block = plan.blockCount - 1; block >= 0; block--)
      backwards[block] = runBlock(planSimulation(parsed), block)!;
    expect(backwards).toEqual(blocks);
    expect(JSON.stringify(toResult(plan, merged(plan.blockCount), exact, "hash"))).toBe(
      JSON.stringify({ ...simulate({ ...small, horizon: 3000, replications: 500 }), specHash: "hash" }),
    );
  });

  test("a prefix of the blocks is the simulation of fewer replications", () => {
    const partial = toResult(plan, merged(2), exact, "hash");
    const fewer = simulate({ ...small, horizon: 3000, replications: partial.completedReplications });
    expect(partial.complete).toBe(false);
    expect(JSON.stringify(partial.policies)).toBe(JSON.stringify(fewer.policies));
    expect(JSON.stringify(partial.comparisons)).toBe(JSON.stringify(fewer.comparisons));
    expect(JSON.stringify(partial.exact)).toBe(JSON.stringify(fewer.exact));
  });

  test("in blocks of any size: a replication does not depend on those before it", () => {
    const cases = banditDefinitions.flatMap(({ kind }) => {
      const paid = rewardsOf(BanditSpec.parse({ kind }));
      const fitting = policyDefinitions.filter((definition) => takesRewards(definition.kind, paid));
      return inLots(fitting).map((policies) => ({ kind, policies }));
    });
    for (const { kind, policies } of cases) {
      const spec = parseInput(SimulationSpec, {
        bandit: kind === "bernoulli" ? { kind, means: [0.5, 0.5, 0.5, 0.4, 0.3] } : { kind },
        policies: policies.map(({ kind: policy }) => ({ kind: policy })),
        horizon: 17,
        replications: 60,
        seed: "block size",
      });
      const one = { ...planSimulation(spec), blockSize: 60, blockCount: 1 };
      const many = { ...one, blockSize: 1, blockCount: 60 };
      const whole = runBlock(one, 0)!;
      const summary = emptySummary(many);
      for (let block = 0; block < 60; block++) mergeSummary(summary, runBlock(many, block)!);
      summary.policies.forEach(({ pulls }, index) =>
        expect(pulls, policies[index].kind).toEqual(whole.policies[index].pulls),
      );
    }
  });

  test("a cancelled block gives nothing", () => {
    expect(runBlock(plan, 0, () => true)).toBeUndefined();
  });
});

describe("streams", () => {
  test("adding a policy changes no other's numbers, and two of the same specification are equal", () => {
    const alone = simulate({ ...small, policies: [{ kind: "ucb1" }] });
    const [, second, , copy] = simulate({ ...small, policies: [...small.policies, { kind: "ucb1" }] }).policies;
    expect(second).toEqual(alone.policies[0]);
    expect(copy).toEqual({ ...second, label: "UCB1 #2" });
  });

  test("by-pull coupling makes paired differences sharper than independent rewards do", () => {
    const error = (rewardCoupling: "by-pull" | "independent") =>
      simulate({
        ...small,
        policies: [
          { kind: "ucb", c: 0.5 },
          { kind: "ucb", c: 0.6 },
        ],
        replications: 1000,
        rewardCoupling,
      }).comparisons[0].regretDifference.standardError.at(-1)!;
    expect(error("by-pull")).toBeLessThan(0.8 * error("independent"));
  });
});

describe("results", () => {
  test("fit their schema, and every array runs over the checkpoints", () => {
    const result = simulate(small);
    expect(SimulationResult.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
    expect(result.checkpoints[0]).toBe(1);
    expect(result.checkpoints.at(-1)).toBe(200);
    for (const policy of result.policies) {
      for (const series of [
        policy.regret.mean,
        policy.reward.mean,
        policy.optimalArmRate.mean,
        policy.switches.mean,
        ...policy.pulls,
      ]) {
        expect(series).toHaveLength(result.checkpoints.length);
      }
      const pulls = policy.pulls.reduce((sum, arm) => sum + arm.at(-1)!, 0);
      expect(pulls).toBeCloseTo(200, 9);
      expect(policy.finalRegret.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(50);
    }
  });

  test("exact curves run over the checkpoints as far as they go, and there is none for other rewards", () => {
    const { checkpoints, exact } = simulate({ ...small, policies: [{ kind: "ucb1" }, { kind: "gradient" }] });
    const [{ horizon, regret, optimalArmProbability }] = exact as [NonNullable<(typeof exact)[0]>];
    const within = checkpoints.filter((t) => t <= horizon).length;
    expect(within).toBeGreaterThanOrEqual(10);
    expect([regret.length, optimalArmProbability?.length]).toEqual([within, within]);
    expect(exact[1]).toBeNull();
    const gaussian = simulate({ ...small, bandit: { kind: "gaussian" }, policies: [{ kind: "greedy" }] });
    expect(gaussian.exact).toEqual([null]);
  });

  test("one replication has no standard error, and one pull is enough", () => {
    const { policies, complete } = simulate({ ...small, horizon: 1, replications: 1 });
    expect(complete).toBe(true);
    expect(policies[0].regret.standardError).toEqual([null]);
  });

  test("UCB1 on rewards outside [0, 1] runs with a warning", () => {
    const { warnings } = simulate({
      ...small,
      bandit: { kind: "gaussian", means: [0, 1] },
      policies: [{ kind: "ucb1" }],
    });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/ucb1 is meant for rewards in \[0, 1\]/);
  });

  test("above the limit of entries, pulls are given at the horizon alone", () => {
    const means = Array.from({ length: 1000 }, (_, arm) => arm / 1000);
    const { policies } = simulate({
      ...small,
      bandit: { kind: "bernoulli", means },
      replications: 2,
      policies: [{ kind: "uniform" }, { kind: "uniform" }, { kind: "greedy" }],
    });
    expect(policies[0].pullsAt).toBe("horizon");
    expect(policies[0].pulls.every((arm) => arm.length === 1)).toBe(true);
  });
});
