import { closest, distance } from "fastest-levenshtein";

/** "; did you mean epsilon?" if a known name begins like this one or is close to it, else "". */
export function suggestion(name: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const begun = name.length >= 3 && known.find((each) => each.startsWith(name.toLowerCase()));
  const near = begun || closest(name, known);
  const isNear = begun || distance(name, near) <= Math.max(2, Math.floor(near.length / 3));
  return isNear ? `; did you mean ${near}?` : "";
}
