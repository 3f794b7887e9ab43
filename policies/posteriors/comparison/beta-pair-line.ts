import { exp, expm1, log, log1p } from "../../numerics/elementary.ts";
import { productError, sumError } from "../../numerics/two-product.ts";
import { BetaLine } from "../kernels/beta-line.ts";
import { type Anchor, MOST_POINTS } from "../kernels/kernel.ts";
import type { PairLine } from "./exceedance.ts";

/** How far the first of two probabilities exceeds the second: x = u + size, or x = (1 + size)·u. */
export type Comparison = "difference" | "lift";

/** Below this, the rest of a rounded number may lack digits, and no density is sharp. */
const TINY = 1e-290;
/** A panel of a sharp density is shorter than this. */
const SHARP = 1;

/**
 * The line on which two Beta densities are compared at a given distance: at every point, x for the first arm and u for the
 * second, with x − u = size (difference) or x/u − 1 = size (lift), size > 0.
 *
 *   u = κ·v,   x = u + size (difference) or v (lift),   v = 1/(1 + e^(−t)),   t from −∞ to ∞
 *
 * with h = size or size/(1 + size), and κ = 1 − h. On this line, the densities and tails have no singularity but those
 * that their own log odds have, and bends at t = ln size and t = −ln h. Points are measured from an anchor whose x and u are
 * formed without rounding, as sums of two doubles, so the distance of sharp densities keeps its digits.
 */
export class BetaPairLine implements PairLine {
  readonly xLine = new BetaLine();
  readonly uLine = new BetaLine();
  readonly #isLift: boolean;
  readonly #size: number;
  readonly #h: number;
  readonly #kappa: number;
  readonly #xOffsets = new Float64Array(MOST_POINTS);
  readonly #uOffsets = new Float64Array(MOST_POINTS);

  constructor(comparison: Comparison, size: number) {
    this.#isLift = comparison === "lift";
    this.#size = size;
    this.#h = this.#isLift ? size / (1 + size) : size;
    this.#kappa = this.#isLift ? 1 / (1 + size) : 1 - size;
  }

  place(t: number, offsets: Float64Array, count: number): void {
    if (Math.max(Math.abs(offsets[0]), Math.abs(offsets[count - 1])) > SHARP)
      return this.#placeWidely(t, offsets, count);
    const small = exp(-Math.abs(t));
    const near = small / (1 + small);
    if (t <= 0) this.#placeFromLeft(t, near, offsets, count);
    else this.#placeFromRight(t, near, offsets, count);
  }

  logStretchOfX(t: number): number {
    return this.#isLift ? 0 : -logOnePlus(this.#size, -t);
  }

