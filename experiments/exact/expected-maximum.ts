import { bestArmProbabilities } from "../../policies/numerics/best-arm.ts";
import type { BetaParameters } from "../../policies/numerics/beta-kernel.ts";

/**
 * E[max θ] for independent θ_k ~ Beta(α_k, β_k): what the best arm pays on average.
 *
 *   E[max θ] = Σ_k E[θ_k·1(θ_k is the largest)] = Σ_k α_k/(α_k + β_k)·P(θ_k is the largest | α_k + 1 for α_k)
 *
 * since x·f(x; α, β) = α/(α + β)·f(x; α + 1, β). Relative error as that of the probabilities.
 */
export function expectedMaximum(priors: readonly BetaParameters[]): number {
  return priors.reduce((sum, { alpha, beta }, arm) => {
    const raised = priors.with(arm, { alpha: alpha + 1, beta });
    return sum + (alpha / (alpha + beta)) * bestArmProbabilities(raised).arms[arm].value;
  }, 0);
}
