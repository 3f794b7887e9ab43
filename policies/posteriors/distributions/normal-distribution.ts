import { Distribution } from "./distribution.ts";
import { NormalKernel, NormalLine } from "../kernels/normal-kernel.ts";

/** Normal with a mean and a standard deviation. */
export function normalDistribution(mean: number, standardDeviation: number): Distribution {
  const line = new NormalLine();
  return new Distribution(line, new NormalKernel(mean, standardDeviation, line), [-Infinity, Infinity]);
}