  logStretchOfU(t: number): number {
    return -logOnePlus(this.#h, t);
  }

  toBend(t: number): number {
    const fromU = Math.abs(t + log(this.#h));
    return this.#isLift ? fromU : Math.min(fromU, Math.abs(t - log(this.#size)));
  }

  /** The t where x has a value; NaN if it has none. */
  whereX(x: number): number {
    return this.#isLift ? log(x) - log1p(-x) : x > this.#size ? log(x - this.#size) - log1p(-x) : NaN;
  }

  /** The t where u has a value; NaN if it has none. */
  whereU(u: number): number {
    return u < this.#kappa ? log(u) - log(this.#kappa - u) : NaN;
  }

  /** Points so far from the anchor that no density around is sharp. Their growth may overflow, their log odds do not. */
  #placeWidely(t: number, offsets: Float64Array, count: number): void {
    const [x, u] = [this.#logOddsOfX(t), this.#logOddsOfU(t)];
    for (let i = 0; i < count; i++) {
      this.#xOffsets[i] = this.#logOddsOfX(t + offsets[i]) - x;
      this.#uOffsets[i] = this.#logOddsOfU(t + offsets[i]) - u;
    }
    this.#placeBoth([this.xLine.anchorAt(x), this.uLine.anchorAt(u)], count);
  }

  /** v is the small number: the anchor is the double u of a difference, or the double x of a lift. */
  #placeFromLeft(t: number, v: number, offsets: Float64Array, count: number): void {
    const base = this.#isLift ? v : this.#kappa * v;
    const [high, rest] = this.#isLift ? this.#scaled(base) : [base + this.#size, sumError(base, this.#size)];
    const part = this.#isLift ? high : base;
    const [own, other] = this.#isLift ? [this.#xOffsets, this.#uOffsets] : [this.#uOffsets, this.#xOffsets];
    for (let i = 0; i < count; i++) {
      const growth = growthOf(v, offsets[i]);
      own[i] = shiftOf(base, growth);
      other[i] = shiftOf(high, high > TINY ? (part * growth + rest) / high : growth);
    }
    const ownAnchor = anchorOf(base, this.#isLift ? t : this.#logOddsOfU(t));
    const otherAnchor = anchorOf(high, this.#isLift ? this.#logOddsOfU(t) : this.#logOddsOfX(t));
    this.#placeBoth(this.#isLift ? [ownAnchor, otherAnchor] : [otherAnchor, ownAnchor], count);
  }

  /** c = 1 − v is the small number: the anchor is the double 1 − x. */
  #placeFromRight(t: number, c: number, offsets: Float64Array, count: number): void {
    const base = this.#isLift ? c : this.#kappa * c;
    const [part, partRest] = this.#isLift ? this.#scaled(base) : [base, 0];
    // The smaller of u = κ − κ·c and 1 − u = h + κ·c.
    const isSmallU = this.#isLift && this.#h > 0.5;
    const [start, step] = isSmallU ? [this.#kappa, -part] : [this.#h, part];
    const high = start + step;
    const rest = sumError(start, step) + (isSmallU ? -partRest : partRest);
    const side = isSmallU ? 1 : -1;
    for (let i = 0; i < count; i++) {
      const growth = growthOf(c, -offsets[i]);
      this.#xOffsets[i] = -shiftOf(base, growth);
      this.#uOffsets[i] = side * shiftOf(high, high > TINY ? (step * growth + rest) / high : growth);
    }
    const u = anchorOf(high, side * this.#logOddsOfU(t));
    const x = mirrored(anchorOf(base, -(this.#isLift ? t : this.#logOddsOfX(t))));
    this.#placeBoth([x, isSmallU ? u : mirrored(u)], count);
  }

  /** κ·value as the sum of two doubles: from whichever of h and κ is small, since the other is rounded. */
  #scaled(value: number): [high: number, rest: number] {
    const factor = this.#h > 0.5 ? this.#kappa : this.#h;
    const product = factor * value;
    const error = product < TINY ? 0 : productError(factor, value);
    if (this.#h > 0.5) return [product, error];
    return [value - product, sumError(value, -product) - error];
  }

  #placeBoth([x, u]: [Anchor, Anchor], count: number): void {
    this.xLine.place(x, this.#xOffsets, count);
    this.uLine.place(u, this.#uOffsets, count);
  }

  #logOddsOfX(t: number): number {
    if (this.#isLift) return t;
    return (t > 0 ? t + logOnePlus(this.#size, -t) : log(this.#size + exp(t))) - log1p(-this.#size);
  }

  #logOddsOfU(t: number): number {
    return t + log(this.#kappa) - logOnePlus(this.#h, t);
  }
}

/** ln(1 + h·e^t) for h in (0, 1). */
function logOnePlus(h: number, t: number): number {
  return t <= 0 ? log1p(h * exp(t)) : t + log(h + exp(-t));
}

/** v(t + s)/v(t) − 1. */
function growthOf(v: number, offset: number): number {
  const change = expm1(offset);
  return ((1 - v) * change) / (1 + v * change);
}

/** How far the log odds of a probability move when it grows by this share. */
function shiftOf(probability: number, growth: number): number {
  return log1p(growth) - log1p(-growth * (probability / (1 - probability)));
}

/** The anchor of a value, whose log odds are known where it underflows. */
function anchorOf(value: number, logOdds: number): Anchor {
  return value <= 0.5
    ? { y: Math.min(logOdds, 0), value }
    : { y: Math.max(logOdds, Number.MIN_VALUE), value: 1 - value };
}

/** The anchor of 1 − x for that of x. */
function mirrored({ y, value }: Anchor): Anchor {
  // At ½, either side holds the same double.
  return { y: y === 0 ? Number.MIN_VALUE : -y, value };
}
