import { normalDistribution } from "../../policies/posteriors/distributions/normal-distribution.ts";
import { log } from "../../policies/numerics/elementary.ts";
import type { Policy } from "../../policies/policy.ts";
import type { Random } from "../../policies/random/random.ts";
import type { Watch } from "../watch.ts";
import type { MonteCarloEstimate } from "./answer.ts";

const LEVEL = 0.95;

/** Draws are reported to the watch in groups: reporting each would take as long as the shortest draw. */
const COUNTED_DRAWS = 16;

/**
 * Counts how often each arm is selected in `draws` draws of the same decision. O(draws·K).
 *
 * @param work the watch to report to, and the rough nanoseconds of one draw
 * @throws Cancelled or OverBudget as the watch does
 */
export function countSelections(
  policy: Policy,
  armCount: number,
  draws: number,
  random: Random,
  work?: { watch: Watch; nanoseconds: number },
): Float64Array {
  const counts = new Float64Array(armCount);
  for (let draw = 0; draw < draws;) {
    const end = Math.min(draws, draw + COUNTED_DRAWS);
    for (; draw < end; draw++) counts[policy.select(random)]++;
    work?.watch.spend(COUNTED_DRAWS * work.nanoseconds);
  }
  return counts;
}

/** A law estimated by frequencies, with standard errors in place of error bounds, for policies without an exact law. */
export function sampledLaw(hits: ArrayLike<number>, draws: number) {
  const arms = Array.from(hits, (count) => {
    const { estimate, standardError } = monteCarloEstimate(count, draws);
    return { value: estimate, logValue: log(estimate), standardError };
  });
  return { method: "monte-carlo" as const, tie: undefined, arms };
}

/**
 * The estimate of a probability from `hits` of `draws`: its frequency, the binomial standard error √(p(1 − p)/n), and
 * Wilson's score interval, which stays inside [0, 1] and keeps its coverage where the frequency is 0 or 1.
 *
 *   (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n)
 *
 * Wilson (1927).
 */
export function monteCarloEstimate(hits: number, draws: number): MonteCarloEstimate {
  const estimate = hits / draws;
  const variance = (estimate * (1 - estimate)) / draws;
  const z = normalDistribution(0, 1).quantile((1 + LEVEL) / 2);
  const shift = (z * z) / draws;
  const center = (estimate + shift / 2) / (1 + shift);
  const half = (z * Math.sqrt(variance + shift / (4 * draws))) / (1 + shift);
  // At 0 and 1 the interval ends there exactly; rounding would leave it a little short.
  const interval = [hits === 0 ? 0 : Math.max(0, center - half), hits === draws ? 1 : Math.min(1, center + half)];
  return { estimate, standardError: Math.sqrt(variance), level: LEVEL, interval, draws };
}
