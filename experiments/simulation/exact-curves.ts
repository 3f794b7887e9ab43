import { canonicalJson } from "../spec/canonical-json.ts";
import { exactCurve } from "../exact/exact-curve.ts";
import type { ExactOutcome } from "../exact/exact-outcome.ts";
import type { SimulationSpec } from "../spec/spec.ts";

/**
 * The exact expectations of every policy of a simulation at the checkpoints, as far as they are affordable beside it, or the
 * reason why there are none. A function of the specification without seed and number of replications.
 */
export function exactCurves(spec: SimulationSpec): ExactOutcome[] {
  return spec.policies.map((_, index) => exactCurve(spec, index));
}

/** Everything that the exact curve of one policy depends on, as text: equal keys mean equal curves. */
export function exactCurveKey(
  { bandit, policies, horizon, checkpoints, feedback }: SimulationSpec,
  policyIndex: number,
): string {
  return canonicalJson({ bandit, policy: policies[policyIndex], horizon, checkpoints, feedback });
}
