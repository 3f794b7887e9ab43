import { ENTROPY_NANOSECONDS, EntropyIndex } from "../index/entropy-index.ts";
import { QUANTILE_NANOSECONDS, QuantileIndex } from "../index/quantile-index.ts";
import type { TieBreak } from "../tied-arms.ts";
import { risingIndexTable } from "./rising-index-table.ts";
import type { TablePlan } from "./table-plan.ts";

/** Bayes-UCB's table of three arms and more compares quantiles in 96 decimals at a few decisions, each pair once. */
const COMPARED_NANOSECONDS = 1.5e7;
const FIRST_COMPARED = 10;

export function klUcbTable(
  { c, tieBreak }: { c: number; tieBreak: TieBreak },
  armCount: number,
  mostPulls: number,
): TablePlan {
  return risingIndexTable(
    (statistics) => new EntropyIndex(c, statistics),
    tieBreak,
    ENTROPY_NANOSECONDS,
    armCount,
    mostPulls,
    true,
  );
}

export function bayesUcbTable(
  { alpha, beta, tieBreak }: { alpha: number; beta: number; tieBreak: TieBreak },
  armCount: number,
  mostPulls: number,
): TablePlan {
  const table = risingIndexTable(
    (statistics) => new QuantileIndex({ alpha, beta }, statistics),
    tieBreak,
    QUANTILE_NANOSECONDS,
    armCount,
    mostPulls,
    false,
  );
  const compared = armCount > 2 && mostPulls >= FIRST_COMPARED ? COMPARED_NANOSECONDS : 0;
  return { ...table, measuredToCreate: (table.measuredToCreate ?? table.nanosecondsToCreate) + compared };
}
