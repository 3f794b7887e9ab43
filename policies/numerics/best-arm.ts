import { bestArmFractions } from "./best-arm-fractions.ts";
import { bestArmByQuadrature } from "./best-arm-quadrature.ts";
import type { BetaParameters } from "./beta-kernel.ts";
import { exactProbability, type SelectionProbabilities } from "./probability.ts";
import { Rational } from "./rational.ts";

/**
 * P(θ_k is the largest) for independent θ_k ~ Beta(α_k, β_k), all arms at once: exact fractions where all parameters
 * are integers and the work is bounded (see `affordable`), numeric integration otherwise.
 *
 * @param arms K ≥ 1 arms with α, β > 0
 */
export function bestArmProbabilities(arms: readonly BetaParameters[]): SelectionProbabilities {
  if (arms.length === 1) return { method: "fraction", arms: [exactProbability(Rational.one)] };
  if (affordable(arms)) {
    return { method: "fraction", arms: bestArmFractions(arms).map((fraction) => exactProbability(fraction)) };
  }
  return { method: "quadrature", arms: bestArmByQuadrature(arms) };
}

/**
 * Whether exact fractions cost less than about 0.2 s: integers, M = Σ(α + β − 1) ≤ 4000 and K·M² ≤ 10⁷. They have up to
 * 0.4·M digits.
 */
function affordable(arms: readonly BetaParameters[]): boolean {
  let total = 0;
  for (const { alpha, beta } of arms) {
    if (!Number.isInteger(alpha) || !Number.isInteger(beta)) return false;
    total += alpha + beta - 1;
  }
  return total <= 4000 && arms.length * total * total <= 1e7;
}
