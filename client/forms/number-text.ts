import { plainCharacters } from "./plain-characters.ts";

/** How a text reads as a number: one value, several possible ones, or none. */
export type NumberReading = { value: number } | { ambiguous: number[] } | { text: string };

export type DecimalMark = "." | ",";

export interface ReadingOptions {
  /** The decimal mark, if neighbouring numbers show it; it settles ambiguity. */
  decimal?: DecimalMark;
  /** Reads a count: "50%" is not one. */
  whole?: boolean;
}

/**
 * Reads a number as people write it.
 *
 *   number  = term | term "/" term                    "1/3"
 *   term    = [sign] digits [exponent] ["%" | "‰"]    "−5", "12 %", "1e3"
 *           | [sign] [digits "·"] "10^" whole         "10^3", "2.3·10⁻¹²"
 *
 * Digits are grouped by three with commas, spaces, underscores or apostrophes ("1,000", "1 000", "1_000", "1'000"), and
 * a dot begins the fraction. Where the dot may be a separator of thousands ("12.400") or the comma a decimal mark
 * ("1,2"), the text is ambiguous; so are other groupings ("1,23,456"). "0,5" and "0.450" are clear: no group of thousands begins
 * with 0. The value is the nearest double.
 *
 * @returns `text`, trimmed, if it is not a number, or not one that a double can hold ("1e400", "1e-400", "1/0")
 */
export function readNumber(text: string, { decimal, whole = false }: ReadingOptions = {}): NumberReading {
  const unread = { text: text.trim() };
  const plain = plainCharacters(text);
  const terms = plain.split("/").map((term) => readTerm(term.trim(), decimal));
  if (terms.length > 2 || ((terms.length === 2 || whole) && /[%‰]/.test(plain))) return unread;
  const [values, divisors = [1]] = terms.map((term) => term.values);
  const results = values.flatMap((value) => divisors.map((divisor) => value / divisor));
  const isLost = results.some((result, i) => result === 0 && values[Math.floor(i / divisors.length)] !== 0);
  if (results.length === 0 || isLost || !results.every(Number.isFinite)) return unread;
  return terms.every((term) => term.isClear) ? { value: results[0] } : { ambiguous: results };
}

/** The value of a number field: the number of the text, else the text itself, which the schema refuses. */
export function numberFromText(text: string, options?: ReadingOptions): unknown {
  const reading = readNumber(text, options);
  return "value" in reading ? reading.value : text.trim();
}

/** The text of a field: as typed while it means the value, so that "0." can be typed. */
export function shownText(typed: string, value: unknown, options?: ReadingOptions): string {
  if (Object.is(numberFromText(typed, options), value)) return typed;
  return typeof value === "number" || typeof value === "string" ? String(value) : "";
}

/** The possible numbers of an ambiguous text; undefined for other values. */
export function readingsOf(value: unknown, whole: boolean): number[] | undefined {
  const reading = typeof value === "string" ? readNumber(value, { whole }) : undefined;
  return reading && "ambiguous" in reading ? reading.ambiguous : undefined;
}

/** Unambiguous digits of a number: 1.645 is "1.6450". */
export function clearText(value: number): string {
  const text = String(value);
  return "value" in readNumber(text) ? text : `${text}0`;
}

/** The decimal mark that texts share; undefined if none shows it or they contradict each other. */
export function decimalMarkOf(texts: readonly string[]): DecimalMark | undefined {
  const plain = texts.map(plainCharacters);
  const dot = plain.some((text) => "value" in readNumber(text) && /\.\d/.test(text));
  const comma = plain.some((text) => FRACTION_AFTER_COMMA.test(text));
  return dot === comma ? undefined : dot ? "." : ",";
}

