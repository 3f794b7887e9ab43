import { powerOfTen } from "../text/number-format.ts";
import { clearText, readNumber, type ReadingOptions } from "./number-text.ts";

const PLAIN = /^\s*[+\-−]?(\d+\.?\d*|\.\d+)\s*$/;
/** One comma before three digits: thousands in English, a decimal mark in many other languages. */
const ONE_COMMA = /^\D*[1-9]\d{0,2},\d{3}\D*$/;

/**
 * How a text was understood: "= 1,000", "≈ 0.333333", or "= 1,250, not 1.25" where a decimal comma would give another
 * number. Empty for plain decimals and for texts that are not numbers.
 */
export function understoodText(text: string, options?: ReadingOptions): string {
  const reading = readNumber(text, options);
  if (!("value" in reading) || PLAIN.test(text)) return "";
  const { value } = reading;
  const other = ONE_COMMA.test(text) ? readNumber(text, { ...options, decimal: "," }) : undefined;
  const contrast = other && "value" in other ? `, not ${spokenNumber(other.value)}` : "";
  return `${isShort(value) ? "=" : "≈"} ${spokenNumber(value)}${contrast}`;
}

/** The question about an ambiguous text: “12.400” can mean 12.4 or 12,400. Write 12.4 or 12400. */
export function ambiguityText(text: string, readings: readonly number[]): string {
  const quoted = `“${text.trim()}”`;
  const write = `Write ${readings.map(clearText).join(" or ")}.`;
  if (readings.length === 1) return `${quoted} is not clear. ${write}`;
  return `${quoted} can mean ${readings.map(spokenNumber).join(" or ")}. ${write}`;
}

/** At most six significant digits of a fraction, thousands with commas: "1,234.5", "0.333333", "1.5·10³⁰⁰". */
export function spokenNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-6 || size >= 1e15)) {
    const [factor, exponent] = value.toExponential(5).split("e");
    return `${Number(factor)}·${powerOfTen(Number(exponent))}`.replace("-", "−");
  }
  const [whole, fraction] = String(rounded(value)).split(".");
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ",").replace("-", "−");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function rounded(value: number): number {
  return Number.isInteger(value) || isShort(value) ? value : Number(value.toPrecision(6));
}

/** Whether twelve digits write a number exactly. */
function isShort(value: number): boolean {
  return Number.isInteger(value) || Number(value.toPrecision(12)) === value;
}
