import { LONGEST_NAME } from "../../forms/record-draft.ts";
import { parseDecide } from "../decide/language.ts";
import { requestOf } from "../decide/request.ts";
import type { Numbers } from "./entries.ts";
import type { CalculatorSpec } from "./spec.ts";

/** Whether the rows of an address are results of a test, as the tab Simple writes them. */
export function givesResults(input: unknown): boolean {
  return typeof input === "object" && input !== null && "variants" in input;
}

/**
 * The posteriors of results: a prior and counts, or Student t of means.
 *
 * @throws InvalidInput
 */
export function posteriorsFromResults(input: unknown): CalculatorSpec {
  const spec = parseDecide(input);
  const names = spec.variants.map((_, variant) => shortened(spec.names[variant] ?? ""));
  const rest = { ...(names.some((name) => name !== "") && { names }), ...acceptedLossOf(spec) };
  if (spec.measure === "means") {
    return { family: "student-t", arms: requestOf(spec).arms as unknown as Numbers[], ...rest };
  }
  const arms = spec.variants.map(({ conversions, visitors }) => ({
    successes: conversions,
    failures: visitors - conversions,
  }));
  return { family: "beta-counts", prior: { ...spec.prior }, arms, ...rest };
}

/** The threshold goes along where it is not the usual one. */
function acceptedLossOf({ acceptedLoss }: { acceptedLoss: number }) {
  return acceptedLoss === 0.1 ? {} : { acceptedLoss };
}

/** Names of charts are shorter. */
function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1)}…`;
}
