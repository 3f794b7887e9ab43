import type { Workload } from "../../policies/policy.ts";
import { needsOf, policyDefinition, type PolicySpec } from "../../policies/registry.ts";
import { armCountOf, banditDefinition, type BanditSpec } from "../bandits/registry.ts";
import { exactCurveNanoseconds } from "../exact/exact-curve.ts";
import type { SimulationSpec } from "../spec/spec.ts";
import { byRounds, couplingOf } from "../spec/coupling.ts";
import { checkpointsOf } from "../spec/checkpoints.ts";
import { isImmediate } from "../spec/feedback.ts";

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
/** Played round by round: a pull, and one whose reward is kept until it is told. */
const ROUND_NANOSECONDS = 15;
const ANSWER_NANOSECONDS = 60;
/** An arm's part of the law that is kept with a late reward, for the policies that learn by it. */
const KEPT_LAW_NANOSECONDS = 3;
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
    (sum, policy) =>
      sum +
      replications * (replication + horizon * roundNanoseconds(spec, policy)) +
      pullsNanoseconds(policy, workload),
    compiled + replications * armCount * drawn,
  );
}

/** What a pull takes beside the policy's own, played round by round. */
function roundNanoseconds(spec: SimulationSpec, policy: PolicySpec): number {
  if (!byRounds(spec)) return 0;
  const streams = couplingOf(spec) === "by-round" ? STREAM_NANOSECONDS : 0;
  if (isImmediate(spec.feedback)) return ROUND_NANOSECONDS + streams;
  const law = needsOf(policy).propensity ? KEPT_LAW_NANOSECONDS * armCountOf(spec.bandit) : 0;
  return ROUND_NANOSECONDS + streams + ANSWER_NANOSECONDS + law;
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

/** The means of arms that are not drawn, averaged over time. */
function typicalMeans(bandit: BanditSpec): readonly number[] {
  const definition = banditDefinition(bandit.kind);
  const given = definition.fixedMeans?.(bandit) ?? definition.averageMeans?.(bandit);
  if (given) return given;
  const segments = definition.segments?.(bandit) ?? [];
  const sums = segments[0]?.means.map((_, arm) => segments.reduce((sum, { means }) => sum + means[arm], 0)) ?? [];
  return sums.map((sum) => sum / segments.length);
}

/** A simulation as the costs of policies depend on it. O(K). */
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
