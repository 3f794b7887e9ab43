import { type BanditSpec, banditDefinition } from "../bandits/registry.ts";

/**
 * The constant of the Lai–Robbins lower bound. Every policy that is consistent on all bandits of the family has
 *
 *   lim inf R_t/ln t ≥ C = Σ_{a: Δ_a > 0} Δ_a/d(μ_a, μ*)
 *
 * with d the Kullback–Leibler divergence of one pull. An arm whose divergence is infinite (μ* = 1) adds nothing. Relative
 * error about K·10⁻¹⁶; O(K).
 *
 * @returns undefined where the specification does not fix the means, or where means are so close that a divergence underflows
 * @throws RangeError on a kind that is not registered
 * @see Lai & Robbins (1985), Asymptotically efficient adaptive allocation rules
 *
 * @example
 * ```ts
 * laiRobbinsConstant({ kind: "bernoulli", means: [0.45, 0.55] }); // 4.98328865456397, which is 1/ln(11/9)
 * ```
 */
export function laiRobbinsConstant(bandit: BanditSpec): number | undefined {
  const definition = banditDefinition(bandit.kind);
  const means = definition.fixedMeans?.(bandit);
  if (!means || !definition.divergence) return undefined;
  const best = Math.max(...means);
  let constant = 0;
  for (const mean of means) if (mean < best) constant += (best - mean) / definition.divergence(bandit, mean, best);
  return Number.isFinite(constant) ? constant : undefined;
}
