import type { SelectionAnswer } from "../../../experiments/selection/answer.ts";
import type { BetaParameters } from "../../../policies/posteriors/beta.ts";
import { decimalOf, exactText, scientific } from "./numbers.ts";

/** What the page says about the integral and how it is computed: pure functions, as in `sentences.ts`. */

export function isWhole(posteriors: readonly BetaParameters[]): boolean {
  return posteriors.every(({ alpha, beta }) => Number.isInteger(alpha) && Number.isInteger(beta));
}

/** What computed Thompson sampling's answer. */
function source({ method }: SelectionAnswer): string {
  if (method === "fraction") return "The same algebra in whole numbers";
  return method === "closed-form" ? "A finite sum in double precision" : "Numerical integration";
}

/** Why the integral has no lines, and its value. */
export function shapeSentence(posteriors: readonly BetaParameters[], answer: SelectionAnswer): string {
  const why = isWhole(posteriors)
    ? "The densities are polynomials with too many terms to show."
    : "α or β is not a whole number, so not every density is a polynomial.";
  return `${why} ${source(answer)} gives`;
}

/** For whole parameters and more than two arms: the value by counting. */
export function countingSentence(answer: SelectionAnswer): string {
  const [first] = answer.probabilities;
  return first.fraction === undefined
    ? `There are too many of them to count here. ${source(answer)} gives ${exactText(first)}.`
    : `Counting them gives the same fraction, ${exactText(first)}.`;
}

/** How a value that is not a fraction was computed, and how exact it is. */
export function methodSentence(answer: SelectionAnswer): string {
  const [first] = answer.probabilities;
  const how =
    answer.method === "closed-form"
      ? "Where one of the parameters is a whole number, integration by parts ends in a finite sum. In double precision it gives"
      : "In y = ln(x/(1 − x)) the integrand is smooth and falls off on both sides, so Gauss–Kronrod quadrature converges fast; panels are halved until two rules of different order agree. The result is";
  return `${how} ${decimalOf(first, 12)}, with an error of at most ${scientific(first.errorBound!)}.`;
}

/** The small print of the card that shows the fraction. */
export function fractionSentence(answer: SelectionAnswer): string {
  const [first] = answer.probabilities;
  if (first.fraction === undefined) {
    return `No fraction is computed here: it takes whole α and β that are not too large. ${source(answer)} gives the answer, ${decimalOf(first, 12)}.`;
  }
  const short = first.fraction.length <= 40 && first.fraction.includes("/");
  return `Computed in whole numbers, without rounding. ${exactText(first)}${short ? ` ≈ ${decimalOf(first, 12)}` : ""}`;
}
