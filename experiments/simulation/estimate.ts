import type { Workload } from "../../policies/policy.ts";
import { policyDefinition, type PolicySpec } from "../../policies/registry.ts";
import { banditDefinition } from "../bandits/registry.ts";
import { exactCurveNanoseconds } from "../exact/exact-curve.ts";
import type { SimulationSpec } from "../spec.ts";
import { checkpointsOf } from "./checkpoints.ts";

/** What a simulation takes on one ordinary core, roughly, in seconds. */
export interface SimulationEstimate {
  replicationsSeconds: number;
  /** The exact curves beside it. */
  exactSeconds: number;
}

/** V8 compiles what it runs, anew in every process and for every kind of policy. */
const COMPILE_NANOSECONDS = 2e7;
const EXACT_COMPILE_NANOSECONDS = 5e7;
/** A replication of a policy, and of it a checkpoint, an arm, and an arm that is pulled. */
const REPLICATION_NANOSECONDS = 500;
const CHECKPOINT_NANOSECONDS = 60;
const ARM_NANOSECONDS = 2;
const STREAM_NANOSECONDS = 30;
/** The largest of some drawn means is this many standard deviations above their mean, roughly. */
const DRAWN_LEAD = 1.7;

const estimates = new WeakMap<SimulationSpec, SimulationEstimate>();

/**
 * What a simulation takes on one ordinary core: estimates and turns go by it, and no result does. Right within a factor
 * of about three (`npm run bench -- estimates`). Up to some milliseconds; remembered for the same specification.
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
    (sum, policy) => sum + replications * replication + pullsNanoseconds(policy, workload),
    compiled + replications * armCount * drawn,
  );
}

/** What the pulls of one policy take in the first replication, when nothing is remembered yet. O(K). */
export function firstReplicationNanoseconds(spec: SimulationSpec, policyIndex: number): number {
  return pullsNanoseconds(spec.policies[policyIndex], { ...workloadOf(spec), replications: 1 });
}

function pullsNanoseconds({ kind, ...parameters }: PolicySpec, workload: Workload): number {
  const definition = policyDefinition(kind);
  const pulls = workload.replications * workload.horizon * definition.costs.pull(parameters, workload);
  return pulls + (definition.costs.once?.(parameters, workload) ?? 0);
}

/** A simulation as the costs of policies depend on it. O(K). */
export function workloadOf({ bandit, horizon, replications }: SimulationSpec): Workload {
  const definition = banditDefinition(bandit.kind);
  const fixed = definition.fixedMeans?.(bandit);
  const means = fixed?.map((mean) => ({ mean, deviation: 0 })) ?? definition.drawn?.(bandit).means ?? [];
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