const FRACTION_AFTER_COMMA = /^[+-]?(0?,\d+|\d+,(\d{1,2}|\d{4,})|[1-9]\d{0,2}([. ']\d{3})+,\d+)([ %‰]|$)/;

interface Term {
  values: number[];
  isClear: boolean;
}

const TERM =
  /^(?<sign>[+-]?) ?(?:(?<digits>[\d.,_' ]*\d[\d.,_']*)(?:e(?<exponent>[+-]?\d+)| ?[*·×x] ?10\^(?<power>[+-]?\d+))?|10\^(?<alone>[+-]?\d+)) ?(?<share>[%‰]?)$/i;
const SHARES: Record<string, number> = { "": 0, "%": -2, "‰": -3 };
const NO_TERM: Term = { values: [], isClear: true };

function readTerm(text: string, decimal: DecimalMark | undefined): Term {
  const { sign, digits = "1", exponent, power, alone, share } = TERM.exec(text)?.groups ?? {};
  if (share === undefined) return NO_TERM;
  const written = exponent ?? power ?? alone;
  // Before an exponent, a dot is a decimal mark.
  const { readings, isClear } = readDigits(digits, written === undefined ? decimal : (decimal ?? "."));
  const shift = Number(written ?? 0) + SHARES[share];
  const values = readings.map((reading) => Number(`${sign}${reading}e${shift}`));
  // Digits other than 0 whose double is 0 are out of range.
  const isHeld = values.every((value, i) => Number.isFinite(value) && (value !== 0 || !/[1-9]/.test(readings[i])));
  return isHeld ? { values, isClear } : NO_TERM;
}

interface Form {
  pattern: RegExp;
  /** The possible readings as plain decimals. */
  readings: ((digits: string) => string)[];
  /** Whether to ask, even about a single reading. */
  asks: boolean;
}

const asWritten = (digits: string) => digits;
const withoutCommas = (digits: string) => digits.replaceAll(",", "");
const withoutDots = (digits: string) => digits.replaceAll(".", "");
const withoutGroups = (digits: string) => digits.replaceAll(/[,_' ]/g, "");
const commaAsMark = (digits: string) => digits.replaceAll(/[._' ]/g, "").replace(",", ".");

const UNGROUPED = /^(\d+\.?\d*|\.\d+)$/;

/** The forms of grouped digits and fractions; the first match decides. */
const FORMS: Form[] = [
  { pattern: /^[1-9]\d{0,2}\.\d{3}$/, readings: [asWritten, withoutDots], asks: true },
  { pattern: UNGROUPED, readings: [asWritten], asks: false },
  { pattern: /^[1-9]\d{0,2}([,_' ])\d{3}(\1\d{3})*(\.\d*)?$/, readings: [withoutGroups], asks: false },
  { pattern: /^0?,\d+$/, readings: [commaAsMark], asks: false },
  { pattern: /^\d+,\d+$/, readings: [commaAsMark, withoutCommas], asks: true },
  { pattern: /^[1-9]\d{0,2}\.\d{3},\d+$/, readings: [commaAsMark, withoutCommas], asks: true },
  { pattern: /^[1-9]\d{0,2}([._' ])\d{3}(\1\d{3})*,\d+$/, readings: [commaAsMark], asks: true },
  { pattern: /^[1-9]\d{0,2}(\.\d{3}){2,}$/, readings: [withoutDots], asks: true },
  { pattern: /^\d+(,\d+){2,}(\.\d*)?$/, readings: [withoutCommas], asks: true },
];

function readDigits(digits: string, decimal: DecimalMark | undefined): { readings: string[]; isClear: boolean } {
  if (decimal === ",")
    return readDigits(
      digits.replaceAll(/[.,]/g, (mark) => (mark === "." ? "," : ".")),
      ".",
    );
  if (decimal === "." && UNGROUPED.test(digits)) return { readings: [digits], isClear: true };
  const form = FORMS.find(({ pattern }) => pattern.test(digits));
  if (!form) return { readings: [], isClear: true };
  return { readings: form.readings.map((reading) => reading(digits)), isClear: !form.asks };
}
