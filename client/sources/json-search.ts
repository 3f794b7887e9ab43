/** `?spec=` and compact JSON. */
export function jsonToSearch(value: unknown): string {
  // These are legal in a query, and an address stays readable with them.
  const text = encodeURIComponent(JSON.stringify(value)).replaceAll(/%(?:2C|3A|5B|5D|7B|7D)/g, (code) =>
    decodeURIComponent(code),
  );
  return `?spec=${text}`;
}

/**
 * The value of an address; undefined without one.
 *
 * @throws SyntaxError on what is not JSON
 */
export function jsonFromSearch(search: string): unknown {
  const text = new URLSearchParams(search).get("spec");
  return text === null ? undefined : JSON.parse(text);
}
