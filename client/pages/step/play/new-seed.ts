const LENGTH = 6;

/** A seed that nobody chose: six digits and small letters. */
export function newSeed(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(LENGTH)), (byte) => (byte % 36).toString(36)).join("");
}
