import type { Workload } from "../../policies/policy.ts";
import { needsOf, policyDefinition, type PolicySpec } from "../../policies/registry.ts";
import { armCountOf, banditDefinition, type BanditSpec } from "../bandits/registry.ts";
import { exactCurveNanoseconds } from "../exact/exact-curve.ts";
import type { SimulationSpec } from "../spec/spec.ts";
import { byRounds, couplingOf } from "../spec/coupling.ts";
import { checkpointsOf } from "../spec/checkpoints.ts";
import { isImmediate } from "../spec/feedback.ts";

/** The approximate time of a simulation on one ordinary core, in seconds. */
export interface SimulationEstimate {
  replicationsSeconds: number;
  /** Of its exact curves. */
  exactSeconds: number;
}

/** V8 compiles the loop in every process, for every kind of policy. */
const COMPILE_NANOSECONDS = 2e7;
const EXACT_COMPILE_NANOSECONDS = 5e7;
/** Of a replication of one policy: in all, for each checkpoint, for each arm, and for each pulled arm. */
const REPLICATION_NANOSECONDS = 500;
const CHECKPOINT_NANOSECONDS = 60;
const ARM_NANOSECONDS = 2;
const STREAM_NANOSECONDS = 30;
/** In the loop by rounds: of a pull, and of one whose reward arrives late. */
const ROUND_NANOSECONDS = 15;
const ANSWER_NANOSECONDS = 60;
/** Per arm: a late reward keeps the policy's probabilities, if the policy learns by them. */
const KEPT_LAW_NANOSECONDS = 3;
/** The largest of some drawn means lies about this many standard deviations above their mean. */
const DRAWN_LEAD = 1.7;

const estimates = new WeakMap<SimulationSpec, SimulationEstimate>();

/**
 * Estimates the time of a simulation on one ordinary core, for display and for turns; no result depends on it. Right within
 * a factor of about three (`npm run bench -- estimates`). Takes up to some milliseconds; cached by specification.
 */
export function estimateSimulation(spec: SimulationSpec): SimulationEstimate {
  const known = estimates.get(spec);
  if (known) return known;
  const curves = spec.policies.reduce((sum, _, index) => sum + exactCurveNanoseconds(spec, index), 0);
  const exact = curves === 0 ? 0 : EXACT_COMPILE_NANOSECONDS + curves;
  const estimate = { replicationsSeconds: replicationsNanoseconds(spec) / 1e9, exactSeconds: exact / 1e9 };
  estimates.set(spec, estimate);
  return estimate;
}

/** Keeps an estimate that another thread has made of a specification. */
export function keepEstimate(spec: SimulationSpec, estimate: SimulationEstimate): void {
  estimates.set(spec, estimate);
}

function replicationsNanoseconds(spec: SimulationSpec): number {
  const { bandit, policies, horizon, replications } = spec;
  const workload = workloadOf(spec);
  const { armCount } = workload;
  const checkpoints = checkpointsOf(spec).length;
  const arms = armCount * ARM_NANOSECONDS + Math.min(armCount, horizon) * STREAM_NANOSECONDS;
  const replication = REPLICATION_NANOSECONDS + checkpoints * CHECKPOINT_NANOSECONDS + arms;
  const drawn = banditDefinition(bandit.kind).drawn?.(bandit).nanoseconds ?? 0;
  const compiled = new Set(policies.map(({ kind }) => kind)).size * COMPILE_NANOSECONDS;
  return policies.reduce(
    (sum, policy) =>
      sum +
      replications * (replication + horizon * roundNanoseconds(spec, policy)) +
      pullsNanoseconds(policy, workload),
    compiled + replications * armCount * drawn,
  );
}

/** Nanoseconds of a pull in the loop by rounds, beside the policy's own. */
function roundNanoseconds(spec: SimulationSpec, policy: PolicySpec): number {
  if (!byRounds(spec)) return 0;
  const streams = couplingOf(spec) === "by-round" ? STREAM_NANOSECONDS : 0;
  if (isImmediate(spec.feedback)) return ROUND_NANOSECONDS + streams;
  const law = needsOf(policy).propensity ? KEPT_LAW_NANOSECONDS * armCountOf(spec.bandit) : 0;
  return ROUND_NANOSECONDS + streams + ANSWER_NANOSECONDS + law;
}

/** Nanoseconds of one policy's pulls in the first replication, before anything is cached. O(K). */
export function firstReplicationNanoseconds(spec: SimulationSpec, policyIndex: number): number {
  return pullsNanoseconds(spec.policies[policyIndex], { ...workloadOf(spec), replications: 1 });
}

function pullsNanoseconds({ kind, ...parameters }: PolicySpec, workload: Workload): number {
  const definition = policyDefinition(kind);
  const pulls = workload.replications * workload.horizon * definition.costs.pull(parameters, workload);
  return pulls + (definition.costs.once?.(parameters, workload) ?? 0);
}

/** The means of arms with given means, averaged over time. */
function typicalMeans(bandit: BanditSpec): readonly number[] {
  const definition = banditDefinition(bandit.kind);
  const given = definition.fixedMeans?.(bandit) ?? definition.averageMeans?.(bandit);
  if (given) return given;
  const segments = definition.segments?.(bandit) ?? [];
  const sums = segments[0]?.means.map((_, arm) => segments.reduce((sum, { means }) => sum + means[arm], 0)) ?? [];
  return sums.map((sum) => sum / segments.length);
}

/** The quantities that the costs of policies depend on. O(K). */
export function workloadOf({ bandit, horizon, replications }: SimulationSpec): Workload {
  const definition = banditDefinition(bandit.kind);
  const means = definition.drawn?.(bandit).means ?? typicalMeans(bandit).map((mean) => ({ mean, deviation: 0 }));
  const armCount = means.length;
  const deviations = means.map(({ mean }) => definition.rewardDeviation(bandit, mean));
  return {
    armCount,
    horizon,
    replications,
    meanReward: means.reduce((sum, { mean }) => sum + mean, 0) / armCount,
    largestMean: means.reduce((most, { mean, deviation }) => Math.max(most, mean + DRAWN_LEAD * deviation), -Infinity),
    deviation: deviations.reduce((sum, deviation) => sum + deviation, 0) / armCount,
  };
}
