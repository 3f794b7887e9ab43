import { InvalidInput, type Mistake } from "../../experiments/mistakes/mistakes.ts";

/** `?spec=` and compact JSON. */
export function jsonToSearch(value: unknown): string {
  // These characters are legal in a query and keep the address readable.
  const text = encodeURIComponent(JSON.stringify(value)).replaceAll(/%(?:2C|3A|5B|5D|7B|7D)/g, (code) =>
    decodeURIComponent(code),
  );
  return `?spec=${text}`;
}

/**
 * The value in an address; undefined if it has none.
 *
 * @throws SyntaxError if the value is not JSON
 */
export function jsonFromSearch(search: string): unknown {
  const text = new URLSearchParams(search).get("spec");
  return text === null ? undefined : JSON.parse(text);
}

/**
 * The mistakes of an address that could not be read.
 *
 * @throws the error, where it is neither of JSON nor of a field
 */
export function mistakesOfAddress(error: unknown): Mistake[] {
  if (error instanceof InvalidInput) return error.mistakes;
  if (error instanceof SyntaxError) return [{ pointer: "", code: "not-json", detail: "is not JSON" }];
  throw error;
}
