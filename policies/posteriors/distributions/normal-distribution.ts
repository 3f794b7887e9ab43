import { Distribution } from "./distribution.ts";
import { NormalKernel } from "../kernels/normal-kernel.ts";
import { NormalLine } from "../kernels/normal-line.ts";

/** Normal with a mean and a standard deviation. */
export function normalDistribution(mean: number, standardDeviation: number): Distribution {
  const line = new NormalLine();
  return new Distribution(line, new NormalKernel(mean, standardDeviation, line), [-Infinity, Infinity]);
}
