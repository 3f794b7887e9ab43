import type { ExactOutcome } from "../../experiments/exact/exact-outcome.ts";
import { exactCurveKey } from "../../experiments/simulation/exact-curves.ts";
import type { SimulationSpec } from "../../experiments/spec/spec.ts";

/** The exact curve of each policy of a simulation, or the reason why there is none; undefined if neither is known yet. */
export type KnownCurves = (ExactOutcome | undefined)[];

/** One curve has at most some 20 kB. */
const MOST_CURVES = 200;

/**
 * Exact curves that runs in this page have computed, by what they depend on: the same experiment with another seed needs no
 * new ones. Keeps those used last, by a map of its own: lru-cache would add 6 kB to the page for three lines.
 */
export class ExactCurveMemory {
  /** In the order of their last use. */
  readonly #curves = new Map<string, ExactOutcome>();

  find(spec: SimulationSpec): KnownCurves {
    return spec.policies.map((_, index) => {
      const key = exactCurveKey(spec, index);
      const curve = this.#curves.get(key);
      if (curve !== undefined) this.#keep(key, curve);
      return curve;
    });
  }

  keep(spec: SimulationSpec, curves: readonly ExactOutcome[]): void {
    curves.forEach((curve, index) => this.#keep(exactCurveKey(spec, index), curve));
  }

  #keep(key: string, curve: ExactOutcome): void {
    this.#curves.delete(key);
    this.#curves.set(key, curve);
    if (this.#curves.size > MOST_CURVES) this.#curves.delete(this.#curves.keys().next().value!);
  }
}
