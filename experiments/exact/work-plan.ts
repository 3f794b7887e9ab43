import { bestArmTable } from "../../policies/tables/best-arm-table.ts";
import { pow } from "../../policies/numerics/elementary.ts";
import { selectionTablePlan } from "../../policies/tables/tables.ts";
import type { TablePlan } from "../../policies/tables/table-plan.ts";
import type { BetaParameters } from "../../policies/posteriors/beta.ts";
import { policyDefinition, type PolicySpec } from "../../policies/registry.ts";
import type { BinaryArms } from "../bandits/bandit.ts";
import { blocksBefore, layerSize, statesBefore, statesOfTriedArms } from "./count-states.ts";
import { MOVE_NANOSECONDS } from "./play-forward.ts";

/** What a computation may hold. */
export const MOST_BYTES = 3e8;

/** Nanoseconds per arm of what is done once for states of the same pulls. */
const BLOCK_NANOSECONDS = 100;

/** What it is measured to take to move the probability of a state along the pulls of one arm. */
const MEASURED_MOVE_NANOSECONDS = 3;
/** Of a single arm, whose states are all of one row. */
const MEASURED_STATE_NANOSECONDS = 12;

/** How a computation will be done, and what it will roughly cost: known before anything is computed. */
export interface WorkPlan {
  /** What admission goes by, and how long a simulation's exact curves are: part of the engine version, as they are. */
  nanoseconds: number;
  bytes: number;
  /** Selection probabilities of many states at once, where the policy has them; else the policy is asked one by one. */
  selection?: TablePlan;
  nanosecondsPerDecision: number;
  /** P(arm is best) given the counts, where the means are drawn from priors. */
  best?: TablePlan;
}

/**
 * What a computation is measured to take, in nanoseconds of an ordinary core: what users are told, and no result goes by.
 * Right within a factor of about three.
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

/** The plan, or what it is measured to take where that is more. */
export function longestNanoseconds(work: WorkPlan, { means, priors }: BinaryArms, horizon: number): number {
  return Math.max(work.nanoseconds, measuredNanoseconds(work, (means ?? priors).length, horizon));
}

/**
 * What a computation takes without its tables: no policy takes less, and no shorter horizon more. O(1), where tables for
 * a thousand arms take up to a second to plan.
 */
export function leastWork(armCount: number, horizon: number): Pick<WorkPlan, "nanoseconds" | "bytes"> {
  const moves = statesBefore(armCount, horizon) * MOVE_NANOSECONDS * armCount;
  return {
    nanoseconds: moves + blocksBefore(armCount, horizon) * BLOCK_NANOSECONDS * armCount,
    bytes: 16 * layerSize(armCount, horizon - 1) + 8 * armCount * pow(horizon + 2, 2),
  };
}

/** Whether no policy can be computed for so many pulls within a number of nanoseconds and the memory there may be. */
export function isBeyond(armCount: number, horizon: number, most: number): boolean {
  const { nanoseconds, bytes } = leastWork(armCount, horizon);
  return bytes > MOST_BYTES || nanoseconds > most;
}

/**
 * Cheap for any horizon, for a few arms.
 *
 * @param most nanoseconds: a computation that takes more is planned without its tables
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

/** Plans of tables by priors and pulls: those of a simulation's policies are the same. */
const bestTables = new WeakMap<readonly BetaParameters[], Map<number, TablePlan>>();

function bestTable(priors: readonly BetaParameters[], mostPulls: number): TablePlan {
  const known = bestTables.get(priors) ?? new Map<number, TablePlan>();
  bestTables.set(priors, known);
  const plan = known.get(mostPulls) ?? bestArmTable(priors, mostPulls);
  known.set(mostPulls, plan);
  return plan;
}

/** The longest horizon up to `most` that is within a number of nanoseconds and the memory there may be; 0 if none is. */
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
