import { Distribution } from "./distribution.ts";
import { StudentKernel } from "../kernels/student-kernel.ts";
import { StudentLine } from "../kernels/student-line.ts";

/** Student's t with location, scale and degrees of freedom in 10⁻¹…10⁹. */
export function studentDistribution(location: number, scale: number, degreesOfFreedom: number): Distribution {
  const line = new StudentLine(location, scale);
  return new Distribution(line, new StudentKernel(location, scale, degreesOfFreedom, line), [-Infinity, Infinity]);
}
