import type { Panel } from "../kernels/kernel.ts";
import type { ArmRegion } from "./arm-region.ts";
import type { Peak } from "./integrand-peak.ts";

/** More than any region needs, so that a march always ends. */
const MOST_PANELS = 10_000;

/**
 * Adjoining panels of the region that decides: left of it the product of the cdfs is below e^(−depth), right of it all are
 * 1. Each is as long as the arm that changes fastest there allows.
 */
export function panelsOf(region: ArmRegion): Panel[] {
  const { end } = region;
  return march(region, region.line.anchorAt(region.start), 1, (y) => y < end);
}

/** Panels around the peak of an unlikely arm's integrand, out to a drop of 42 (6·10⁻¹⁹). */
export function panelsAround(region: ArmRegion, arm: number, { y, width, height }: Peak): Panel[] {
  const matters = (place: number) => region.logIntegrand(arm, place) > height - 42;
  const anchor = region.line.anchorAt(y);
  return [-1, 1].flatMap((side) => march(region, anchor, side as -1 | 1, matters, arm, 4 * width));
}

/**
 * Panels from an anchor to one side, as far as the integrand matters; each is as long as the active arms allow.
 *
 * @param always an arm that is active even beyond its high end
 */
function march(
  region: ArmRegion,
  start: Panel["anchor"],
  side: -1 | 1,
  matters: (y: number) => boolean,
  always = -1,
  longest = Infinity,
): Panel[] {
  const { line } = region;
  const panels: Panel[] = [];
  const offsets = new Float64Array(1);
  let anchor = start;
  let offset = 0;
  let limit = longest;
  while (panels.length < MOST_PANELS && matters(anchor.y)) {
    // Leftwards, an arm begins to matter at its high end, so no panel reaches across one.
    const slack = side < 0 ? 1e-12 * Math.abs(anchor.y) : 0;
    const free = side < 0 ? anchor.y - nextHigh(region.highs, anchor.y - slack) : Infinity;
    const length = Math.min(limit, free, region.reachAt(anchor.y - slack, always));
    const edge = offset + side * length;
    panels.push(side > 0 ? { anchor, from: offset, to: edge } : { anchor, from: edge, to: offset });
    offsets[0] = edge;
    line.place(anchor, offsets, 1);
    ({ anchor, offset } = line.anchorOf(0));
    // Integrands have tails no steeper than a normal density's, mostly flatter.
    limit *= 1.5;
  }
  return panels;
}

/** The largest high end of an arm that is less than y. */
function nextHigh(highs: Float64Array, y: number): number {
  return highs.reduce((next, high) => (high < y ? Math.max(next, high) : next), -Infinity);
}
