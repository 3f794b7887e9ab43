import { exactCurve } from "../exact/exact-curve.ts";
import type { ExactCurve } from "../exact/answer.ts";
import type { SimulationSpec } from "../spec.ts";

/**
 * What every policy of a simulation does in expectation, exactly and as far as it is affordable beside a simulation;
 * null where it cannot be computed. A function of the specification without seed and number of replications.
 */
export function exactCurves(spec: SimulationSpec): (ExactCurve | null)[] {
  return spec.policies.map((_, index) => exactCurve(spec, index));
}
