import type { BestArm } from "../../../policies/numerics/best-arm.ts";
import { formatNumber } from "../../charts/number-format.ts";
import { listed } from "../lecture/words.ts";
import { probabilityDigits } from "./digits.ts";

/** What the numbers say about which arm to take, in a sentence or two. */
export function decisionText(arms: readonly BestArm[], nameOf: (arm: number) => string): string {
  if (arms.length === 1) return `There is no other arm than ${nameOf(0)}.`;
  const likeliest = greatest(arms.map(({ logValue }) => logValue));
  const cheapest = greatest(arms.map(({ expectedLoss = NaN }) => -expectedLoss));
  const probability = probabilityText(arms, likeliest[0]);
  const best =
    likeliest.length === 1
      ? `Arm ${nameOf(likeliest[0])} is best with probability ${probability}`
      : `Arms ${listed(likeliest.map(nameOf))} are equally likely to be best, with probability ${probability} each`;
  if (cheapest.length === 0) return `${best}. No expected loss exists, for a posterior has no mean.`;
  const loss = (arm: number) => formatNumber(arms[arm].expectedLoss!);
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
export function probabilityText(arms: readonly BestArm[], arm: number): string {
  const { value, fraction } = arms[arm];
  if (fraction !== undefined && isShort(fraction)) return fraction;
  const rest = arms.reduce((sum, { value }, other) => (other === arm ? sum : sum + value), 0);
  if (Number(value.toPrecision(4)) === 1 && rest > 0) return `1 − ${formatNumber(rest)}`;
  return value === 0 ? probabilityDigits(arms[arm], 3) : formatNumber(value);
}

/** Whether a fraction is brief enough to be the answer itself. */
export function isShort(fraction: string): boolean {
  return fraction.length <= 11;
}
