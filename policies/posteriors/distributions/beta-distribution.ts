import { Distribution } from "./distribution.ts";
import { BetaKernel } from "../kernels/beta-kernel.ts";
import { BetaLine } from "../kernels/beta-line.ts";

/**
 * Beta(α, β) for α, β in 10⁻³…10⁹. The complement of a quantile near 1 is the upper quantile of Beta(β, α), with all its
 * digits.
 */
export function betaDistribution(alpha: number, beta: number): Distribution {
  const line = new BetaLine();
  return new Distribution(line, new BetaKernel(alpha, beta, line), [0, 1]);
}
