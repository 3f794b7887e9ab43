import type { Distribution } from "../distributions/distribution.ts";
import { betaDistribution } from "../distributions/beta-distribution.ts";
import { gammaDistribution } from "../distributions/gamma-distribution.ts";
import { studentDistribution } from "../distributions/student-distribution.ts";
import type { Posteriors } from "../family.ts";
import { type Interval, NORMAL_QUANTILE, TAIL } from "./interval.ts";

type ArmOf<Name extends Posteriors["family"]> = Extract<Posteriors, { family: Name }>["arms"][number];

const intervals: { [Name in Posteriors["family"]]: (arm: ArmOf<Name>) => Interval } = {
  beta: ({ alpha, beta }) => intervalOf(betaDistribution(alpha, beta)),
  normal: ({ mean, standardDeviation }) => around(mean, standardDeviation * NORMAL_QUANTILE),
  gamma: ({ shape, rate }) => intervalOf(gammaDistribution(shape, rate)),
  "student-t": ({ location, scale, degreesOfFreedom }) =>
    around(location, scale * studentDistribution(0, 1, degreesOfFreedom).upperQuantile(TAIL)),
};

/**
 * The equal-tailed 95% interval of every posterior: its quantiles at 0.025 and 0.975. Accuracy as `Distribution.quantile`;
 * 20 µs an arm.
 */
export function credibleIntervals({ family, arms }: Posteriors): Interval[] {
  return arms.map(intervals[family] as (arm: Posteriors["arms"][number]) => Interval);
}

function intervalOf(distribution: Distribution): Interval {
  return { lower: distribution.quantile(TAIL), upper: distribution.upperQuantile(TAIL) };
}

function around(middle: number, half: number): Interval {
  return { lower: middle - half, upper: middle + half };
}
