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

/** What the curve of one policy may cost beside a simulation, in the rough nanoseconds of the work plan. */
const NANOSECONDS = 1.2e8;
/** A shorter piece of a curve is not worth drawing. */
const LEAST_PULLS = 10;
/** What ties by tolerance may change in the regret, relatively, without being seen in a chart. */
const UNSEEN = 1e-6;

/** From here on estimates do without planning, and count it: quadrature nodes for every arm, and states by their moves. */
const MANY_ARMS = 20;
const NODES_NANOSECONDS = 1e5;

/** What the host of an exact curve hands in. */
export interface CurveLookout extends Omit<Lookout, "limit" | "onProgress"> {
  /** The limit of what is planned to take so many nanoseconds of an ordinary core. */
  limitOf?: (plannedNanoseconds: number) => TimeLimit;
}

/**
 * The exact curve of one policy of a simulation at the checkpoints t ≤ horizon, the largest prefix of the simulation's
 * horizon that costs about 0.1 s. A function of bandit, policy, horizon and checkpoints alone, but where it takes longer
 * than the limit of its host.
 *
 * @returns the reason where there is none: a policy that depends on the order of rewards, rewards that are told late,
 * means that change, arms that pay other rewards than 0 and 1, a prefix shorter than 10 pulls, a policy that plans for the
 * whole horizon where the prefix is shorter, or ties by tolerance that may change the last regret by more than 10⁻⁶ of it (and so might change the optimal arm's probability
 * by more than 10⁻⁶, for the bound is T times the largest gap times their mass, and the regret is no more than T such gaps)
 * @throws Cancelled once `cancelled` says yes
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
 * What the exact curve of one policy of a simulation is measured to take, in nanoseconds: 0 where none is computed. Up to
 * some milliseconds.
 */
export function exactCurveNanoseconds(spec: SimulationSpec, policyIndex: number): number {
  const armCount = armCountOf(spec.bandit);
  if (armCount > MANY_ARMS) return manyArmsNanoseconds(spec, policyIndex);
  const planned = plannedCurve(spec, policyIndex);
  if (typeof planned === "string") return 0;
  const { policy, arms, horizon } = planned;
  return measuredNanoseconds(planWork(policy, arms, horizon), armCount, horizon);
}

/** Of a curve that is a few pulls long at most, where planning its tables takes as long as computing it. */
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

/** Why counts are not all that a law can depend on: rewards are other than 0 or 1, or told late, or their means change. */
function whyNotCounts({ bandit, feedback }: SimulationSpec): ExactReasonCode | undefined {
  const definition = banditDefinition(bandit.kind);
  if (!isImmediate(feedback)) return "feedback-late";
  if (definition.changes !== "never") return "means-change";
  return definition.binaryArms ? undefined : "rewards-not-binary";
}

/** How far the curve of a policy is affordable, or why none is computed. */
function plannedCurve(spec: SimulationSpec, policyIndex: number): PlannedCurve | ExactReasonCode {
  const { bandit, policies, horizon: most } = spec;
  const policy = policies[policyIndex];
  const needs = needsOf(policy, rewardSpaces.binary);
  if (needs.belief !== "counts") return "depends-on-order";
  if (isSampled(policy, armCountOf(bandit))) return "no-exact-law";
  const why = whyNotCounts(spec);
  if (why) return why;
  const arms = banditDefinition(bandit.kind).binaryArms!(bandit);
  // Without planning tables for very many arms, where none would be short enough.
  if (isBeyond(armCountOf(bandit), Math.min(most, LEAST_PULLS), NANOSECONDS)) return "too-many-states";
  const horizon = longestWithin(policy, arms, most, NANOSECONDS);
  if (horizon === most) return { policy, arms, horizon };
  if (needs.horizon === "known") return "horizon-too-long";
  return horizon < LEAST_PULLS ? "too-many-states" : { policy, arms, horizon };
}
