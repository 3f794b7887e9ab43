import { canonicalJson } from "../../experiments/spec/canonical-json.ts";
import { limits } from "../../experiments/limits.ts";
import { parseInput } from "../../experiments/mistakes/parse-input.ts";
import { countSelections } from "../../experiments/selection/monte-carlo.ts";
import { armNames, SelectionRequest } from "../../experiments/selection/request.ts";
import { replay } from "../../experiments/selection/selection-probabilities.ts";
import type { Policy } from "../../policies/policy.ts";
import { type Random } from "../../policies/random/random.ts";
import { stream } from "../../policies/random/streams.ts";
import type { MonteCarloCounts, MonteCarloProgress } from "./monte-carlo-messages.ts";

/** Milliseconds between two messages. */
export const PERIOD_MS = 120;
/** The draws grow by this factor at most from message to message, so that the user can watch the first ones. */
const GROWTH = 1.5;
const FIRST_DRAWS = 20;
/** Points of the trail for each factor of ten. */
const POINTS_A_DECADE = 24;

/** Draws the same decision repeatedly: the same draws as the API's for the same seed. */
export class Sampler {
  readonly #policy: Policy;
  readonly #random: Random;
  readonly #counts: Float64Array;
  #draws = 0;

  constructor(input: unknown, seed: string) {
    const request = parseInput(SelectionRequest, input);
    const names = armNames(request.arms);
    this.#policy = replay(request).policy;
    this.#random = stream(seed, "monte-carlo", canonicalJson(request.policy));
    this.#counts = new Float64Array(names.length);
  }

  get finished(): boolean {
    return this.#draws >= limits.monteCarloDraws;
  }

  /** Draws for one period, or until the draws have grown by the factor. */
  advance(): MonteCarloProgress {
    const trail: MonteCarloCounts[] = [];
    const end = performance.now() + PERIOD_MS;
    const last = Math.min(limits.monteCarloDraws, Math.max(FIRST_DRAWS, Math.floor(this.#draws * GROWTH)));
    while (this.#draws < last && performance.now() < end) {
      const next = Math.max(this.#draws + 1, Math.floor(this.#draws * 10 ** (1 / POINTS_A_DECADE)));
      this.#drawTo(Math.min(next, last), end);
      trail.push({ draws: this.#draws, counts: [...this.#counts] });
    }
    return { trail, finished: this.finished };
  }

  /** Also stops at the end of the period: late points of the trail are a million draws apart. */
  #drawTo(target: number, end: number): void {
    while (this.#draws < target && performance.now() < end) {
      const batch = Math.min(10_000, target - this.#draws);
      countSelections(this.#policy, this.#counts.length, batch, this.#random).forEach(
        (count, arm) => (this.#counts[arm] += count),
      );
      this.#draws += batch;
    }
  }
}
