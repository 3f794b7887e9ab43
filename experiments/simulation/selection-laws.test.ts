import { describe, expect, test } from "vitest";
import { betaDistribution } from "../../policies/numerics/beta-distribution.ts";
import type { Policy } from "../../policies/policy.ts";
import { Sfc32 } from "../../policies/random/sfc32.ts";
import type { Random } from "../../policies/random/random.ts";
import { stream } from "../../policies/random/streams.ts";
import { createPolicy, policyDefinition, type PolicySpec } from "../../policies/registry.ts";
import { ArmStatistics } from "../../policies/statistics.ts";
import { countBasedKinds, needsOfKind, takesRewards } from "../../policies/testing/needs.ts";
import { PredictedDraws } from "../../policies/testing/laws.ts";
import { type PolicyVariant, policyVariants } from "../../policies/testing/policy-variants.ts";
import type { StationaryBandit } from "../bandits/bandit.ts";
import { BanditSpec, createBandit, rewardsOf } from "../bandits/registry.ts";
import { SimulationSpec } from "../spec.ts";
import { planSimulation } from "./plan.ts";
import { play } from "./play.ts";
import { RewardStreams } from "./reward-streams.ts";
import { Trace } from "./trace.ts";

/**
 * A rule as its definition reads, slowly and with nothing kept from one decision to the next but what the definition
 * keeps.
 */
interface SlowRule {
  /** The probabilities of the next pull; undefined where doubles cannot tell who is best. */
  law(): number[] | undefined;
  update?(arm: number, reward: number): void;
  reset?(): void;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const shares = (weights: readonly number[]) => weights.map((weight) => weight / sum(weights));
const exponentials = (exponents: readonly number[]) => {
  const highest = Math.max(...exponents);
  return exponents.map((exponent) => Math.exp(exponent - highest));
};

/** The arms of the highest index; undefined where one that is not `same` is too near to tell. */
function highest(indices: readonly number[], same: (i: number, j: number) => boolean): number[] | undefined {
  const best = indices.indexOf(Math.max(...indices));
  const near = indices.flatMap((index, arm) => (index > indices[best] - 1e-9 || arm === best ? [arm] : []));
  return near.every((arm) => arm === best || same(arm, best)) ? near : undefined;
}

/** The largest q with d(p, q) ≤ budget, by bisection. */
function divergenceBound(p: number, budget: number): number {
  if (p === 1) return 1;
  const term = (x: number, y: number) => (x === 0 ? 0 : x * Math.log(x / y));
  let [low, high] = [p, 1];
  for (let step = 0; step < 60; step++) {
    const q = (low + high) / 2;
    if (term(p, q) + term(1 - p, 1 - q) <= budget) low = q;
    else high = q;
  }
  return low;
}

function slowRule(spec: PolicySpec, statistics: ArmStatistics): SlowRule | undefined {
  const { armCount, pulls, rewardSums } = statistics;
  const arms = Array.from({ length: armCount }, (_, arm) => arm);
  const even = (chosen: readonly number[]) => arms.map((arm) => (chosen.includes(arm) ? 1 / chosen.length : 0));
  const meansWith = (untried: number) => arms.map((arm) => (pulls[arm] === 0 ? untried : rewardSums[arm] / pulls[arm]));
  const sameCounts = (i: number, j: number) => pulls[i] === pulls[j] && rewardSums[i] === rewardSums[j];
  const sameMeans = (i: number, j: number) => statistics.compareMeans(i, j, 0) === 0;
  const broken = (chosen: number[] | undefined, tieBreak: string) =>
    chosen && (tieBreak === "first" ? [Math.min(...chosen)] : chosen);
  const untriedFirst = (tieBreak: string, otherwise: () => number[] | undefined) => {
    const untried = arms.filter((arm) => pulls[arm] === 0);
    const chosen = broken(untried.length > 0 ? untried : otherwise(), tieBreak);
    return chosen && even(chosen);
  };
  const greedyArms = (untried: number) => {
    const means = meansWith(untried);
    const best = means.indexOf(Math.max(...means));
    return arms.filter((arm) => statistics.compareMeans(arm, best, untried) === 0);
  };
  const confident = (c: number, m: () => number, tieBreak: string) => ({
    law: () =>
      untriedFirst(tieBreak, () =>
        highest(
          arms.map((arm) => rewardSums[arm] / pulls[arm] + c * Math.sqrt(Math.log(m()) / pulls[arm])),
          (i, j) => sameCounts(i, j) || ((c === 0 || pulls[i] === pulls[j]) && sameMeans(i, j)),
        ),
      ),
  });
  switch (spec.kind) {
    case "uniform":
      return { law: () => even(arms) };
    case "greedy":
      return { law: () => even(broken(greedyArms(spec.initialValue), spec.tieBreak)!) };
    case "epsilon-greedy":
      return {
        law: () => {
          const leaders = greedyArms(spec.initialValue);
          const others = arms.filter((arm) => spec.explore === "all" || !leaders.includes(arm));
          const explored = even(others.length > 0 ? others : arms);
          const exploited = even(broken(leaders, spec.tieBreak)!);
          return arms.map((arm) => spec.epsilon * explored[arm] + (1 - spec.epsilon) * exploited[arm]);
        },
      };
    case "ucb":
      return confident(spec.c, () => statistics.decision, spec.tieBreak);
    case "ucb1":
      return confident(Math.SQRT2, () => statistics.totalPulls, spec.tieBreak);
    case "kl-ucb":
      return {
        law: () =>
          untriedFirst(spec.tieBreak, () => {
            const logarithm = Math.log(statistics.decision);
            const budget = Math.max(0, logarithm + (spec.c === 0 ? 0 : spec.c * Math.log(logarithm)));
            const means = meansWith(0).map((mean) => Math.min(1, Math.max(0, mean)));
            return highest(
              means.map((mean, arm) => divergenceBound(mean, budget / pulls[arm])),
              (i, j) => means[i] === means[j] && (pulls[i] === pulls[j] || means[i] === 1 || budget === 0),
            );
          }),
      };
    case "bayes-ucb":
      return {
        law: () => {
          if (statistics.decision === 1) return even(broken(arms, spec.tieBreak)!);
          const quantile = (arm: number) =>
            betaDistribution(spec.alpha + rewardSums[arm], spec.beta + pulls[arm] - rewardSums[arm]).upperQuantile(
              1 / statistics.decision,
            );
          const chosen = broken(highest(arms.map(quantile), sameCounts), spec.tieBreak);
          return chosen && even(chosen);
        },
      };
    case "softmax":
      return { law: () => shares(exponentials(meansWith(0).map((mean) => mean / spec.temperature))) };
    case "gradient": {
      let preferences = arms.map(() => 0);
      let [count, total] = [0, 0];
      const law = () => shares(exponentials(preferences));
      return {
        law,
        update(pulled, reward) {
          const before = count === 0 ? 0 : total / count;
          total += reward;
          count++;
          const baseline = { including: total / count, excluding: before, none: 0 }[spec.baseline];
          const probabilities = law();
          preferences = preferences.map(
            (preference, arm) =>
              preference + spec.stepSize * (reward - baseline) * ((arm === pulled ? 1 : 0) - probabilities[arm]),
          );
        },
        reset() {
          preferences = arms.map(() => 0);
          [count, total] = [0, 0];
        },
      };
    }
    case "exp3": {
      let logWeights = arms.map(() => 0);
      const law = () =>
        shares(exponentials(logWeights)).map((share) => (1 - spec.gamma) * share + spec.gamma / armCount);
      return {
        law,
        update(arm, reward) {
          logWeights[arm] += (spec.gamma * reward) / (armCount * law()[arm]);
        },
        reset() {
          logWeights = arms.map(() => 0);
        },
      };
    }
    default:
      return undefined;
  }
}

/** A policy on its way through a simulation, whose every decision is told before it is recorded. */
class Watched implements Policy {
  readonly #policy: Policy;
  readonly #decided: (arm: number) => void;
  readonly #updated: (arm: number, reward: number) => void;

