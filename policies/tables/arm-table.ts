import { exp } from "../numerics/elementary.ts";
import type { BetaParameters } from "../posteriors/beta.ts";
import { tailRatio } from "../posteriors/kernels/beta-tail-ratio.ts";
import { departureFrom, logDensity, type Nodes } from "./common-nodes.ts";

/** Density and cdf of one arm's posteriors at all nodes, for all numbers of successes and failures up to some pulls. */
export class ArmTable {
  readonly densities: Float64Array;
  readonly cdfs: Float64Array;
  readonly #nodeCount: number;

  constructor({ alpha, beta }: BetaParameters, mostPulls: number, { points }: Nodes) {
    const states = ((mostPulls + 1) * (mostPulls + 2)) / 2;
    this.#nodeCount = points.length;
    const densities = (this.densities = new Float64Array(states * points.length));
    const cdfs = (this.cdfs = new Float64Array(states * points.length));
    points.forEach((point, i) => {
      const { x, complement } = point;
      const place = (failures: number, successes: number) => this.row(failures + successes, successes) + i;
      densities[place(0, 0)] = exp(logDensity(alpha, beta, point));
      for (let s = 0; s < mostPulls; s++) {
        densities[place(0, s + 1)] = (densities[place(0, s)] * x * (alpha + beta + s)) / (alpha + s);
      }
      // F(a, b) = F(a + 1, b) + f(a, b)/a, down from the most successes; then F(a, b + 1) = F(a, b) + f(a, b)/b.
      const top = place(0, mostPulls);
      cdfs[top] = cdf(alpha + mostPulls, beta, x, complement, densities[top]);
      for (let s = mostPulls - 1; s >= 0; s--) {
        cdfs[place(0, s)] = cdfs[place(0, s + 1)] + densities[place(0, s)] / (alpha + s);
      }
      for (let s = 0; s <= mostPulls; s++) {
        for (let f = 0; f < mostPulls - s; f++) {
          const at = place(f, s);
          const next = place(f + 1, s);
          densities[next] = (densities[at] * complement * (alpha + beta + s + f)) / (beta + f);
          cdfs[next] = cdfs[at] + densities[at] / (beta + f);
        }
      }
    });
  }

  /** The place of the value at the first node, after these pulls and successes. */
  row(pulls: number, successes: number): number {
    return ((pulls * (pulls + 1)) / 2 + successes) * this.#nodeCount;
  }
}

/** F from f, by the smaller tail. */
function cdf(a: number, b: number, x: number, complement: number, density: number): number {
  const departure = departureFrom(a, b, x, complement);
  const isLeft = x * (a + b + 2) <= a + 1;
  // The tail underflows, too; and if x or 1 − x underflows, its ratio to the density is NaN.
  if (density === 0) return isLeft ? 0 : 1;
  if (isLeft) return density * tailRatio(a, b, x, complement, -departure);
  return 1 - density * tailRatio(b, a, complement, x, departure);
}
