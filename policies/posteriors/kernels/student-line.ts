import { asinh, exp, expm1, hypot, sinh } from "../../numerics/elementary.ts";
import { sumError } from "../../numerics/two-product.ts";
import { type Anchor, type Line, MOST_POINTS, type Points } from "./kernel.ts";

interface StudentPoints extends Points {
  anchor: number;
  /** x − X of the anchor X. */
  readonly dx: Float64Array;
}

/**
 * The line y = asinh((x − m)/s) for some m and s, on which far tails decay like e^(−ν|y|). An anchor is x: near m it
 * needs as many digits as the sharpest arm, so m is best 0, with the other arms measured from there. `anchorOf` keeps
 * panels adjoining.
 */
export class StudentLine implements Line<StudentPoints> {
  readonly #location: number;
  readonly #scale: number;
  readonly extent = 600;
  readonly points: StudentPoints = {
    count: 0,
    jacobian: new Float64Array(MOST_POINTS),
    anchor: 0,
    dx: new Float64Array(MOST_POINTS),
  };

  constructor(location: number, scale: number) {
    this.#location = location;
    this.#scale = scale;
  }

  anchorAt(y: number): Anchor {
    return { y, value: this.#location + this.#scale * sinh(y) };
  }

  /** The place of a value of the parameter on the line. */
  placeOf(value: number): number {
    return asinh((value - this.#location) / this.#scale);
  }

  anchorOfValue(value: number): Anchor {
    return { y: this.placeOf(value), value };
  }

  valueOf({ value }: Anchor): number {
    return value;
  }

  /** The length on the line of a distance in x from a point: x − m grows like e^|y|, away from m. */
  lengthOf(way: number, index: number): number {
    const straight = way / this.points.jacobian[index];
    if (straight < 0.1) return straight;
    const from = (this.points.anchor + this.points.dx[index] - this.#location) / this.#scale;
    return asinh(Math.abs(from) + way / this.#scale) - asinh(Math.abs(from));
  }

  place({ value }: Anchor, offsets: Float64Array, count: number): void {
    const { points } = this;
    points.count = count;
    points.anchor = value;
    // e^y and e^(−y) from the anchor itself, whose y is rounded.
    const score = (value - this.#location) / this.#scale;
    const larger = Math.abs(score) + hypot(1, score);
    const rising = score > 0 ? larger : 1 / larger;
    const falling = score > 0 ? 1 / larger : larger;
    for (let i = 0; i < count; i++) {
      const t = offsets[i];
      points.dx[i] = (this.#scale / 2) * (rising * expm1(t) - falling * expm1(-t));
      points.jacobian[i] = (this.#scale / 2) * (rising * exp(t) + falling * exp(-t));
    }
  }

  anchorOf(index: number) {
    const { anchor, dx, jacobian } = this.points;
    const value = anchor + dx[index];
    return { anchor: { y: this.placeOf(value), value }, offset: sumError(anchor, dx[index]) / jacobian[index] };
  }
}
