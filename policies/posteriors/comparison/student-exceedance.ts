import { StudentKernel } from "../kernels/student-kernel.ts";
import { StudentLine } from "../kernels/student-line.ts";
import { exceedance, type PairLine } from "./exceedance.ts";

export interface StudentWidth {
  scale: number;
  degreesOfFreedom: number;
}

/**
 * P(X > Y + size) for independent X and Y, Student with location 0 and size ≥ 0. Absolute error about 10⁻¹⁴; see
 * `exceedance`. It is the same for X and Y exchanged, so the sharper one is put at 0, where the line has most digits.
 */
export function studentExceedance(x: StudentWidth, y: StudentWidth, size: number): number {
  const [sharp, wide] = x.scale <= y.scale ? [x, y] : [y, x];
  const line = new StudentPairLine(sharp.scale);
  return exceedance({
    line,
    x: new StudentKernel(0, sharp.scale, sharp.degreesOfFreedom, line.line),
    y: new StudentKernel(size, wide.scale, wide.degreesOfFreedom, line.line),
    isOverX: true,
    landmarks: [0, line.line.placeOf(size)],
  });
}

/** The line of x, from which Y + size is seen too. */
class StudentPairLine implements PairLine {
  readonly line: StudentLine;

  constructor(scale: number) {
    this.line = new StudentLine(0, scale);
  }

  place(t: number, offsets: Float64Array, count: number): void {
    this.line.place(this.line.anchorAt(t), offsets, count);
  }

  logStretchOfX(): number {
    return 0;
  }

  logStretchOfU(): number {
    return 0;
  }

  toBend(): number {
    return Infinity;
  }
}
