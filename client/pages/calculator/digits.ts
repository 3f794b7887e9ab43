import { powerOfTen } from "../../charts/number-format.ts";

/** A number with all its digits: "0.16666666666666666", "4.150086285598264·10⁻²⁷⁴". */
export function allDigits(value: number): string {
  const [mantissa, exponent] = String(value).replace("-", "−").split("e");
  if (exponent === undefined && (value === 0 || Math.abs(value) >= 1e-4)) return mantissa;
  const [digits, power] = value.toExponential().split("e");
  return `${digits.replace("-", "−")}·${powerOfTen(Number(power))}`;
}

interface Logarithmic {
  value: number;
  logValue: number;
}

/** Below this a probability is easier to grasp as a power of e. */
const TINY = 1e-30;

/** The logarithm of a tiny probability as a power of e: "e^−629.485". */
export function asPowerOfE({ value, logValue }: Logarithmic): string | undefined {
  if (value >= TINY || logValue === -Infinity) return undefined;
  return `e^${logValue.toFixed(3).replace("-", "−")}`;
}

/** All digits of a probability; of one that no double can hold those that its logarithm has, or at most so many. */
export function probabilityDigits({ value, logValue }: Logarithmic, most = 16): string {
  if (value >= SMALLEST_NORMAL || logValue === -Infinity) return allDigits(value);
  const decimal = logValue / Math.LN10;
  const exponent = Math.floor(decimal);
  // The logarithm has sixteen digits, of which those before its point are the exponent's.
  const digits = Math.min(most, Math.max(1, 15 - Math.ceil(Math.log10(-logValue))));
  const mantissa = (10 ** (decimal - exponent)).toFixed(digits - 1);
  return mantissa.startsWith("10") ? `1·${powerOfTen(exponent + 1)}` : `${mantissa}·${powerOfTen(exponent)}`;
}

/** Below this doubles lose digits. */
const SMALLEST_NORMAL = 2.3e-308;
