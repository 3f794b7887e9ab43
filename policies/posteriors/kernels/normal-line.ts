import { sumError } from "../../numerics/two-product.ts";
import { type Anchor, type Line, MOST_POINTS, type Points } from "./kernel.ts";

export interface NormalPoints extends Points {
  anchor: number;
  readonly offsets: Float64Array;
}

/** The line of the parameter itself. */
export class NormalLine implements Line<NormalPoints> {
  readonly extent = Infinity;
  readonly points: NormalPoints = {
    count: 0,
    jacobian: new Float64Array(MOST_POINTS).fill(1),
    anchor: 0,
    offsets: new Float64Array(MOST_POINTS),
  };

  anchorAt(y: number): Anchor {
    return { y, value: y };
  }

  anchorOfValue(value: number): Anchor {
    return { y: value, value };
  }

  valueOf({ value }: Anchor): number {
    return value;
  }

  place({ value }: Anchor, offsets: Float64Array, count: number): void {
    this.points.count = count;
    this.points.anchor = value;
    this.points.offsets.set(offsets);
  }

  anchorOf(index: number) {
    const { anchor, offsets } = this.points;
    const value = anchor + offsets[index];
    return { anchor: this.anchorAt(value), offset: sumError(anchor, offsets[index]) };
  }
}
