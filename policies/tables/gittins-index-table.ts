import { indexNanoseconds } from "../planning/gittins-nanoseconds.ts";
import type { TieBreak } from "../tied-arms.ts";
import { GittinsBounds, gittinsBoundsNanoseconds, gittinsIndicesLeft } from "./gittins-bounds.ts";
import { evenShares, indexSelectionTable, type IndexTableOptions } from "./index-selection-table.ts";
import type { TablePlan } from "./table-plan.ts";

/** Of bounds and brackets of the T²/2 states of an arm. */
const STATE_BYTES = 100;

/** The law of the highest Gittins index at all states with the same pulls: the policy decides where bounds overlap. */
export function gittinsIndexTable(
  policyOn: IndexTableOptions["policyOn"],
  { discount, alpha, beta, tieBreak }: { discount: number; alpha: number; beta: number; tieBreak: TieBreak },
  armCount: number,
  mostPulls: number,
): TablePlan {
  return indexSelectionTable({
    armCount,
    mostPulls,
    bounds: () => new GittinsBounds({ alpha, beta }, discount, mostPulls),
    shares: evenShares(tieBreak),
    policyOn,
    nanosecondsToCreate:
      gittinsBoundsNanoseconds(discount, mostPulls) +
      gittinsIndicesLeft(discount, mostPulls) * indexNanoseconds(discount),
    bytes: STATE_BYTES * (mostPulls * mostPulls),
  });
}
