import type { SimulationPlan } from "../../experiments/simulation/plan.ts";
import { emptySummary, mergeSummary, type SimulationSummary } from "../../experiments/simulation/summary.ts";

/** The blocks 0 … blocks − 1 of a simulation, merged in order in whatever order they arrive: sums of doubles depend on it. */
export class MergedPrefix {
  readonly summary: SimulationSummary;
  readonly #early = new Map<number, SimulationSummary>();
  #blocks = 0;

  constructor(plan: SimulationPlan) {
    this.summary = emptySummary(plan);
  }

  get blocks(): number {
    return this.#blocks;
  }

  add(block: number, summary: SimulationSummary): void {
    this.#early.set(block, summary);
    for (let next = this.#early.get(this.#blocks); next; next = this.#early.get(this.#blocks)) {
      mergeSummary(this.summary, next);
      this.#early.delete(this.#blocks++);
    }
  }
}
