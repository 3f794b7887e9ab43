import { Distribution } from "./distribution.ts";
import { GammaKernel } from "../kernels/gamma-kernel.ts";
import { GammaLine } from "../kernels/gamma-line.ts";

/** Gamma with shape k in 10⁻³…10⁹ and rate λ: density ∝ x^(k − 1)·e^(−λx). */
export function gammaDistribution(shape: number, rate: number): Distribution {
  const line = new GammaLine();
  return new Distribution(line, new GammaKernel(shape, rate, line), [0, Infinity]);
}
