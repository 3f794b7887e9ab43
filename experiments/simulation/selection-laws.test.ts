// Slow: compares every variant of every policy with its reference along simulated histories.
import { describe, expect, test } from "vitest";
import type { Policy } from "../../policies/policy.ts";
import { Sfc32 } from "../../policies/random/sfc32.ts";
import type { Random } from "../../policies/random/random.ts";
import { stream } from "../../policies/random/streams.ts";
import { createPolicy, policyDefinition } from "../../policies/registry.ts";
import { ArmStatistics } from "../../policies/statistics/arm-statistics.ts";
import { countBasedKinds, needsOfKind, takesRewards } from "../../policies/testing/needs.ts";
import { differenceOf, inContrast, PredictedDraws } from "../../policies/testing/laws.ts";
import { references } from "../../policies/testing/references.ts";
import { type PolicyVariant, policyVariants } from "../../policies/testing/policy-variants.ts";
import type { StationaryBandit } from "../bandits/bandit.ts";
import { BanditSpec, createBandit, rewardsOf } from "../bandits/registry.ts";
import { SimulationSpec } from "../spec/spec.ts";
import { planSimulation } from "./plan.ts";
import { play } from "./play.ts";
import { RewardStreams } from "./reward-streams.ts";
import { Trace } from "./trace.ts";

/** A policy in a simulation that reports every decision before it is recorded. */
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

const REPLICATIONS = 2;
/** Further draws of a decision, which cost less than the pulls to another. */
const DRAWS = 6;

/** Pulls of a policy that plans to the horizon: every decision of it is looked at, and a plan of K arms takes T^(2K). */
const LONGEST_PLAN = 40;

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
  bernoulli(50, 500, 29),
  { bandit: { kind: "bernoulli", means: [0, 1, 0.5, 0.02, 0.98, 1] }, horizon: 300, stride: 5 },
  { bandit: { kind: "gaussian", means: [0, 0.5, 1, -1, 0.75, 0.9, 0.2, 0] }, horizon: 400, stride: 1 },
  // Sample means next to 1, which fall far at the next pull.
  { bandit: { kind: "gaussian", means: [0.9, 0.95, 0.8, 0.9, 0.7], standardDeviation: 0.3 }, horizon: 300, stride: 1 },
];
const slowLaws = new Set(["thompson-beta", "thompson-normal", "bayes-ucb", "kl-ucb"]);

function worldsOf({ kind }: PolicyVariant): World[] {
  const definition = policyDefinition(kind);
  const { horizon: planned } = needsOfKind(kind);
  return worlds.flatMap((world) => {
    if (!takesRewards(kind, rewardsOf(BanditSpec.parse(world.bandit)))) return [];
    const longest = definition.longestHorizon?.(world.bandit.means.length) ?? Infinity;
    const most = planned === "known" ? Math.min(LONGEST_PLAN, longest) : Infinity;
    return most === 0 ? [] : [{ ...world, horizon: Math.min(world.horizon, most) }];
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
    const slow = references.get(policySpec.kind)?.(policySpec, statistics, horizon);
    const draws = new PredictedDraws();
    const random = stream(words, "monte-carlo", "");
    let replication = 0;
    let certain = 0;

    let propensity: number | undefined;
    const decided = (arm: number) => {
      const { decision } = statistics;
      if (slow?.learnsByPropensity) propensity = lawOf(live, armCount)[arm];
      if (decision > 40 && decision % (slowLaws.has(policySpec.kind) ? stride : 1) > 0) return;
      const bySlow = slow?.law();
      if (isByCounts) fresh.reset();
      const law = isByCounts ? lawOf(fresh, armCount) : bySlow;
      if (!law) return;
      const where = () => `decision ${decision} of replication ${replication}`;
      if (bySlow) {
        certain++;
        if (!(differenceOf(law, bySlow) < 1e-12)) expect.fail(`${where()}: ${inContrast(law, bySlow)}`);
      }
      draws.add(law, arm, ...Array.from({ length: DRAWS }, () => live.select(random)));
      // In the first replication nobody asks the live policy, which might wake it up.
      if (replication > 0 && !(differenceOf(lawOf(live, armCount), law) < 1e-12)) {
        expect.fail(`${where()}: asked, ${inContrast(lawOf(live, armCount), law)}`);
      }
    };

    const watched = new Watched(live, decided, (arm, reward) => slow?.update?.(arm, reward, propensity));
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
