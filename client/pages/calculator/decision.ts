import { formatNumber } from "../../charts/number-format.ts";
import { listed } from "../lecture/words.ts";
import { type Known, probabilityDigits, shortfall } from "./digits.ts";
import { type Loss, lossText } from "./loss.ts";

/** An arm's probability in an answer of the API. */
export type MaybeFraction = Known & { fraction?: string };

/** What the numbers say about which arm to take, in a sentence or two. */
export function decisionText(arms: readonly (MaybeFraction & Loss)[], nameOf: (arm: number) => string): string {
  if (arms.length === 1) return `There is no other arm than ${nameOf(0)}.`;
  const likeliest = greatest(arms.map(({ logValue }) => logValue ?? -Infinity));
  const cheapest = greatest(arms.map(({ expectedLoss }) => -(expectedLoss ?? NaN)));
  const probability = probabilityText(arms, likeliest[0]);
  const best =
    likeliest.length === 1
      ? `Arm ${nameOf(likeliest[0])} is best with probability ${probability}`
      : `Arms ${listed(likeliest.map(nameOf))} are equally likely to be best, with probability ${probability} each`;
  if (cheapest.length === 0) return `${best}. No expected loss exists, for a posterior has no mean.`;
  const loss = (arm: number) => lossText(arms[arm]);
  const chosen = likeliest.find((arm) => cheapest.includes(arm));
  if (chosen !== undefined) {
    return `${best}; choosing ${likeliest.length === 1 ? "it" : nameOf(chosen)} costs ${loss(chosen)} in expectation.`;
  }
  const other = cheapest[0];
  return `${best}, but choosing it costs ${loss(likeliest[0])} in expectation; arm ${nameOf(other)}, whose mean is higher, costs ${loss(other)}.`;
}

/** The indices of the greatest number; none where a number is missing. */
function greatest(numbers: readonly number[]): number[] {
  const most = Math.max(...numbers);
  return numbers.flatMap((number, index) => (number === most ? [index] : []));
}

/** A probability in brief: a short fraction, four digits, or what it lacks to one where those would say "1". */
export function probabilityText(arms: readonly MaybeFraction[], arm: number): string {
  const { fraction } = arms[arm];
  if (fraction !== undefined && isShort(fraction)) return fraction;
  const missing = shortfall(arms, arm);
  return missing ? `1 − ${brief(missing)}` : brief(arms[arm]);
}

function brief(probability: Known): string {
  return probability.value === 0 ? probabilityDigits(probability, 3) : formatNumber(probability.value);
}

/** Whether a fraction is brief enough to be the answer itself. */
export function isShort(fraction: string): boolean {
  return fraction.length <= 11;
}
