import { bestArm } from "../../policies/posteriors/best-arm/best-arm.ts";
import type { BetaParameters } from "../../policies/posteriors/beta.ts";

/**
 * E[max θ] for independent θ_k ~ Beta(α_k, β_k), the expected mean of the best arm:
 *
 *   E[max θ] = m_k + E[max θ − θ_k],   m_k = α_k/(α_k + β_k),
 *
 * for the arm k with the largest mean m_k, whose expected loss is the smallest. Its relative error is that of the loss.
 */
export function expectedMaximum(priors: readonly BetaParameters[]): number {
  const means = priors.map(({ alpha, beta }) => alpha / (alpha + beta));
  const largest = Math.max(...means);
  return largest + bestArm({ family: "beta", arms: [...priors] }).arms[means.indexOf(largest)].expectedLoss!;
}
