import { formatNumber, powerOfTen } from "../../text/number-format.ts";

/** A probability as the API gives it. */
interface Probability {
  value: number;
  logValue: number | null;
}

/**
 * A chance in words: "97.3%"; beyond 0.1% and 99.9% as odds, "1 in 43,000", or a power of ten, "1 in 10¹²".
 *
 * @param logOthers the logarithm of the chance that it does not happen, which has digits of its own next to 1
 */
export function chanceText({ value, logValue }: Probability, logOthers: number): string {
  if (value === 0 && logValue === null) return "0%";
  if (logOthers === -Infinity) return "100%";
  if (value > 0.999) return `all but ${oddsText(logOthers)}`;
  if (value >= 0.001) return `${(100 * value).toFixed(1)}%`;
  return oddsText(logValue ?? Math.log(value));
}

/** "1 in 43,000"; "1 in 10¹²" beyond a million. */
function oddsText(logChance: number): string {
  const power = -logChance / Math.LN10;
  if (power >= 6) return `1 in 10${powerOfTen(Math.round(power)).slice(2)}`;
  return `1 in ${formatNumber(twoDigits(Math.exp(-logChance)))}`;
}

function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}

/** How many of so many visitors each variant gets in proportion to its chance: whole numbers with that sum. */
export function shareOut(chances: readonly number[], visitors: number): number[] {
  const exact = chances.map((chance) => chance * visitors);
  const shares = exact.map(Math.floor);
  const left = visitors - shares.reduce((sum, share) => sum + share, 0);
  const byRest = exact.map((value, variant) => ({ variant, rest: value - shares[variant] }));
  byRest.sort((a, b) => b.rest - a.rest);
  for (const { variant } of byRest.slice(0, Math.max(0, left))) shares[variant]++;
  return shares;
}

/** A rate: "3.00%". */
export function percentText(rate: number): string {
  return `${(100 * rate).toFixed(2)}%`;
}

/** A relative change: "+37%", "−4%"; "18 times" from tenfold on. The API gives null beyond 10³⁰⁰. */
export function liftText(lift: number | null): string {
  if (lift === null) return "more than 10³⁰⁰ times";
  if (lift >= 9) return `${formatNumber(twoDigits(1 + lift))} times`;
  const points = Math.round(100 * lift);
  return `${points < 0 ? "−" : "+"}${Math.abs(points)}%`;
}
