import { powerOfTen } from "../../text/number-format.ts";

/** A number with all its digits: "0.16666666666666666", "4.150086285598264·10⁻²⁷⁴". */
export function allDigits(value: number): string {
  const [mantissa, exponent] = String(value).replace("-", "−").split("e");
  if (exponent === undefined && (value === 0 || Math.abs(value) >= 1e-4)) return mantissa;
  const [digits, power] = value.toExponential().split("e");
  return `${digits.replace("-", "−")}·${powerOfTen(Number(power))}`;
}

/** A number rounded to its known digits: one unit of the last digit is at least the error bound. */
export function knownDigits(value: number, errorBound: number): string {
  if (errorBound === 0 || value === 0) return allDigits(value);
  const digits = Math.floor(Math.log10(Math.abs(value))) - Math.ceil(Math.log10(errorBound)) + 1;
  return digits > 16 ? allDigits(value) : allDigits(Number(value.toPrecision(Math.max(1, digits))));
}

/** An upper limit to two digits, rounded up: "< 1.3·10⁻²⁴". */
export function belowText(limit: number): string {
  const exponent = Math.floor(Math.log10(limit));
  const mantissa = Math.ceil((limit / 10 ** exponent) * 10) / 10;
  return mantissa < 10 ? `< ${mantissa}·${powerOfTen(exponent)}` : `< 1·${powerOfTen(exponent + 1)}`;
}

/** A probability of the API: its logarithm is null if it is 0. */
export interface Known {
  value: number;
  logValue: number | null;
  errorBound: number;
}

/** A probability below this is also shown as a power of e. */
const TINY = 1e-30;

/** The logarithm of a tiny probability as a power of e: "e^−629.485". */
export function asPowerOfE({ value, logValue }: Known): string | undefined {
  if (value >= TINY || logValue === null) return undefined;
  return `e^${logValue.toFixed(3).replace("-", "−")}`;
}

/** The known digits of a probability. One too small for a double has the digits of its logarithm, at most `most`. */
export function probabilityDigits({ value, logValue, errorBound }: Known, most = 16): string {
  if (value >= SMALLEST_NORMAL || logValue === null) return knownDigits(value, errorBound);
  const decimal = logValue / Math.LN10;
  const exponent = Math.floor(decimal);
  // The digits of the logarithm before its point belong to the exponent.
  const digits = Math.min(most, Math.max(1, 15 - Math.ceil(Math.log10(-logValue))));
  const mantissa = (10 ** (decimal - exponent)).toFixed(digits - 1);
  return mantissa.startsWith("10") ? `1·${powerOfTen(exponent + 1)}` : `${mantissa}·${powerOfTen(exponent)}`;
}

/** Below this doubles lose digits. */
const SMALLEST_NORMAL = 2.3e-308;

/**
 * 1 − P for a P near 1: the sum of the other probabilities, which has far more known digits than P itself. Undefined
 * unless P rounds to 1 at four digits.
 */
export function shortfall(arms: readonly Known[], arm: number): Known | undefined {
  if (Number(arms[arm].value.toPrecision(4)) !== 1) return undefined;
  const others = arms.filter((_, other) => other !== arm);
  const likeliest = Math.max(...others.map(({ logValue }) => logValue ?? -Infinity));
  if (likeliest === -Infinity) return undefined;
  const ratios = others.map(({ logValue }) => (logValue === null ? 0 : Math.exp(logValue - likeliest)));
  return {
    value: sumOf(others.map(({ value }) => value)),
    logValue: likeliest + Math.log(sumOf(ratios)),
    errorBound: sumOf(others.map(({ errorBound }) => errorBound)),
  };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** The known digits of an arm's probability; "1 − 1.77·10⁻⁴⁹" near 1. */
export function digitsOf(arms: readonly Known[], arm: number): { text: string; errorBound: number } {
  const missing = shortfall(arms, arm);
  if (missing) return { text: `1 − ${probabilityDigits(missing)}`, errorBound: missing.errorBound };
  return { text: probabilityDigits(arms[arm]), errorBound: arms[arm].errorBound };
}

/** The logarithm of an arm's probability, to at most twelve known digits. */
export function logDigits(arms: readonly Known[], arm: number): string {
  const { value, logValue, errorBound } = arms[arm];
  if (logValue === null) return "−∞";
  const missing = shortfall(arms, arm);
  // ln(1 − x) = −x for x too small for a double.
  if (missing && logValue === 0) return `−${probabilityDigits(missing)}`;
  const bound = missing ? missing.errorBound : value >= SMALLEST_NORMAL ? errorBound / value : 0;
  return knownDigits(Number(logValue.toPrecision(12)), bound);
}
