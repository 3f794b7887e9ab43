import type { PolicySpec } from "../../policies/registry.ts";
import { isSampled, needsOf } from "../../policies/registry.ts";
import { rewardSpaces } from "../../policies/reward-space.ts";
import type { BinaryArms } from "../bandits/bandit.ts";
import { armCountOf, banditDefinition } from "../bandits/registry.ts";
import { checkpointsOf } from "../spec/checkpoints.ts";
import { isImmediate } from "../spec/feedback.ts";
import type { SimulationSpec } from "../spec/spec.ts";
import { curveOverBudget, type ExactOutcome, type ExactReasonCode, noCurve } from "./exact-outcome.ts";
import { answerExpectedRegret } from "./expected-regret.ts";
import { type Lookout, OverBudget, type TimeLimit } from "../watch.ts";
import { isBeyond, leastWork, longestNanoseconds, longestWithin, measuredNanoseconds, planWork } from "./work-plan.ts";

/** The largest planned cost of one policy's curve beside a simulation. */
const NANOSECONDS = 1.2e8;
/** Shorter curves are not worth drawing. */
const LEAST_PULLS = 10;
/** The relative change of the regret by ties by tolerance that no chart shows. */
const UNSEEN = 1e-6;

/** From this number of arms on, estimates skip planning, which takes as long as the curve, and add its cost. */
const MANY_ARMS = 20;
const NODES_NANOSECONDS = 1e5;

/** The clocks, flags and limits that the host of an exact curve provides. */
export interface CurveLookout extends Omit<Lookout, "limit" | "onProgress"> {
  /** The time limit for a computation planned to take this many nanoseconds of an ordinary core. */
  limitOf?: (plannedNanoseconds: number) => TimeLimit;
}

/**
 * The exact curve of one policy of a simulation at the checkpoints t ≤ horizon, the longest prefix of the simulation's
 * horizon that costs about 0.1 s. A function of bandit, policy, horizon and checkpoints alone, except where it exceeds its
 * host's limit.
 *
 * @returns the curve, or the reason why there is none: a policy that depends on the order of rewards, rewards that are reported
 * late, changing means, rewards other than 0 and 1, a prefix shorter than 10 pulls, a policy that plans for the whole horizon
 * where the prefix is shorter, or ties by tolerance that may change the last regret by more than 10⁻⁶ of it (they might then
 * change the optimal arm's probability by more than 10⁻⁶ too: the bound is T times the largest gap times their mass, and the
 * regret is at most T such gaps)
 * @throws Cancelled once `cancelled` returns true
 */
export function exactCurve(spec: SimulationSpec, policyIndex: number, lookout: CurveLookout = {}): ExactOutcome {
  const planned = plannedCurve(spec, policyIndex);
  if (typeof planned === "string") return noCurve(planned);
  try {
    return computedCurve(spec, planned, lookout);
  } catch (error) {
    if (error instanceof OverBudget) return curveOverBudget(error.milliseconds);
    throw error;
  }
}

function computedCurve(
  spec: SimulationSpec,
  planned: PlannedCurve,
  { limitOf, ...lookout }: CurveLookout,
): ExactOutcome {
  const { policy, arms, horizon } = planned;
  const limit = limitOf?.(longestNanoseconds(planWork(policy, arms, horizon), arms, horizon));
  const answer = answerExpectedRegret({ bandit: spec.bandit, policy, horizon }, { ...lookout, limit });
  const { regret, optimalArmProbability, errorBound, tie } = answer;
  if (tie && errorBound > UNSEEN * regret[horizon - 1]) return noCurve("tie-by-tolerance");
  const checkpoints = checkpointsOf(spec).filter((t) => t <= horizon);
  return {
    curve: {
      horizon,
      regret: checkpoints.map((t) => regret[t - 1]),
      optimalArmProbability: optimalArmProbability && checkpoints.map((t) => optimalArmProbability[t - 1]),
    },
  };
}

/**
 * The measured cost of one policy's exact curve, in nanoseconds; 0 where none is computed. The estimate takes up to some
 * milliseconds.
 */
export function exactCurveNanoseconds(spec: SimulationSpec, policyIndex: number): number {
  const armCount = armCountOf(spec.bandit);
  if (armCount > MANY_ARMS) return manyArmsNanoseconds(spec, policyIndex);
  const planned = plannedCurve(spec, policyIndex);
  if (typeof planned === "string") return 0;
  const { policy, arms, horizon } = planned;
  return measuredNanoseconds(planWork(policy, arms, horizon), armCount, horizon);
}

/** The cost for many arms: the curve is a few pulls long at most, and planning its tables takes as long as computing it. */
function manyArmsNanoseconds(spec: SimulationSpec, policyIndex: number): number {
  const { bandit, horizon } = spec;
  const armCount = armCountOf(bandit);
  const { belief } = needsOf(spec.policies[policyIndex], rewardSpaces.binary);
  const isComputed = !whyNotCounts(spec) && belief === "counts";
  if (!isComputed || isBeyond(armCount, Math.min(horizon, LEAST_PULLS), NANOSECONDS)) return 0;
  return leastWork(armCount, horizon).nanoseconds + NODES_NANOSECONDS * armCount;
}

interface PlannedCurve {
  policy: PolicySpec;
  arms: BinaryArms;
  horizon: number;
}

/** The reason why counts are not enough: late feedback, changing means, or rewards other than 0 and 1. */
function whyNotCounts({ bandit, feedback }: SimulationSpec): ExactReasonCode | undefined {
  const definition = banditDefinition(bandit.kind);
  if (!isImmediate(feedback)) return "feedback-late";
  if (definition.changes !== "never") return "means-change";
  return definition.binaryArms ? undefined : "rewards-not-binary";
}

/** The affordable prefix of a policy's curve, or the reason why there is none. */
function plannedCurve(spec: SimulationSpec, policyIndex: number): PlannedCurve | ExactReasonCode {
  const { bandit, policies, horizon: most } = spec;
  const policy = policies[policyIndex];
  const needs = needsOf(policy, rewardSpaces.binary);
  if (needs.belief !== "counts") return "depends-on-order";
  if (isSampled(policy, armCountOf(bandit))) return "no-exact-law";
  const why = whyNotCounts(spec);
  if (why) return why;
  const arms = banditDefinition(bandit.kind).binaryArms!(bandit);
  // Checked first, because planning tables for very many arms takes long and no curve would be short enough.
  if (isBeyond(armCountOf(bandit), Math.min(most, LEAST_PULLS), NANOSECONDS)) return "too-many-states";
  const horizon = longestWithin(policy, arms, most, NANOSECONDS);
  if (horizon === most) return { policy, arms, horizon };
  if (needs.horizon === "known") return "horizon-too-long";
  return horizon < LEAST_PULLS ? "too-many-states" : { policy, arms, horizon };
}
