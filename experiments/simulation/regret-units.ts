import { Rational } from "../../policies/numerics/rational.ts";
import { type BanditSpec, banditDefinition } from "../bandits/registry.ts";
import { commonDenominator, decimalGaps } from "../decimal-gaps.ts";

/** Sums up to here are exact in doubles. */
const MOST_UNITS = 2 ** 53;

/**
 * The units in which regret is kept, so that equal regrets are equal doubles; `perOne` units make 1. Means are decimals, and
 * in doubles .1 + .2 is not .3.
 */
export interface RegretUnits {
  perOne: number;
  /** Gaps in units, for means that never change. */
  gaps?: Float64Array;
}

/**
 * The units of a bandit's regret; undefined if means are drawn, or have so many digits that the regret of a replication may
 * exceed the whole numbers of a double.
 */
export function regretUnits(bandit: BanditSpec, horizon: number): RegretUnits | undefined {
  const definition = banditDefinition(bandit.kind);
  const fixed = definition.fixedMeans?.(bandit);
  if (fixed) {
    const { multiples, denominator } = decimalGaps(fixed);
    const gaps = Float64Array.from(multiples, Number);
    return Math.max(Number(denominator), ...gaps) * horizon < MOST_UNITS
      ? { perOne: Number(denominator), gaps }
      : undefined;
  }
  const segments = definition.segments?.(bandit);
  if (!segments || definition.comparator) return undefined;
  const means = segments.flatMap((segment) => segment.means.map((mean) => Rational.fromDecimal(mean)));
  const denominator = Number(commonDenominator(means));
  const largest = means.reduce((most, mean) => Math.max(most, Math.abs(mean.toNumber())), 1);
  // The rounding error of a running sum must stay far below half a unit.
  return 2 * largest * denominator * horizon < 2 ** -10 * MOST_UNITS ? { perOne: denominator } : undefined;
}
