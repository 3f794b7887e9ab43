import { formatNumber } from "../../text/number-format.ts";

/** A Beta prior of every variant's rate. */
export interface Prior {
  alpha: number;
  beta: number;
}

export const FLAT: Prior = { alpha: 1, beta: 1 };

/** Priors with a name, the default first. */
export const namedPriors = [
  { label: "Flat: Beta(1, 1)", word: "flat", prior: FLAT, says: "Every rate is equally likely beforehand." },
  {
    label: "Jeffreys: Beta(1/2, 1/2)",
    word: "Jeffreys",
    prior: { alpha: 0.5, beta: 0.5 },
    says: "Rates near 0% and 100% are likelier beforehand than others.",
  },
] as const;

export function isSamePrior(one: Prior, other: Prior): boolean {
  return one.alpha === other.alpha && one.beta === other.beta;
}

/** "the flat prior Beta(1, 1)", "the prior Beta(3, 97)". */
export function priorName(prior: Prior): string {
  const named = namedPriors.find((each) => isSamePrior(each.prior, prior));
  return `the ${named ? `${named.word} ` : ""}prior Beta(${formatNumber(prior.alpha)}, ${formatNumber(prior.beta)})`;
}

/** What a prior weighs: "It counts like 100 imagined visitors of every variant, of whom 3 converted." */
export function priorText({ alpha, beta }: Prior): string {
  const visitors = alpha + beta;
  const counted = `${formatNumber(visitors)} imagined ${visitors === 1 ? "visitor" : "visitors"}`;
  return `It counts like ${counted} of every variant, of whom ${formatNumber(alpha)} converted; ${formatNumber(visitors)} real visitors weigh as much.`;
}
