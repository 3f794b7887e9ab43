import * as z from "zod";
import type { Random } from "../../policies/random/random.ts";
import { type Bandit, defineBandit, type StationaryBandit } from "./bandit.ts";
import { familyParameters, type FamilySpec, rewardFamilies, worldOf } from "./family.ts";
import { EXAMPLE, segmentsMistake, segmentsParameter, type Segments } from "./segments.ts";

/**
 * Arms whose means jump at given pulls. Regret is dynamic, against the best arm of every pull.
 *
 * Garivier & Moulines (2011).
 */
export const piecewiseStationary = defineBandit({
  kind: "piecewise-stationary",
  label: "Piecewise stationary",
  rule: "Arms whose means jump at given pulls, and stay as they are in between.",
  formula: String.raw`\mu_a(t) = \mu_a^{(i)} \quad \text{for } t_i \le t < t_{i+1}`,
  source: "Garivier & Moulines (2011), On upper-confidence bound policies for switching bandit problems",
  parameters: z.strictObject({ segments: segmentsParameter, ...familyParameters }),
  variants: [{ segments: [...EXAMPLE] }, { segments: [...EXAMPLE], family: "gaussian", standardDeviation: 0.5 }],
  rewards: ({ family }) => rewardFamilies[family].rewards,
  changes: "with time",
  armCount: ({ segments }) => segments[0]?.means.length ?? 0,
  segments: ({ segments }) => segments,
  check: ({ segments, family }) => segmentsMistake(segments, family),
  rewardDeviation: ({ family, standardDeviation }, mean) => rewardFamilies[family].deviation(mean, standardDeviation),
  create: ({ segments, ...family }) => new PiecewiseStationary(segments, family),
});

class PiecewiseStationary implements Bandit {
  readonly #starts: readonly number[];
  readonly #worlds: readonly StationaryBandit[];
  #segment = 0;

  constructor(segments: Segments, family: FamilySpec) {
    this.#starts = [...segments.map(({ from }) => from), Infinity];
    this.#worlds = segments.map(({ means }) => worldOf(family, means));
  }
  get means() {
    return this.#worlds[this.#segment].means;
  }
  moveTo(t: number) {
    this.#segment = this.#starts.findLastIndex((from) => from <= t);
    return this.#starts[this.#segment + 1];
  }
  pull(arm: number, random: Random) {
    return this.#worlds[this.#segment].pull(arm, random);
  }
}
