import type { SimulationSpec } from "../spec.ts";
import type { ExactCurve } from "./answer.ts";

/**
 * The exact curve of one policy of a simulation at the checkpoints t ≤ horizon, the largest prefix of the simulation's
 * horizon that costs about 0.1 s. A function of the specification alone.
 *
 * @returns null where there is none: a policy that depends on the order of rewards, arms that pay other rewards than 0
 * and 1, a prefix shorter than 10 pulls, or a policy that plans for the whole horizon where the prefix is shorter
 */
export function exactCurve(_spec: SimulationSpec, _policyIndex: number): ExactCurve | null {
  return null;
}
