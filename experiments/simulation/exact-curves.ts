import { canonicalJson } from "../spec/canonical-json.ts";
import { exactCurve } from "../exact/exact-curve.ts";
import type { ExactOutcome } from "../exact/exact-outcome.ts";
import type { SimulationSpec } from "../spec/spec.ts";

/**
 * What every policy of a simulation does in expectation, exactly and as far as it is affordable beside a simulation, or
 * why it cannot be computed. A function of the specification without seed and number of replications.
 */
export function exactCurves(spec: SimulationSpec): ExactOutcome[] {
  return spec.policies.map((_, index) => exactCurve(spec, index));
}

/** All that the exact curve of one policy depends on, as text: simulations with the same have the same curve. */
export function exactCurveKey(
  { bandit, policies, horizon, checkpoints, feedback }: SimulationSpec,
  policyIndex: number,
): string {
  return canonicalJson({ bandit, policy: policies[policyIndex], horizon, checkpoints, feedback });
}
