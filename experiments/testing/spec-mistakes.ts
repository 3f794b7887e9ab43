import { InvalidInput, type Mistake } from "../mistakes/mistakes.ts";
import { parseInput } from "../mistakes/parse-input.ts";
import { SimulationSpec } from "../spec/spec.ts";

/** A valid specification. */
export const spec = {
  bandit: { kind: "bernoulli", means: [0.1, 0.2] },
  policies: [{ kind: "greedy" }],
  horizon: 10,
  replications: 1,
  seed: 1,
};

/** The mistakes of a valid specification after a change, as the API reports them. */
export function mistakesOf(change: Record<string, unknown>): Mistake[] {
  try {
    parseInput(SimulationSpec, { ...spec, ...change });
  } catch (error) {
    if (error instanceof InvalidInput) return error.mistakes;
    throw error;
  }
  return [];
}
