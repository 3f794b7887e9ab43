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

/** A probability in decimals without trailing zeros: "0.1667", "2.3·10⁻¹²". */
export function decimal(value: number, digits = 4): string {
  if (value === 0 || value === 1) return String(value);
  return value < 10 ** -digits ? scientific(value, digits - 1) : value.toFixed(digits).replace(/\.?0+$/, "");
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
  return fraction !== undefined && fraction.length <= SHORT ? fraction : decimal(value);
}

/** The decimals beside a formula or fraction of `shortest`; undefined if `shortest` gives decimals. */
export function aside(exact: Exact): string | undefined {
  const text = decimal(exact.value);
  return shortest(exact) === text ? undefined : text;
}

/** "17/70"; a long fraction is abbreviated, after its decimals. */
export function exactText({ value, fraction }: Exact): string {
  if (fraction === undefined) return decimal(value, 12);
  return fraction.length <= LONGEST ? fraction : `${decimal(value, 12)} ≈ ${abbreviated(fraction)}`;
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
