import { exp } from "../../numerics/elementary.ts";

/**
 * A place from which nearby points are measured: a double that stands for itself exactly, so that differences to the
 * parameters of any arm can be formed without rounding.
 */
export interface Anchor {
  /** Its place on the line, rounded to a double. */
  y: number;
  /** The exact double that the family measures from: x, or 1 − x, as the family's line says. */
  value: number;
}

/** A stretch of the line: offsets from an anchor. */
export interface Panel {
  anchor: Anchor;
  from: number;
  to: number;
}

/** The points of one panel, `count` of them, with the values that the kernels of the family need. */
export interface Points {
  count: number;
  /** dx/dy: dividing a density in y by it gives the density in the parameter itself. */
  readonly jacobian: Float64Array;
}

/** Points that a panel may have: 21 nodes and its two ends. */
export const MOST_POINTS = 23;

/**
 * The natural variable y of a family, in which its densities have no singularity and nearly all are log-concave: ln of
 * the odds for Beta, ln x for Gamma, x for Normal, asinh of the standardised x for Student t.
 */
export interface Line<Place extends Points = Points> {
  readonly points: Place;
  /** |y| beyond which the parameter itself would overflow. */
  readonly extent: number;
  anchorAt(y: number): Anchor;
  /** A value of the parameter, exactly. */
  anchorOfValue(value: number): Anchor;
  /** The value of the parameter at an anchor. */
  valueOf(anchor: Anchor): number;
  /** Sets the points to offsets from an anchor. */
  place(anchor: Anchor, offsets: Float64Array, count: number): void;
  /** The point of index i as an anchor of its own, and the offset that rounding leaves. */
  anchorOf(index: number): { anchor: Anchor; offset: number };
}

/** The distribution of one arm on its family's line; all methods refer to the points placed last. */
export interface Kernel {
  /** The approximate peak of the density in y. */
  readonly peak: number;
  /** ln of the density in y, at all points. Also prepares the answers below. */
  logDensities(out: Float64Array): void;
  /** Whether `tailRatio` is F/f at this point; otherwise it is (1 − F)/f. */
  isLeft(index: number): boolean;
  /** About the smaller tail, divided by the density in y. */
  tailRatio(index: number): number;
  /** (ln f)′. */
  slope(index: number): number;
  /** The largest length of a panel that begins at the point and whose nodes resolve the distribution. */
  reach(index: number): number;
  /** E[(x − θ)⁺], the expected shortfall of the arm below x, given ln f. */
  shortfall(index: number, logDensity: number): number;
  /** E[(θ − x)⁺], the expected excess of the arm over x, given ln f. */
  excess(index: number, logDensity: number): number;
}

/**
 * E[(x − θ)⁺] in units of 1/n for a family whose density in y satisfies (ln f)′ = −e with e = n·x − n·E[θ]: f·(1 + e·F/f)
 * left of the mean, whose terms nearly cancel far out, and e + f·(1 − e·(1 − F)/f) right of it. E[(θ − x)⁺] is its mirror
 * image, `isLeft` and the sign of e turned round.
 *
 * @param ratio F/f where isLeft, else (1 − F)/f
 */
export function scaledShortfall(isLeft: boolean, departure: number, ratio: number, logDensity: number): number {
  const density = exp(logDensity);
  // So far out the ratio may be infinite or NaN.
  const small = density === 0 ? 0 : density * (1 + (isLeft ? departure : -departure) * ratio);
  return isLeft ? small : departure + small;
}
