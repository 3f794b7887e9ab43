import { InvalidInput } from "../../../experiments/mistakes/mistakes.ts";
import { type CalculatorSpec, parseSpec, posteriorsOf } from "../calculator/spec.ts";
import { namedPriors, type Prior } from "./priors.ts";
import { resultsOf, type studentOf } from "./request.ts";
import { type DecideSpec, MeanVariant, Variant } from "./spec.ts";

/** Whether the rows of an address are posteriors, as the tab Posteriors writes them. */
export function givesPosteriors(input: unknown): boolean {
  return typeof input === "object" && input !== null && "family" in input;
}

/**
 * The results of a test that give these posteriors: counts and a prior for Beta, means and deviations for Student t.
 * Undefined where there are none, as for Beta(0.3, 2).
 *
 * @throws InvalidInput
 */
export function decideFromPosteriors(input: unknown): DecideSpec | undefined {
  const spec = parseSpec(input);
  const rows = spec.family === "student-t" ? meansOf(spec) : conversionsOf(spec);
  return rows && { ...rows, names: spec.names ?? [], acceptedLoss: spec.acceptedLoss ?? 0.1 };
}

/** Whether the tab Simple has a form for posteriors; it reports invalid ones itself. */
export function hasCounts(input: unknown): boolean {
  try {
    return decideFromPosteriors(input) !== undefined;
  } catch (error) {
    if (error instanceof InvalidInput) return true;
    throw error;
  }
}

function conversionsOf(spec: CalculatorSpec) {
  const priors = spec.prior ? [spec.prior as unknown as Prior] : namedPriors.map(({ prior }) => prior);
  const { family, arms } = posteriorsOf(spec);
  if (family !== "beta") return undefined;
  for (const prior of priors) {
    const variants = arms.map(({ alpha, beta }) => {
      const conversions = alpha - prior.alpha;
      return { conversions, visitors: conversions + (beta - prior.beta) };
    });
    if (variants.every((variant) => variant.conversions <= variant.visitors && Variant.safeParse(variant).success))
      return { measure: "conversions" as const, variants, prior };
  }
  return undefined;
}

function meansOf({ arms }: CalculatorSpec) {
  const variants = arms.map((arm) => resultsOf(arm as ReturnType<typeof studentOf>));
  if (!variants.every((variant) => MeanVariant.safeParse(variant).success)) return undefined;
  return { measure: "means" as const, variants };
}
