import type { ArmRegion } from "./arm-region.ts";
import type { Peak } from "./integrand-peak.ts";
import { exp, log } from "../../numerics/elementary.ts";
import { applyRules, integratePanels, KRONROD_NODES, type Stretch } from "../../numerics/gauss-kronrod.ts";
import { Piecewise } from "../../numerics/piecewise.ts";

/** Relative to Σ ln F. */
const TOLERANCE = 1e-14;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** The search for a peak ends when it is this near to its height, in logarithms. */
const NEAR = 0.02;
/** Integrands are followed until they have fallen by e^(−DROP). */
const DROP = 42;

/**
 * Integrands of many unlikely arms. Their common factor, Σ ln F_j, is expensive with many arms, so it is interpolated:
 * an answer then costs as much as one arm.
 */
export class HopelessArms {
  readonly #region: ArmRegion;
  readonly #product: Piecewise;

  constructor(region: ArmRegion) {
    this.#region = region;
    const [from, to] = region.span;
    this.#product = new Piecewise(from, to, TOLERANCE, (y) => region.logProduct(y));
  }

  /** The highest peak of an arm's integrand, by golden sections, between landmarks if there may be several peaks. */
  peak(arm: number, isLogConcave: boolean): Peak {
    let [left, right] = this.#bracket(arm, isLogConcave);
    let [low, high] = [right - GOLDEN * (right - left), left + GOLDEN * (right - left)];
    let [atLow, atHigh] = [this.#log(arm, low), this.#log(arm, high)];
    for (let step = 0; step < 120 && right - left > 1e-15 * (Math.abs(left) + Math.abs(right)); step++) {
      if (atLow < atHigh) {
        [left, low, atLow] = [low, high, atHigh];
        high = left + GOLDEN * (right - left);
        atHigh = this.#log(arm, high);
      } else {
        [right, high, atHigh] = [high, low, atLow];
        low = right - GOLDEN * (right - left);
        atLow = this.#log(arm, low);
      }
      const outside = Math.min(this.#log(arm, left), this.#log(arm, right));
      if (Math.max(atLow, atHigh) - outside < NEAR) break;
    }
    const y = atLow < atHigh ? high : low;
    const height = Math.max(atLow, atHigh);
    return { y, height, width: Math.min(this.#fall(arm, y, height, -1, 0.5), this.#fall(arm, y, height, 1, 0.5)) };
  }

  /** ln p of an arm whose probability underflows, about as exact as Σ ln F (10⁻¹⁴ relative), and its relative error. */
  integrate(arm: number, { y, width, height }: Peak): { logValue: number; relativeError: number } {
    const panels: Stretch[] = [];
    for (const side of [-1, 1] as const) {
      const end = this.#fall(arm, y, height, side, DROP);
      for (let from = 0, length = 2 * width; from < end; from += length, length *= 1.5) {
        const to = Math.min(end, from + length);
        panels.push(side > 0 ? { from: y + from, to: y + to } : { from: y - to, to: y - from });
      }
    }
    const integrand = new Float64Array(KRONROD_NODES.length);
    const apply = ({ from, to }: Stretch, kronrod: Float64Array, difference: Float64Array) => {
      const half = (to - from) / 2;
      KRONROD_NODES.forEach((node, i) => {
        integrand[i] = exp(this.#log(arm, (from + to) / 2 + half * node) - height);
      });
      applyRules(integrand, half, 0, kronrod, difference);
    };
    const { values, errors } = integratePanels(panels, new Float64Array(1), apply, 1e-10);
    return { logValue: log(values[0]) + height, relativeError: errors[0] / values[0] };
  }

  #log(arm: number, y: number): number {
    return this.#region.logShare(arm, y) + this.#product.at(y);
  }

  #bracket(arm: number, isLogConcave: boolean): [number, number] {
    const places = this.#region.landmarks(arm);
    if (isLogConcave) return [places[0], places[places.length - 1]];
    const heights = places.map((y) => this.#log(arm, y));
    const highest = heights.indexOf(heights.reduce((most, height) => Math.max(most, height), -Infinity));
    const [left, right] = ([-1, 1] as const).map((side) => this.#climb(arm, places[highest], heights[highest], side));
    return [left, right];
  }

  /** Climbs to one side; returns the first place where the integrand is lower than a step before. */
  #climb(arm: number, start: number, height: number, side: -1 | 1): number {
    let [y, last] = [start, height];
    for (let step = 1e-9 * (1 + Math.abs(start)); step < 1e4; step *= 2) {
      y += side * step;
      const next = this.#log(arm, y);
      if (!(next > last)) break;
      last = next;
    }
    return y;
  }

  /** The distance to one side at which an integrand has fallen by e^(−drop). */
  #fall(arm: number, y: number, height: number, side: -1 | 1, drop: number): number {
    const falls = (way: number) => !(this.#log(arm, y + side * way) > height - drop);
    let outer = 1e-12 * (1 + Math.abs(y));
    while (!falls(outer) && outer < 1e6) outer *= 4;
    let inner = outer / 4;
    for (let step = 0; step < 5; step++) {
      const middle = (inner + outer) / 2;
      if (falls(middle)) outer = middle;
      else inner = middle;
    }
    return outer;
  }
}
