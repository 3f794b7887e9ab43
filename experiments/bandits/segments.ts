import * as z from "zod";
import type { ParameterMistake } from "../../policies/policy.ts";
import { limits } from "../limits.ts";
import { type FamilySpec, meansMistake } from "./family.ts";

/** The parameter `segments`: the means of all arms from given pulls on. */
export const segmentsParameter = z
  .array(
    z
      .strictObject({
        from: z.int().min(1).max(limits.horizon).meta({ title: "from pull", symbol: "t" }),
        means: z.array(z.number().min(-1e9).max(1e9)).min(1).max(limits.arms).meta({ title: "mean", symbol: "\\mu" }),
      })
      .meta({ title: "segment" }),
  )
  .min(1)
  .max(1000)
  .default([
    { from: 1, means: [0.5, 0.3, 0.4] },
    { from: 301, means: [0.5, 0.3, 0.9] },
  ])
  .meta({ title: "segments", description: "The means of every arm from a pull on; the first segment starts at 1." });
export type Segments = z.output<typeof segmentsParameter>;

/** An example: two arms that swap their ranks, early and late. */
export const EXAMPLE: Segments = [
  { from: 1, means: [0.7, 0.4] },
  { from: 5, means: [0.2, 0.4] },
  { from: 15, means: [0.2, 0.1] },
];

/** A mistake in segments, if any. They must start at 1, rise, have the same arms and use means that the family allows. */
export function segmentsMistake(segments: Segments, family: FamilySpec["family"]): ParameterMistake | undefined {
  const armCount = segments[0].means.length;
  for (const [index, { from, means }] of segments.entries()) {
    const before = index === 0 ? 0 : segments[index - 1].from;
    if (index === 0 ? from !== 1 : from <= before) {
      const allowed = index === 0 ? "1" : `an integer above ${before}`;
      return { path: ["segments", index, "from"], message: `must be ${allowed}, got ${from}`, allowed };
    }
    if (means.length !== armCount) {
      const message = `has ${means.length} entries for ${armCount} arms`;
      return { path: ["segments", index, "means"], message, allowed: `${armCount} entries, one per arm` };
    }
    const wrong = meansMistake(family, means, ["segments", index, "means"]);
    if (wrong) return wrong;
  }
  return undefined;
}
