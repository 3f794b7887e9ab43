import { clearText, decimalMarkOf, numberFromText, readingsOf, readNumber } from "./number-text.ts";
import { ambiguityText } from "./number-words.ts";

/** A comma without a space after it may belong to a number. */
const INNER_COMMA = /,(?=\S)/;
/** A decimal comma: no group of thousands begins with 0. */
const COMMA_FRACTION = /^[+\-−]?0?,\d+[%‰]?$/;
/** The rest of a number with a space between thousands: "000". */
const LEADING_ZERO = /^[+\-−]?0\d/;

/**
 * The numbers of a list, separated by spaces, line breaks, semicolons or commas: "0.1, 0.2, 1/3". A comma without a space
 * after it separates numbers if it cannot belong to one ("0.1,0.2"), is a decimal mark if the other numbers have decimal
 * commas ("0,5 1,2"), and is otherwise ambiguous: the text stays ("1,2").
 */
export function numbersFromList(text: string): unknown[] {
  const tokens = tokensOf(text);
  const decimal = tokens.length > 1 ? decimalMarkOf(tokens.filter(isEvidence)) : undefined;
  return tokens.map((token) => {
    const isDoubtful = LEADING_ZERO.test(token) || (INNER_COMMA.test(token) && decimal !== ",");
    return isDoubtful ? token : numberFromText(token, { decimal });
  });
}

/** Numbers as a list that `numbersFromList` reads back. */
export function listText(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === "number" ? clearText(value) : String(value))).join(", ");
}

/** What to do about an ambiguous entry of a list; undefined for other entries. */
export function listMistake(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  if (INNER_COMMA.test(value)) {
    return `“${value}” can be one number or several. Put a space after a comma between numbers, and a point before a fraction.`;
  }
  const readings = readingsOf(value, false);
  return readings && ambiguityText(value, readings);
}

function isEvidence(token: string): boolean {
  return !INNER_COMMA.test(token) || COMMA_FRACTION.test(token);
}

function tokensOf(text: string): string[] {
  const joined = text.replaceAll(/\s+([%‰])/g, "$1").replaceAll(/\s*\/\s*/g, "/");
  const tokens = joined.split(/[\s;]+|,(?=\s|$)/).filter((token) => token !== "");
  return tokens.flatMap((token) =>
    INNER_COMMA.test(token) && "text" in readNumber(token) ? token.split(",") : [token],
  );
}
