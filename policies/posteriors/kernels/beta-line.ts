import { exp, expm1, log, log1p } from "../../numerics/elementary.ts";
import { sumError } from "../../numerics/two-product.ts";
import { type Anchor, type Line, MOST_POINTS, type Points } from "./kernel.ts";

/** Smaller numbers may lack digits; the logarithm is used instead. */
const TINY = 1e-290;

export interface BetaPoints extends Points {
  /** x and 1 − x to full relative accuracy. */
  readonly x: Float64Array;
  readonly complement: Float64Array;
  /** Their logarithms, even where they underflow. */
  readonly logX: Float64Array;
  readonly logComplement: Float64Array;
  /** x − X of the anchor X. */
  readonly dx: Float64Array;
  /** X and 1 − X, each as the sum of two doubles. */
  anchorX: number;
  anchorXRest: number;
  anchorComplement: number;
  anchorComplementRest: number;
}

/** The line of the log odds, y = ln(x/(1 − x)). An anchor is x where x ≤ ½, and 1 − x beyond. */
export class BetaLine implements Line<BetaPoints> {
  readonly extent = Infinity;
  readonly points: BetaPoints = {
    count: 0,
    jacobian: new Float64Array(MOST_POINTS),
    x: new Float64Array(MOST_POINTS),
    complement: new Float64Array(MOST_POINTS),
    logX: new Float64Array(MOST_POINTS),
    logComplement: new Float64Array(MOST_POINTS),
    dx: new Float64Array(MOST_POINTS),
    anchorX: 0.5,
    anchorXRest: 0,
    anchorComplement: 0.5,
    anchorComplementRest: 0,
  };

  anchorAt(y: number): Anchor {
    const small = exp(-Math.abs(y));
    return { y, value: small / (1 + small) };
  }

  anchorOfValue(value: number): Anchor {
    // 1 − x is exact for x ≥ ½.
    return { y: log(value) - log1p(-value), value: value <= 0.5 ? value : 1 - value };
  }

  valueOf({ y, value }: Anchor): number {
    return y <= 0 ? value : 1 - value;
  }

  place({ y, value }: Anchor, offsets: Float64Array, count: number): void {
    const { points } = this;
    const other = 1 - value;
    const isLeft = y <= 0;
    points.count = count;
    points.anchorX = isLeft ? value : other;
    points.anchorComplement = isLeft ? other : value;
    points.anchorXRest = isLeft ? 0 : sumError(1, -value);
    points.anchorComplementRest = isLeft ? sumError(1, -value) : 0;
    for (let i = 0; i < count; i++) {
      const place = y + offsets[i];
      // From the anchor's side: the smaller of X and 1 − X grows by this factor, before both are scaled to one.
      const logGrowth = isLeft ? offsets[i] : -offsets[i];
      const growth = value > TINY ? value * exp(logGrowth) : exp(isLeft ? place : -place);
      const scale = other + growth;
      const near = growth === Infinity ? 1 : growth / scale;
      const far = other / scale;
      const change = value > TINY ? (value * other * expm1(logGrowth)) / scale : near;
      const logNear = near > 0.5 ? log1p(-far) : near > TINY ? log(near) : -Math.abs(place);
      const logFar = far > 0.5 ? log1p(-near) : far > TINY ? log(far) : -Math.abs(place);
      points.x[i] = isLeft ? near : far;
      points.complement[i] = isLeft ? far : near;
      points.logX[i] = isLeft ? logNear : logFar;
      points.logComplement[i] = isLeft ? logFar : logNear;
      points.dx[i] = isLeft ? change : -change;
      points.jacobian[i] = near * far;
    }
  }

  anchorOf(index: number) {
    const { points } = this;
    const [x, complement] = [points.x[index], points.complement[index]];
    const isLeft = x <= complement;
    const y = points.logX[index] - points.logComplement[index];
    const rest = isLeft
      ? points.anchorX - x + (points.anchorXRest + points.dx[index])
      : complement - points.anchorComplement + (points.dx[index] - points.anchorComplementRest);
    const width = x * complement;
    return {
      anchor: isLeft ? { y: Math.min(y, 0), value: x } : { y: Math.max(y, Number.MIN_VALUE), value: complement },
      // From far away the rest is lost in rounding. It does not matter, since no density on the way is sharp.
      offset: Math.abs(points.dx[index]) <= Math.min(x, complement) && width > TINY ? rest / width : 0,
    };
  }
}
