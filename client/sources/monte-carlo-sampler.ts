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

/** Time between two messages. */
export const PERIOD_MS = 120;
/** The draws grow by this factor at most from one message to the next, so that the first ones can be watched too. */
const GROWTH = 1.5;
const FIRST_DRAWS = 20;
/** Points of the trail in a factor of ten. */
const POINTS_A_DECADE = 24;

/** Draws the same decision again and again, in the order in which the API draws it for the same seed. */
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

  /** Draws on for one period, or until the draws have grown enough. */
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

  /** Stops at the end of the period too: between late points of the trail lie a million draws. */
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
