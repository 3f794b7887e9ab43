import { expect, test } from "vitest";
import { bestArmFractions } from "../../policies/posteriors/best-arm/best-arm-fractions.ts";
import { Rational } from "../../policies/numerics/rational.ts";
import { createPolicy, PolicySpec } from "../../policies/registry.ts";
import { ArmStatistics } from "../../policies/statistics/arm-statistics.ts";
import { relativeError } from "../../policies/testing/reference.ts";
import type { BanditSpec } from "../bandits/registry.ts";
import { expectedRegret } from "./expected-regret.ts";
import { countBasedKinds, noRandom } from "../../policies/testing/needs.ts";

interface World {
  bandit: BanditSpec;
  /** E[max μ]. */
  best: Rational;
  success: (arm: number, statistics: ArmStatistics) => Rational;
  /** P(arm is best) given the counts. */
  optimal: (arm: number, statistics: ArmStatistics) => Rational;
}

/** Enumerates every sequence of arms and rewards, with probabilities and sums as exact fractions. */
function enumerate(spec: PolicySpec, armCount: number, horizon: number, { success, optimal }: World) {
  const rewards = Array.from({ length: horizon }, () => Rational.zero);
  const best = Array.from({ length: horizon }, () => Rational.zero);
  const walk = (history: readonly [number, number][], probability: Rational) => {
    if (history.length === horizon) return;
    const statistics = new ArmStatistics(armCount);
    const policy = createPolicy(spec, { statistics, horizon });
    for (const [arm, reward] of history) {
      statistics.record(arm, reward);
      policy.update(arm, reward, noRandom);
    }
    policy.selectionProbabilities().arms.forEach(({ value, fraction }, arm) => {
      const [top, bottom = "1"] = fraction?.split("/") ?? [];
      const selected = top ? new Rational(BigInt(top), BigInt(bottom)) : Rational.fromDouble(value);
      if (selected.isZero) return;
      const reached = probability.times(selected);
      const paid = success(arm, statistics);
      const t = history.length;
      rewards[t] = rewards[t].plus(reached.times(paid));
      best[t] = best[t].plus(reached.times(optimal(arm, statistics)));
      for (const [reward, chance] of [[1, paid] as const, [0, Rational.one.minus(paid)] as const]) {
        if (!chance.isZero) walk([...history, [arm, reward]], reached.times(chance));
      }
    });
  };
  walk([], Rational.one);
  return { rewards, best };
}

function fixedMeans(...means: number[]): World {
  const exact = means.map((mean) => Rational.fromDecimal(mean));
  const most = Math.max(...means);
  return {
    bandit: { kind: "bernoulli", means },
    best: Rational.fromDecimal(most),
    success: (arm) => exact[arm],
    optimal: (arm) => (means[arm] === most ? Rational.one : Rational.zero),
  };
}

function drawnMeans(best: Rational, ...priors: { alpha: number; beta: number }[]): World {
  return {
    bandit: { kind: "beta-bernoulli", priors },
    best,
    success: (arm, { pulls, rewardSums }) =>
      Rational.of(priors[arm].alpha + rewardSums[arm], priors[arm].alpha + priors[arm].beta + pulls[arm]),
    optimal: (arm, { pulls, rewardSums }) =>
      bestArmFractions(
        priors.map(({ alpha, beta }, k) => ({ alpha: alpha + rewardSums[k], beta: beta + pulls[k] - rewardSums[k] })),
      )[arm],
  };
}

const flat = { alpha: 1, beta: 1 };
const worlds: [name: string, armCount: number, horizon: number, world: World][] = [
  ["two arms of means 0.3 and 0.8", 2, 4, fixedMeans(0.3, 0.8)],
  ["a sure arm and two that are not", 3, 3, fixedMeans(0.25, 1, 0.5)],
  // E[max] of two uniforms is 2/3; of Beta(2, 1) and a uniform 1 − ∫x³ = 3/4; of three uniforms 3/4.
  ["two arms of uniform means", 2, 4, drawnMeans(Rational.of(2, 3), flat, flat)],
  ["two arms of unlike priors", 2, 4, drawnMeans(Rational.of(3, 4), { alpha: 2, beta: 1 }, flat)],
  ["three arms of uniform means", 3, 3, drawnMeans(Rational.of(3, 4), flat, flat, flat)],
];

test.each(worlds.flatMap(([name, ...world]) => countBasedKinds.map((kind) => [kind, name, ...world] as const)))(
  "%s on %s: as all sequences of arms and rewards say, one by one",
  (kind, _, armCount, horizon, world) => {
    const policy = PolicySpec.parse({ kind });
    const { rewards, best } = enumerate(policy, armCount, horizon, world);
    const { regret, optimalArmProbability } = expectedRegret({ bandit: world.bandit, policy, horizon });
    let exact = Rational.zero;
    rewards.forEach((reward, t) => {
      exact = exact.plus(world.best.minus(reward));
      expect(relativeError(regret[t], exact.toNumber())).toBeLessThan(1e-13);
      expect(relativeError(optimalArmProbability![t], best[t].toNumber())).toBeLessThan(1e-13);
    });
  },
);
