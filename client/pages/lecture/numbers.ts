import { Rational } from "../../../policies/numerics/rational.ts";
import { powerOfTen } from "../../text/number-format.ts";

/** Fractions longer than this are abbreviated. */
const LONGEST = 40;
/** Longest fraction in a cell of the answer strip. */
const SHORT = 11;

interface Exact {
  value: number;
  fraction?: string;
  formula?: string;
}

/** A number in decimals without trailing zeros: "0.1667", "2.3·10⁻¹²". */
export function decimal(value: number, digits = 4): string {
  if (value === 0 || value === 1) return String(value);
  return value < 10 ** -digits ? scientific(value, digits - 1) : value.toFixed(digits).replace(/\.?0+$/, "");
}

/** The least distance from 1 that a double tells from rounding. */
const NEAREST_TO_1 = 1e-12;

/** A probability in decimals. Only an impossible arm has "0" and only a certain one "1": "1 − 2.3·10⁻¹²". */
export function decimalOf({ value, fraction }: Exact, digits = 4): string {
  if (fraction === "0" || fraction === "1") return fraction;
  if (value === 0) return "below 10⁻³⁰⁷";
  if (value < 0.5 || Number(value.toFixed(digits)) < 1) return decimal(value, digits);
  const rest = fraction === undefined ? 1 - value : complementOf(fraction);
  if (rest < (fraction === undefined ? NEAREST_TO_1 : Number.MIN_VALUE)) return "above 1 − 10⁻¹²";
  return `1 − ${scientific(rest, 1)}`;
}

/** 1 minus a fraction, to the nearest double. */
function complementOf(fraction: string): number {
  const [numerator, denominator] = fraction.split("/").map(BigInt);
  return new Rational(denominator - numerator, denominator).toNumber();
}

/** "7.2·10⁻¹⁵". */
export function scientific(value: number, digits = 1): string {
  if (value === 0) return "0";
  const [mantissa, exponent] = value.toExponential(digits).split("e");
  return `${mantissa}·${powerOfTen(Number(exponent))}`;
}

/** The shortest exact form of an answer: a formula, a short fraction, else decimals. */
export function shortest({ value, fraction, formula }: Exact): string {
  if (formula !== undefined && formula.length <= SHORT) return formula;
  return fraction !== undefined && fraction.length <= SHORT ? fraction : decimalOf({ value, fraction });
}

/** The decimals beside a formula or fraction of `shortest`; undefined if `shortest` gives decimals. */
export function aside(exact: Exact): string | undefined {
  const text = decimalOf(exact);
  return shortest(exact) === text ? undefined : text;
}

/** "17/70"; a long fraction is abbreviated, after its decimals. */
export function exactText(exact: Exact): string {
  const { fraction } = exact;
  if (fraction === undefined) return decimalOf(exact, 12);
  return fraction.length <= LONGEST ? fraction : `${decimalOf(exact, 12)} ≈ ${abbreviated(fraction)}`;
}

/** A long fraction without the middles of its numbers: "123456…5678/876543…4321 (80 digits below the line)". */
export function abbreviated(fraction: string): string {
  if (fraction.length <= LONGEST) return fraction;
  const parts = fraction.split("/");
  const digits = parts.at(-1)!.length;
  return `${parts.map(middleless).join("/")} (${digits} digits below the line)`;
}

function middleless(digits: string): string {
  return digits.length <= 14 ? digits : `${digits.slice(0, 6)}…${digits.slice(-4)}`;
}
