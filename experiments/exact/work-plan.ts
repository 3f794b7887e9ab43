import { bestArmTable } from "../../policies/tables/best-arm-table.ts";
import { pow } from "../../policies/numerics/elementary.ts";
import { selectionTablePlan } from "../../policies/tables/tables.ts";
import type { TablePlan } from "../../policies/tables/table-plan.ts";
import type { BetaParameters } from "../../policies/posteriors/beta.ts";
import { policyDefinition, type PolicySpec } from "../../policies/registry.ts";
import type { BinaryArms } from "../bandits/bandit.ts";
import { blocksBefore, layerSize, statesBefore, statesOfTriedArms } from "./count-states.ts";
import { MOVE_NANOSECONDS } from "./play-forward.ts";

/** The largest memory of a computation. */
export const MOST_BYTES = 3e8;

/** Nanoseconds per arm of the work that is done once for all states with the same pulls. */
const BLOCK_NANOSECONDS = 100;

/** Measured nanoseconds to move the probability of a state along the pulls of one arm. */
const MEASURED_MOVE_NANOSECONDS = 3;
/** Measured nanoseconds of a state of a single arm, whose states are all in one row. */
const MEASURED_STATE_NANOSECONDS = 12;

/** The method of a computation and its rough cost, known before anything is computed. */
export interface WorkPlan {
  /** Decides admission and the length of a simulation's exact curves, so it belongs to the engine version. */
  nanoseconds: number;
  bytes: number;
  /** The table of selection probabilities, where the policy has one; else the policy is asked state by state. */
  selection?: TablePlan;
  nanosecondsPerDecision: number;
  /** P(arm is best) given the counts, where the means are drawn from priors. */
  best?: TablePlan;
}

/**
 * The measured cost of a computation, in nanoseconds of an ordinary core, right within a factor of about three. Users see it;
 * no result depends on it.
 */
export function measuredNanoseconds(work: WorkPlan, armCount: number, horizon: number): number {
  const { selection, best, nanosecondsPerDecision } = work;
  const states = statesBefore(armCount, horizon);
  const met = selection?.triesAllArmsFirst ? statesOfTriedArms(armCount, horizon) : states;
  const blocks = (blocksBefore(armCount, horizon) * met) / states;
  const move = armCount === 1 ? MEASURED_STATE_NANOSECONDS : MEASURED_MOVE_NANOSECONDS * armCount;
  const tables = [selection, best].filter((plan) => plan !== undefined);
  return tables.reduce(
    (sum, plan) => sum + (plan.measuredToCreate ?? plan.nanosecondsToCreate) + plan.nanosecondsPerState * met,
    met * (move + (selection ? 0 : nanosecondsPerDecision)) + blocks * BLOCK_NANOSECONDS * armCount,
  );
}

/** The larger of the planned and the measured cost. */
export function longestNanoseconds(work: WorkPlan, { means, priors }: BinaryArms, horizon: number): number {
  return Math.max(work.nanoseconds, measuredNanoseconds(work, (means ?? priors).length, horizon));
}

/**
 * The cost of a computation without its tables: a lower bound for all policies, which rises with the horizon. O(1), while
 * tables for a thousand arms take up to a second to plan.
 */
export function leastWork(armCount: number, horizon: number): Pick<WorkPlan, "nanoseconds" | "bytes"> {
  const moves = statesBefore(armCount, horizon) * MOVE_NANOSECONDS * armCount;
  return {
    nanoseconds: moves + blocksBefore(armCount, horizon) * BLOCK_NANOSECONDS * armCount,
    bytes: 16 * layerSize(armCount, horizon - 1) + 8 * armCount * pow(horizon + 2, 2),
  };
}

/** Whether no policy can be computed for this horizon within a number of nanoseconds and the allowed memory. */
export function isBeyond(armCount: number, horizon: number, most: number): boolean {
  const { nanoseconds, bytes } = leastWork(armCount, horizon);
  return bytes > MOST_BYTES || nanoseconds > most;
}

/**
 * Plans a computation. Cheap for a few arms and any horizon.
 *
 * @param most nanoseconds; a computation that exceeds them is planned without its tables
 */
export function planWork(
  { kind, ...parameters }: PolicySpec,
  { means, priors }: BinaryArms,
  horizon: number,
  most = Infinity,
): WorkPlan {
  const armCount = (means ?? priors).length;
  const definition = policyDefinition(kind);
  const states = statesBefore(armCount, horizon);
  const nanosecondsPerDecision = definition.costs.decision(parameters, armCount, horizon);
  const { nanoseconds, bytes } = leastWork(armCount, horizon);
  if (isBeyond(armCount, horizon, most)) return { nanoseconds, bytes, nanosecondsPerDecision };
  const selection = selectionTablePlan(definition, parameters, armCount, horizon - 1);
  const best = priors && bestTable(priors, horizon - 1);
  const tables = [selection, best].filter((plan) => plan !== undefined);
  return {
    nanoseconds: tables.reduce(
      (sum, plan) => sum + plan.nanosecondsToCreate + plan.nanosecondsPerState * states,
      nanoseconds + (selection ? 0 : states * nanosecondsPerDecision),
    ),
    bytes: tables.reduce((sum, plan) => sum + plan.bytes, bytes),
    selection,
    nanosecondsPerDecision,
    best,
  };
}

/** Plans of tables by priors and pulls, shared by a simulation's policies. */
const bestTables = new WeakMap<readonly BetaParameters[], Map<number, TablePlan>>();

function bestTable(priors: readonly BetaParameters[], mostPulls: number): TablePlan {
  const known = bestTables.get(priors) ?? new Map<number, TablePlan>();
  bestTables.set(priors, known);
  const plan = known.get(mostPulls) ?? bestArmTable(priors, mostPulls);
  known.set(mostPulls, plan);
  return plan;
}

/** The longest horizon up to `most` that fits in a number of nanoseconds and the allowed memory; 0 if none does. */
export function longestWithin(policy: PolicySpec, arms: BinaryArms, most: number, nanoseconds: number): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const work = planWork(policy, arms, middle, nanoseconds);
    if (work.bytes <= MOST_BYTES && work.nanoseconds <= nanoseconds) low = middle;
    else high = middle - 1;
  }
  return low;
}
