import { expect, test } from "vitest";
import { relativeError } from "../testing/reference.ts";
import { RunningWeights, weightsError } from "./running-weights.ts";
import { stream } from "./streams.ts";

/** Shares as the definition reads. */
function sharesOf(preferences: Float64Array): number[] {
  const highest = Math.max(...preferences);
  const weights = Array.from(preferences, (preference) => Math.exp(preference - highest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

// Preferences are multiples of 1/64, so that their differences are exact.
const moves: [name: string, move: (before: number, uniform: number) => number][] = [
  ["small steps up and down", (before, uniform) => before + Math.round(64 * (uniform - 0.5)) / 64],
  ["leaps over hundreds", (_, uniform) => Math.round(64 * 700 * (uniform - 0.5)) / 64],
  ["ever higher", (before, uniform) => before + Math.round(640 * uniform) / 64],
  ["ever lower", (before, uniform) => before - Math.round(640 * uniform) / 64],
  ["far away and back", (before, uniform) => (before === 0 ? Math.round(uniform * 64 * 20_000 - 640_000) / 64 : 0)],
];

test.each(moves)("shares are right to the error that is claimed, after thousands of changes: %s", (name, move) => {
  for (const armCount of [1, 2, 9, 50]) {
    const preferences = new Float64Array(armCount);
    const weights = new RunningWeights(preferences, 1);
    weights.rebuild();
    const random = stream(`${name} ${armCount}`, "reward", "");
    let worst = 0;
    for (let change = 0; change < 3000; change++) {
      const arm = random.below(armCount);
      preferences[arm] = move(preferences[arm], random.uniform());
      weights.refresh(arm);
      sharesOf(preferences).forEach((share, other) => {
        const kept = weights.share(other);
        // Far below the sum both are nothing, each in its own way.
        const error = share >= 1e-280 ? relativeError(kept, share) : kept < 1e-279 ? 0 : Infinity;
        worst = Math.max(worst, error);
      });
    }
    // Math.exp and the sum here may be off by 8 units, too.
    expect(worst).toBeLessThan((weightsError(armCount) + 8) * 2 ** -53);
  }
});
