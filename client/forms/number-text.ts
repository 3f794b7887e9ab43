/** The value of a text in a number field: the number it means, else the text itself, for the schema to refuse. */
export function numberFromText(text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === "") return "";
  const value = Number(trimmed.replace(/^([^.,]*),([^.,]*)$/, "$1.$2"));
  return Number.isFinite(value) ? value : trimmed;
}

/** What a field shows for a value: the text that was typed as long as it means that value, so that "0." can be typed. */
export function shownText(typed: string, value: unknown): string {
  if (Object.is(numberFromText(typed), value)) return typed;
  return typeof value === "number" || typeof value === "string" ? String(value) : "";
}
