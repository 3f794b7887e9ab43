import { InvalidInput, type Mistake } from "../../experiments/mistakes/mistakes.ts";
import { canonicalJson } from "../../experiments/spec/canonical-json.ts";

/** `?spec=` and compact JSON. */
export function jsonToSearch(value: unknown): string {
  // These characters are legal in a query and keep the address readable.
  const text = encodeURIComponent(JSON.stringify(value)).replaceAll(/%(?:2C|3A|5B|5D|7B|7D)/g, (code) =>
    decodeURIComponent(code),
  );
  return `?spec=${text}`;
}

/** `?spec=` with the fields that differ from the standard ones; "" if none does. */
export function changesToSearch<Spec extends object>(spec: Spec, standard: Spec): string {
  const changed = Object.entries(spec).filter(
    ([name, value]) => canonicalJson(value) !== canonicalJson(standard[name as keyof Spec]),
  );
  return changed.length === 0 ? "" : jsonToSearch(Object.fromEntries(changed));
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
