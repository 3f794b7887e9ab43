import {
  boundsMet,
  boundsUpTo,
  type IndexBounds,
  indexSelectionTable,
  type IndexTableOptions,
  type LeaderShares,
} from "./index-selection-table.ts";
import { Rational } from "../numerics/rational.ts";
import type { TieBreak } from "../tied-arms.ts";
import type { TablePlan } from "./table-plan.ts";

const MEAN_NANOSECONDS = 4;

/** The law of a policy that depends on which arms have the highest sample mean, at all states with the same pulls. */
export function meanTable(
  policyOn: IndexTableOptions["policyOn"],
  initialValue: number,
  shares: LeaderShares,
  armCount: number,
  mostPulls: number,
): TablePlan {
  return indexSelectionTable({
    armCount,
    mostPulls,
    bounds: () => meanBounds(initialValue),
    shares,
    policyOn,
    nanosecondsToCreate: boundsUpTo(mostPulls) * MEAN_NANOSECONDS,
    measuredToCreate: boundsMet(armCount, mostPulls) * MEAN_NANOSECONDS,
    bytes: 0,
  });
}

/** The shares of ε-greedy: the explored arms share ε, the exploited leaders share the rest. */
export function exploringShares(
  { epsilon, explore, tieBreak }: { epsilon: number; explore: "all" | "others"; tieBreak: TieBreak },
  armCount: number,
): LeaderShares {
  return (leaderCount) => {
    const exploresAll = explore === "all" || leaderCount === armCount;
    const rest = epsilon / (exploresAll ? armCount : armCount - leaderCount);
    const leader = exploresAll ? rest : 0;
    const exploited = (1 - epsilon) / (tieBreak === "first" ? 1 : leaderCount);
    return [leader + exploited, tieBreak === "first" ? leader : leader + exploited, rest];
  };
}

/**
 * Quotients of whole numbers below 2²⁶ are equal if their doubles are, so equal doubles are ties. The value of an
 * untried arm is the decimal that was written, which may be next to a quotient: 0.3333333333333333 is not 1/3, though
 * both have the same double. If the decimal is not that double itself, its bounds are a unit in the last place apart.
 */
function meanBounds(initialValue: number): IndexBounds {
  const isDouble = Rational.fromDecimal(initialValue).minus(Rational.fromDouble(initialValue)).isZero;
  const slack = isDouble ? 0 : Math.abs(initialValue) * 2 ** -52;
  return {
    fill: (pulls, _, lower, upper) => {
      for (let s = 0; s <= pulls; s++) lower[s] = upper[s] = s / pulls;
      if (pulls === 0) {
        lower[0] = initialValue - slack;
        upper[0] = initialValue + slack;
      }
    },
  };
}
