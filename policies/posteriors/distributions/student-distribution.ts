import { Distribution } from "./distribution.ts";
import { StudentKernel, StudentLine } from "../kernels/student-kernel.ts";

/** Student's t with location, scale and degrees of freedom in 10⁻¹…10⁹. */
export function studentDistribution(location: number, scale: number, degreesOfFreedom: number): Distribution {
  const line = new StudentLine(location, scale);
  return new Distribution(line, new StudentKernel(location, scale, degreesOfFreedom, line), [-Infinity, Infinity]);
}