  constructor(policy: Policy, decided: (arm: number) => void, updated: (arm: number, reward: number) => void) {
    this.#policy = policy;
    this.#decided = decided;
    this.#updated = updated;
  }
  reset() {
    this.#policy.reset();
  }
  select(random: Sfc32) {
    const arm = this.#policy.select(random);
    this.#decided(arm);
    return arm;
  }
  update(arm: number, reward: number, random: Random) {
    this.#policy.update(arm, reward, random);
    this.#updated(arm, reward);
  }
  selectionProbabilities() {
    return this.#policy.selectionProbabilities();
  }
}

function lawOf(policy: Policy, armCount: number): number[] {
  if (!policy.fillProbabilities) return policy.selectionProbabilities().arms.map(({ value }) => value);
  const filled = new Float64Array(armCount);
  policy.fillProbabilities(filled);
  return Array.from(filled);
}

const largestDifference = (one: readonly number[], other: readonly number[]) =>
  one.reduce((largest, value, arm) => Math.max(largest, Math.abs(value - other[arm])), 0);

const REPLICATIONS = 3;
/** Further draws of a decision, which cost less than the pulls to another. */
const DRAWS = 6;

interface World {
  bandit: { kind: "bernoulli" | "gaussian"; means: number[]; standardDeviation?: number };
  horizon: number;
  /** Of the decisions after the first 40 one in so many is looked at, for the rules whose law is slow to know. */
  stride: number;
}

/** Means that are evenly spread, in an order that has nothing to do with them, with equal ones among many. */
const spread = (armCount: number) =>
  Array.from({ length: armCount }, (_, arm) => 0.15 + (0.7 * ((arm * 7) % armCount)) / armCount).map(
    (mean) => Math.round(mean * 20) / 20,
  );
const bernoulli = (armCount: number, horizon: number, stride: number): World => ({
  bandit: { kind: "bernoulli", means: spread(armCount) },
  horizon,
  stride,
});
const worlds: World[] = [
  bernoulli(2, 400, 3),
  bernoulli(3, 400, 3),
  bernoulli(10, 600, 7),
  bernoulli(50, 900, 29),
  { bandit: { kind: "bernoulli", means: [0, 1, 0.5, 0.02, 0.98, 1] }, horizon: 300, stride: 5 },
  { bandit: { kind: "gaussian", means: [0, 0.5, 1, -1, 0.75, 0.9, 0.2, 0] }, horizon: 400, stride: 1 },
  // Sample means next to 1, which fall far at the next pull.
  { bandit: { kind: "gaussian", means: [0.9, 0.95, 0.8, 0.9, 0.7], standardDeviation: 0.3 }, horizon: 300, stride: 1 },
];
const slowLaws = new Set(["thompson-beta", "bayes-ucb", "kl-ucb"]);

function worldsOf({ kind }: PolicyVariant): World[] {
  const definition = policyDefinition(kind);
  const { horizon: planned } = needsOfKind(kind);
  return worlds.flatMap((world) => {
    if (!takesRewards(kind, rewardsOf(BanditSpec.parse(world.bandit)))) return [];
    const longest =
      planned === "known" ? Math.min(60, definition.longestHorizon!(world.bandit.means.length)) : Infinity;
    return longest === 0 ? [] : [{ ...world, horizon: Math.min(world.horizon, longest) }];
  });
}

const cases = policyVariants.flatMap((policy) =>
  worldsOf(policy).map((world) => [JSON.stringify(policy), JSON.stringify(world.bandit), policy, world] as const),
);

describe("along a simulated history the live policy draws from the law of what was seen", () => {
  test.each(cases)("%s on %s", (words, _, policyInput, { bandit: banditInput, horizon, stride }) => {
    const spec = SimulationSpec.parse({
      bandit: banditInput,
      policies: [policyInput],
      horizon,
      replications: REPLICATIONS,
      seed: "selection laws",
    });
    const [policySpec] = spec.policies;
    const plan = planSimulation(spec);
    const { armCount } = plan;
    const bandit = createBandit(spec.bandit, stream("means", "means", "")) as StationaryBandit;
    const statistics = new ArmStatistics(armCount);
    const live = createPolicy(policySpec, { statistics, horizon });
    // Made anew from the statistics at every decision.
    const isByCounts = countBasedKinds.includes(policySpec.kind);
    const fresh = createPolicy(policySpec, { statistics, horizon });
    const slow = slowRule(policySpec, statistics);
    const draws = new PredictedDraws();
    const random = stream(words, "monte-carlo", "");
    let replication = 0;
    let certain = 0;

    const decided = (arm: number) => {
      const { decision } = statistics;
      if (decision > 40 && decision % (slowLaws.has(policySpec.kind) ? stride : 1) > 0) return;
      const bySlow = slow?.law();
      if (isByCounts) fresh.reset();
      const law = isByCounts ? lawOf(fresh, armCount) : bySlow;
      if (!law) return;
      const where = `decision ${decision} of replication ${replication}`;
      if (bySlow) {
        certain++;
        expect(largestDifference(law, bySlow), where).toBeLessThan(1e-12);
      }
      draws.add(law, arm);
      for (let draw = 0; draw < DRAWS; draw++) draws.add(law, live.select(random));
      // In the first replication nobody asks the live policy, which might wake it up.
      if (replication > 0) expect(largestDifference(lawOf(live, armCount), law), where).toBeLessThan(1e-12);
    };

    const watched = new Watched(live, decided, (arm, reward) => slow?.update?.(arm, reward));
    const policyRandom = new Sfc32(plan.policyKeys[0], 0);
    const rewards = new RewardStreams(plan.rewardKeys, "by-pull", armCount);
    const trace = new Trace(plan, 0);
    for (; replication < REPLICATIONS; replication++) {
      statistics.clear();
      watched.reset();
      slow?.reset?.();
      policyRandom.reseed(plan.policyKeys[0], replication);
      rewards.begin(replication);
      trace.begin(bandit.gaps);
      play(watched, bandit, statistics, policyRandom, rewards, trace, () => false);
    }
    expect(draws.count).toBeGreaterThanOrEqual(7 * REPLICATIONS * Math.min(horizon, 40) * 0.9);
    if (slow) expect(certain * 7).toBeGreaterThan(0.9 * draws.count);
    draws.expectToFollow();
  });
});
