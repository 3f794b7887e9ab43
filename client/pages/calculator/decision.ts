import { formatNumber } from "../../text/number-format.ts";
import { listed } from "../../text/words.ts";
import { type Known, probabilityDigits, shortfall } from "./digits.ts";
import { type Loss, lossWithUnit } from "./loss.ts";

/** An arm's probability, with its fraction if it has one. */
export type MaybeFraction = Known & { fraction?: string };

/**
 * Which arm is most likely to be best, and the expected loss of choosing it.
 *
 * @param isChance whether means are chances, so that losses are in percentage points
 */
export function decisionText(
  arms: readonly (MaybeFraction & Loss)[],
  nameOf: (arm: number) => string,
  isChance: boolean,
): string {
  if (arms.length === 1) return `${nameOf(0)} is the only arm.`;
  const likeliest = greatest(arms.map(({ logValue }) => logValue ?? -Infinity));
  const cheapest = greatest(arms.map(({ expectedLoss }) => -(expectedLoss ?? NaN)));
  const probability = probabilityText(arms, likeliest[0]);
  const best =
    likeliest.length === 1
      ? `Arm ${nameOf(likeliest[0])} is best with probability ${probability}`
      : `Arms ${listed(likeliest.map(nameOf))} are equally likely to be best, with probability ${probability} each`;
  if (cheapest.length === 0) return `${best}. There is no expected loss, because a posterior has no mean.`;
  const loss = (arm: number) => `expected loss if you choose ${nameOf(arm)}: ${lossWithUnit(arms[arm], isChance)}`;
  const chosen = likeliest.find((arm) => cheapest.includes(arm));
  if (chosen !== undefined) return `${best}; ${loss(chosen)}.`;
  return `${best}, but arm ${nameOf(cheapest[0])} has the higher mean; ${loss(likeliest[0])}; ${loss(cheapest[0])}.`;
}

/** The indices of the greatest number; none if one is NaN. */
function greatest(numbers: readonly number[]): number[] {
  const most = Math.max(...numbers);
  return numbers.flatMap((number, index) => (number === most ? [index] : []));
}

/** A probability in brief: a short fraction, four digits, or "1 − x" near 1. */
export function probabilityText(arms: readonly MaybeFraction[], arm: number): string {
  const { fraction } = arms[arm];
  if (fraction !== undefined && isShort(fraction)) return fraction;
  const missing = shortfall(arms, arm);
  return missing ? `1 − ${brief(missing)}` : brief(arms[arm]);
}

function brief(probability: Known): string {
  return probability.value === 0 ? probabilityDigits(probability, 3) : formatNumber(probability.value);
}

/** Whether a fraction is short enough to be shown in place of decimals. */
export function isShort(fraction: string): boolean {
  return fraction.length <= 11;
}
