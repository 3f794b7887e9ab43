/** "a", "a and b", "a, b and c". */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** A number as an index: 12 becomes ₁₂. */
export function subscript(number: number): string {
  return String(number).replaceAll(/\d/g, (digit) => String.fromCodePoint(0x2080 + Number(digit)));
}

/** "Beta(1, 2)". */
export function betaName({ alpha, beta }: { alpha: number; beta: number }): string {
  return `Beta(${alpha}, ${beta})`;
}

const WHOLE = new Intl.NumberFormat("en-GB", { useGrouping: true });

/** 1000000 as "1 000 000", with narrow spaces that do not break. */
export function grouped(number: number): string {
  return WHOLE.format(number).replaceAll(",", "\u202F");
}
