import type { Policy } from "../policy.ts";
import type { Random } from "../random/random.ts";
import type { Seen } from "../seen.ts";
import { Window } from "./window.ts";

/**
 * Plays a policy that depends on statistics alone, on the statistics of the last τ pulls. The policy's `update` is
 * called for the pulled arm and for the arm of the pull that leaves the window; it reads their statistics afresh.
 */
export class Windowed implements Policy {
  readonly #window: Window;
  readonly #policy: Policy;

  /** @param policyOn makes the policy on the statistics of the window */
  constructor(length: number, seen: Seen, policyOn: (seen: Seen) => Policy) {
    const { statistics, isQuestion = false } = seen;
    this.#window = new Window(length, statistics.armCount, isQuestion);
    this.#policy = policyOn({ ...seen, statistics: this.#window.statistics });
  }

  reset(): void {
    this.#window.clear();
    this.#policy.reset();
  }

  select(random: Random): number {
    return this.#policy.select(random);
  }

  update(arm: number, reward: number, random: Random): void {
    const left = this.#window.record(arm, reward);
    this.#policy.update(arm, reward, random);
    if (left >= 0 && left !== arm) this.#policy.update(left, 0, random);
  }

  selectionProbabilities() {
    return this.#policy.selectionProbabilities();
  }

  fillProbabilities(out: Float64Array): void {
    this.#policy.fillProbabilities!(out);
  }

  armValues() {
    return this.#policy.armValues?.();
  }

  get isTieByTolerance(): boolean {
    return this.#policy.isTieByTolerance ?? false;
  }
}
