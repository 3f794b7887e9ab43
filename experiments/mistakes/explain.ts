import * as z from "zod";
import { allowedBy } from "./allowed-words.ts";
import type { Mistake } from "./mistakes.ts";
import { fieldsAt, kindsOf, optionFor, type Path, schemaAt, valueAt } from "./schema-place.ts";
import { suggestion } from "./suggestion.ts";

type Issue = z.core.$ZodIssue;

/** Mistakes that are explained one by one; a body can hold thousands. */
const MOST_MISTAKES = 100;

/** Every issue that zod found as a mistake in words, with the allowed values read from the schema at its place. */
export function explain(issues: readonly Issue[], schema: z.ZodType, input: unknown): Mistake[] {
  const single = issues.flatMap((issue): Issue[] =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => ({ ...issue, keys: [key] })) : [issue],
  );
  const mistakes = single.slice(0, MOST_MISTAKES).flatMap((issue) => explainIssue(issue, schema, input));
  if (single.length <= MOST_MISTAKES) return mistakes;
  return [...mistakes, { pointer: "", code: "more", detail: `has ${single.length - MOST_MISTAKES} more mistakes` }];
}

function explainIssue(issue: Issue, schema: z.ZodType, input: unknown): Mistake[] {
  const path = issue.path.filter((key) => typeof key !== "symbol");
  if (issue.code === "unrecognized_keys") return unknownFields(issue.keys, path, fieldsAt(schema, path, input));
  if (issue.code === "custom") return [refused(issue, path)];
  const place = schemaAt(schema, path, input);
  const value = valueAt(input, path);
  const inside =
    issue.code === "invalid_union" && place instanceof z.ZodUnion ? issuesOfOption(issue, place, value) : [];
  if (inside.length > 0) return explain(inside, schema, input);
  const kinds = kindsOf(place);
  return [kinds ? wrongKind(issue, place!, path, value, kinds) : wrongValue(issue, place, path, value)];
}

function unknownFields(keys: readonly string[], path: Path, known: readonly string[]): Mistake[] {
  return keys.map((key) => ({
    pointer: pointerOf([...path, key]),
    code: "unknown-field",
    detail: `is not a known field${suggestion(key, known)}`,
    allowed: known.join(", "),
  }));
}

/** A refinement's own message. */
function refused({ message, params }: Issue & { code: "custom" }, path: Path): Mistake {
  const { allowed } = (params ?? {}) as { allowed?: string };
  return { pointer: pointerOf(path), code: "invalid", detail: message, ...(allowed !== undefined && { allowed }) };
}

/** A discriminator, or an object without one. */
function wrongKind(issue: Issue, place: z.ZodType, path: Path, value: unknown, kinds: readonly string[]): Mistake {
  const { discriminator } = (place as z.ZodDiscriminatedUnion).def;
  const allowed = kinds.join(", ");
  const tag = path.at(-1) === discriminator ? "" : `an object whose ${discriminator} is `;
  const near = typeof value === "string" ? suggestion(value, kinds) : "";
  return {
    pointer: pointerOf(path),
    code: typeof value === "string" ? "not-allowed" : codeOf(issue, value),
    detail: `${detailOf(value, `must be ${tag}one of ${allowed}`)}${near}`,
    allowed,
  };
}

function wrongValue(issue: Issue, place: z.ZodType | undefined, path: Path, value: unknown): Mistake {
  const allowed = place && allowedBy(place);
  return {
    pointer: pointerOf(path),
    code: codeOf(issue, value),
    detail: detailOf(value, allowed ? `must be ${allowed}` : issue.message),
    ...(allowed && { allowed }),
  };
}

/** "is missing: it must be …", "is empty: it must be …" or "must be …, got …". */
function detailOf(value: unknown, rule: string): string {
  if (value === undefined) return `is missing: it ${rule}`;
  return value === "" ? `is empty: it ${rule}` : `${rule}, got ${shown(value)}`;
}

const CODES: Partial<Record<Issue["code"], string>> = {
  invalid_type: "wrong-type",
  invalid_union: "wrong-type",
  invalid_value: "not-allowed",
  too_big: "out-of-range",
  too_small: "out-of-range",
  not_multiple_of: "out-of-range",
};

function codeOf({ code }: Issue, value: unknown): string {
  return value === undefined ? "missing" : (CODES[code] ?? "invalid");
}

/** The issues inside the option of a union that a list or an object is meant for. */
function issuesOfOption(issue: Issue & { code: "invalid_union" }, union: z.ZodUnion, value: unknown): Issue[] {
  const issues = issue.errors[optionFor(union, value)] ?? [];
  return issues
    .filter(({ path, code }) => path.length > 0 || code === "unrecognized_keys")
    .map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** The JSON pointer (RFC 6901) of a place. */
export function pointerOf(path: Path): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** A short rendering of a value that was given. */
function shown(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return `${value.length} entries`;
  if (typeof value === "object" && value !== null) return "an object";
  const text = JSON.stringify(value);
  return text === undefined || text.length > 60 ? `${text?.slice(0, 57)}…` : text;
}
