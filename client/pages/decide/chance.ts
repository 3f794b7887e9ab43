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

/** A rate: "3.00%"; to two digits below 0.1%: "0.033%", "3.3·10⁻⁵%". */
export function percentText(rate: number): string {
  const percents = 100 * rate;
  return percents > 0 && percents < 0.1 ? `${formatNumber(twoDigits(percents))}%` : `${percents.toFixed(2)}%`;
}

/**
 * A relative change: "+37%", "−4%"; to two digits below 1%: "+0.033%"; "18 times" from tenfold on. The API gives null beyond
 * 10³⁰⁰.
 */
export function liftText(lift: number | null): string {
  if (lift === null) return "more than 10³⁰⁰ times";
  if (lift >= 9) return `${formatNumber(twoDigits(1 + lift))} times`;
  const size = 100 * Math.abs(lift);
  const sign = lift < 0 ? "−" : "+";
  if (size < 1) return size < NO_LIFT ? "0%" : `${sign}${formatNumber(twoDigits(size))}%`;
  // What lacks a little of the whole has not lost all of it.
  return lift < 0 && size >= 99.5 && size < 100 ? lastDigits(size) : `${sign}${Math.round(size)}%`;
}

/** Below this, a change in per cent is the rounding of equal rates. */
const NO_LIFT = 1e-9;

/** A loss of just below 100% to the first digit that is no 9: "−99.97%"; "below −99.9999%" beyond that. */
function lastDigits(size: number): string {
  const digits = Math.ceil(-Math.log10(100 - size));
  return digits > 4 ? "below −99.9999%" : `−${Math.floor(size * 10 ** digits) / 10 ** digits}%`;
}
