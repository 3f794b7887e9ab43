import { formatCount, formatNumber } from "../../text/number-format.ts";
import { type DecideSpec, variantNames } from "./spec.ts";

/** What the variants brought, in a sentence for paper, where fields are not printed: "Current page 120 of 4,000, …". */
export function resultsText(spec: DecideSpec): string {
  const names = variantNames(spec);
  if (spec.measure === "means") {
    const of = spec.variants.map(
      ({ mean, deviation, visitors }, variant) =>
        `${names[variant]} ${formatNumber(mean)} (standard deviation ${formatNumber(deviation)}, ${formatCount(visitors)} visitors)`,
    );
    return `Means: ${of.join("; ")}.`;
  }
  const of = spec.variants.map(
    ({ conversions, visitors }, variant) => `${names[variant]} ${formatCount(conversions)} of ${formatCount(visitors)}`,
  );
  return `Conversions of visitors: ${of.join("; ")}.`;
}
