import jstat from "jstat";
import type { Reference } from "../testing/slow-rule.ts";

/** Agrawal & Goyal (2013), with a prior: P(θ_a is the largest) by Bayes' rule and the trapezoidal rule, arm by arm. */
export const reference: Reference<"thompson-normal"> = (
  { priorMean, priorStandardDeviation, standardDeviation },
  { armCount, pulls, rewardSums },
) => {
  const posteriorOf = (arm: number) => {
    const [prior, seen] = [priorStandardDeviation ** -2, pulls[arm] * standardDeviation ** -2];
    const mean = (priorMean * prior + rewardSums[arm] * standardDeviation ** -2) / (prior + seen);
    return { mean, deviation: Math.sqrt(1 / (prior + seen)) };
  };
  return {
    law() {
      const arms = Array.from({ length: armCount }, (_, arm) => posteriorOf(arm));
      const from = Math.max(...arms.map(({ mean, deviation }) => mean - 9 * deviation));
      const to = Math.max(...arms.map(({ mean, deviation }) => mean + 9 * deviation));
      const step = Math.min(...arms.map(({ deviation }) => deviation)) / (3 + armCount / 25);
      const law = arms.map(() => 0);
      const below = new Float64Array(armCount);
      for (let x = from; x < to; x += step) {
        // Nine deviations above a mean the cdf is 1 as a double.
        arms.forEach(({ mean, deviation }, arm) => {
          below[arm] = x > mean + 9 * deviation ? 1 : jstat.jStat.normal.cdf(x, mean, deviation);
        });
        for (let arm = 0; arm < armCount; arm++) {
          const { mean, deviation } = arms[arm];
          let density = Math.exp(-(((x - mean) / deviation) ** 2) / 2) / (deviation * Math.sqrt(2 * Math.PI));
          if (density === 0) continue;
          for (let other = 0; other < armCount; other++) if (other !== arm) density *= below[other];
          law[arm] += step * density;
        }
      }
      return law;
    },
  };
};
