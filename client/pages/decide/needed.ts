import { bestArmByQuadrature } from "../../../policies/posteriors/best-arm/best-arm-quadrature.ts";
import type { Posteriors } from "../../../policies/posteriors/family.ts";
import { observedValues, wordings } from "./measured.ts";
import { studentOf } from "./request.ts";
import type { DecideSpec } from "./spec.ts";
import { isAccepted } from "./verdict.ts";

/** How many more visitors of every variant are needed, or why there is no number. */
export type Needed =
  | { kind: "visitors"; each: number; isTie: boolean }
  | { kind: "unobserved" }
  | { kind: "never" }
  | { kind: "beyond"; each: number };

/** Shapes of posteriors end at 10¹⁵. */
const MOST_EACH = 1e12;

/**
 * The smallest whole m ≥ 0 at which the verdict says stop, if every variant has m more visitors and the observed rates hold:
 *
 *   min_k E[max θ − θ_k] ≤ accepted loss   for θ_k ~ Beta(α + s_k + m·s_k/n_k, β + (n_k − s_k)(1 + m/n_k))
 *
 * and for means θ_k ~ x̄_k + (s_k/√(n_k + m))·t(n_k + m − 1). Doubles m until the rule is met, then bisects: the rule is met
 * at m and not at m − 1. If the loss does not fall steadily, an earlier m between two powers of two can be missed.
 *
 * About 40 evaluations of P(best) for most tests, 80 at most, each to about 12 digits.
 */
export function visitorsNeeded(spec: DecideSpec): Needed {
  const values = observedValues(spec);
  if (values.some((value) => value === undefined)) return { kind: "unobserved" };
  if (spec.acceptedLoss === 0) return { kind: "never" };
  const best = Math.max(...(values as number[]));
  const isTie = values.filter((value) => value === best).length > 1;
  if (isMet(spec, 0)) return { kind: "visitors", each: 0, isTie };
  let low = 0;
  let high = 1;
  while (!isMet(spec, high)) {
    low = high;
    high *= 2;
    if (high > MOST_EACH) return { kind: "beyond", each: MOST_EACH };
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isMet(spec, middle)) high = middle;
    else low = middle;
  }
  return { kind: "visitors", each: high, isTie };
}

/** Whether the verdict says stop after so many more visitors of every variant. */
function isMet(spec: DecideSpec, more: number): boolean {
  const { expectedLosses } = bestArmByQuadrature(posteriorsAfter(spec, more), true);
  const smallest = Math.min(...expectedLosses!.map(({ value }) => value));
  return isAccepted(wordings[spec.measure].lossUnits * smallest, spec.acceptedLoss);
}

function posteriorsAfter(spec: DecideSpec, more: number): Posteriors {
  if (spec.measure === "means") {
    const arms = spec.variants.map((variant) => studentOf({ ...variant, visitors: variant.visitors + more }));
    return { family: "student-t", arms };
  }
  const { alpha, beta } = spec.prior;
  const arms = spec.variants.map(({ conversions, visitors }) => {
    const growth = 1 + more / visitors;
    return { alpha: alpha + conversions * growth, beta: beta + (visitors - conversions) * growth };
  });
  return { family: "beta", arms };
}
