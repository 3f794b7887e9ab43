import { exp, expm1, log, log1p } from "../../numerics/elementary.ts";
import { sumError } from "../../numerics/two-product.ts";
import { GammaKernel } from "../kernels/gamma-kernel.ts";
import { GammaLine } from "../kernels/gamma-line.ts";
import { MOST_POINTS } from "../kernels/kernel.ts";
import { exceedance, type PairLine } from "./exceedance.ts";

export interface GammaParameters {
  shape: number;
  rate: number;
}

/** Below this, the rest of a rounded number may lack digits, and no density is sharp. */
const TINY = 1e-290;
/** A panel of a sharp density is shorter than this. */
const SHARP = 1;

/**
 * P(X > Y + size) for independent X ~ Gamma(x), Y ~ Gamma(y) and size ≥ 10⁻²⁵⁰. Absolute error about 10⁻¹⁴; see
 * `exceedance`.
 */
export function gammaExceedance(x: GammaParameters, y: GammaParameters, size: number): number {
  const line = new GammaPairLine(size);
  const meanOf = ({ shape, rate }: GammaParameters) => shape / rate;
  return exceedance({
    line,
    x: new GammaKernel(x.shape, x.rate, line.xLine),
    y: new GammaKernel(y.shape, y.rate, line.uLine),
    isOverX: x.shape / (x.rate * x.rate) <= y.shape / (y.rate * y.rate),
    landmarks: [log(meanOf(x) - size), log(meanOf(y)), log(size)],
  });
}

/** The line of t = ln u, with x = u + size, formed without rounding as the sum of two doubles at every anchor. */
class GammaPairLine implements PairLine {
  readonly xLine = new GammaLine();
  readonly uLine = new GammaLine();
  readonly #size: number;
  readonly #xOffsets = new Float64Array(MOST_POINTS);

  constructor(size: number) {
    this.#size = size;
  }

  place(t: number, offsets: Float64Array, count: number): void {
    const anchor = this.uLine.anchorAt(t);
    const u = anchor.value;
    this.uLine.place(anchor, offsets, count);
    const high = u + this.#size;
    const rest = sumError(u, this.#size);
    const y = this.#logOfX(t);
    const isWide = Math.max(Math.abs(offsets[0]), Math.abs(offsets[count - 1])) > SHARP;
    for (let i = 0; i < count; i++) {
      this.#xOffsets[i] =
        isWide || high < TINY ? this.#logOfX(t + offsets[i]) - y : log1p((u * expm1(offsets[i]) + rest) / high);
    }
    this.xLine.place({ y, value: high }, this.#xOffsets, count);
  }

  logStretchOfX(t: number): number {
    return t - this.#logOfX(t);
  }

  logStretchOfU(): number {
    return 0;
  }

  toBend(t: number): number {
    return Math.abs(t - log(this.#size));
  }

  /** ln(e^t + size). */
  #logOfX(t: number): number {
    const logSize = log(this.#size);
    return t > logSize ? t + log1p(this.#size * exp(-t)) : logSize + log1p(exp(t - logSize));
  }
}
