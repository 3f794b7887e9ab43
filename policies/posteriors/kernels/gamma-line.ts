import { exp, expm1, log } from "../../numerics/elementary.ts";
import { type Anchor, type Line, MOST_POINTS, type Points } from "./kernel.ts";

/** Smaller numbers may lack digits; the logarithm is used instead. */
const TINY = 1e-290;

export interface GammaPoints extends Points {
  /** x, which may underflow or overflow, and ln x. */
  readonly x: Float64Array;
  readonly logX: Float64Array;
  /** x − X of the anchor X. */
  readonly dx: Float64Array;
  anchor: number;
}

/** The line of ln x. An anchor is x. */
export class GammaLine implements Line<GammaPoints> {
  readonly extent = Infinity;
  readonly points: GammaPoints = {
    count: 0,
    jacobian: new Float64Array(MOST_POINTS),
    x: new Float64Array(MOST_POINTS),
    logX: new Float64Array(MOST_POINTS),
    dx: new Float64Array(MOST_POINTS),
    anchor: 1,
  };

  anchorAt(y: number): Anchor {
    return { y, value: exp(y) };
  }

  anchorOfValue(value: number): Anchor {
    return { y: log(value), value };
  }

  valueOf({ value }: Anchor): number {
    return value;
  }

  place({ y, value }: Anchor, offsets: Float64Array, count: number): void {
    const { points } = this;
    points.count = count;
    points.anchor = value;
    for (let i = 0; i < count; i++) {
      const x = value > TINY ? value * exp(offsets[i]) : exp(y + offsets[i]);
      points.x[i] = x;
      points.dx[i] = value > TINY ? value * expm1(offsets[i]) : x;
      points.logX[i] = x > TINY ? log(x) : y + offsets[i];
      points.jacobian[i] = x;
    }
  }

  anchorOf(index: number) {
    const { anchor, x, dx, logX } = this.points;
    const value = x[index];
    return {
      anchor: { y: logX[index], value },
      // From far away the rest is lost in rounding. It does not matter, since no density on the way is sharp.
      offset: Math.abs(dx[index]) <= value && value > TINY ? (anchor - value + dx[index]) / value : 0,
    };
  }
}
