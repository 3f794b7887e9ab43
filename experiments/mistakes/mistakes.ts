import { closest, distance } from "fastest-levenshtein";
import * as z from "zod";

/** What a caller got wrong, in the form that every face shows: a field, what is wrong there, and what is allowed. */
export const Mistake = z.strictObject({
  pointer: z.string().meta({ description: "JSON pointer (RFC 6901) to the field" }),
  code: z.string(),
  detail: z.string(),
  allowed: z.string().optional(),
});
export type Mistake = z.output<typeof Mistake>;

/** An input that means nothing, found by other means than a schema. */
export class InvalidInput extends Error {
  readonly mistakes: Mistake[];

  constructor(mistakes: Mistake[]) {
    super(mistakes.map(describe).join("\n"));
    this.mistakes = mistakes;
  }
}

/** "/policies/0/epsilon must be in [0, 1], got 2". */
export function describe({ pointer, detail }: Mistake): string {
  return `${pointer || "the input"} ${detail}`;
}

/**
 * Parses an input; what is wrong with it is thrown as one InvalidInput that names every field.
 *
 * @example
 * ```ts
 * parseInput(PolicySpec, { kind: "epsilon-greedy" }).epsilon; // 0.1
 * ```
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new InvalidInput(explain(parsed.error.issues, schema, input));
}

type Issue = z.core.$ZodIssue;

/** Every mistake that zod found, in words, with the allowed values read from the schema at that place. */
export function explain(issues: readonly Issue[], schema: z.ZodType, input: unknown): Mistake[] {
  const single = issues.flatMap((issue): Issue[] =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => ({ ...issue, keys: [key] })) : [issue],
  );
  const mistakes = single.slice(0, MOST_MISTAKES).flatMap((issue) => explainIssue(issue, schema, input));
  if (single.length <= MOST_MISTAKES) return mistakes;
  return [...mistakes, { pointer: "", code: "more", detail: `has ${single.length - MOST_MISTAKES} more mistakes` }];
}

/** Mistakes that are explained one by one; a body can hold thousands. */
const MOST_MISTAKES = 100;

function explainIssue(issue: Issue, schema: z.ZodType, input: unknown): Mistake[] {
  const path = issue.path.filter((key) => typeof key !== "symbol");
  const pointer = pointerOf(path);
  if (issue.code === "unrecognized_keys") {
    const object = schemaAt(schema, path, input);
    const known = Object.keys(objectAt(object && branch(object, valueAt(input, path)))?.shape ?? {});
    return issue.keys.map((key) => ({
      pointer: pointerOf([...path, key]),
      code: "unknown-field",
      detail: `is not a known field${suggestion(key, known)}`,
      allowed: known.join(", "),
    }));
  }
  if (issue.code === "custom") {
    const { allowed } = (issue.params ?? {}) as { allowed?: string };
    return [{ pointer, code: "invalid", detail: issue.message, ...(allowed !== undefined && { allowed }) }];
  }
  const place = schemaAt(schema, path, input);
  const value = valueAt(input, path);
  const inside =
    issue.code === "invalid_union" && place instanceof z.ZodUnion ? issuesOfBranch(issue, place, value) : [];
  if (inside.length > 0) return explain(inside, schema, input);
  const missing = value === undefined;
  const kinds = discriminators(place);
  const allowed = kinds ? kinds.join(", ") : place && allowedBy(place);
  const tag =
    kinds && place instanceof z.ZodDiscriminatedUnion && path.at(-1) !== place.def.discriminator
      ? `an object whose ${place.def.discriminator} is `
      : "";
  const wanted = kinds ? `must be ${tag}one of ${allowed}` : allowed ? `must be ${allowed}` : issue.message;
  const empty = value === "";
  const got = missing ? "is missing: it" : empty ? "is empty: it" : "";
  const detail = `${got} ${wanted}${missing || empty ? "" : `, got ${shown(value)}`}${kinds && typeof value === "string" ? suggestion(value, kinds) : ""}`;
  return [
    {
      pointer,
      code: missing ? "missing" : kinds && typeof value === "string" ? "not-allowed" : (CODES[issue.code] ?? "invalid"),
      detail: detail.trim(),
      ...(allowed && { allowed }),
    },
  ];
}

/** What is wrong inside the option of a union that a list or an object is meant for. */
function issuesOfBranch(issue: Issue & { code: "invalid_union" }, union: z.ZodUnion, value: unknown): Issue[] {
  const issues = issue.errors[optionFor(union, value)] ?? [];
  return issues
    .filter(({ path, code }) => path.length > 0 || code === "unrecognized_keys")
    .map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

const CODES: Partial<Record<Issue["code"], string>> = {
  invalid_type: "wrong-type",
  invalid_union: "wrong-type",
  invalid_value: "not-allowed",
  too_big: "out-of-range",
  too_small: "out-of-range",
  not_multiple_of: "out-of-range",
};

function pointerOf(path: readonly (string | number)[]): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** "; did you mean epsilon?" where a known name is near. */
function suggestion(name: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const begun = name.length >= 3 && known.find((each) => each.startsWith(name.toLowerCase()));
  const near = begun || closest(name, known);
  const isNear = begun || distance(name, near) <= Math.max(2, Math.floor(near.length / 3));
  return isNear ? `; did you mean ${near}?` : "";
}

/** A short rendering of a value that was given. */
function shown(value: unknown): string {
  if (typeof value === "number") return String(value);
  const text =
    typeof value === "object" && value !== null
      ? Array.isArray(value)
        ? `${value.length} entries`
        : "an object"
      : JSON.stringify(value);
  return text === undefined || text.length > 60 ? `${text?.slice(0, 57)}…` : text;
}

function valueAt(input: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    input,
  );
}

function isRecord(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}

/** The schema that governs a place of the input; undefined where the input leaves the schema. */
function schemaAt(schema: z.ZodType, path: readonly (string | number)[], input: unknown): z.ZodType | undefined {
  let place: z.ZodType | undefined = unwrapped(schema);
  let value = input;
  for (const key of path) {
    if (place instanceof z.ZodDiscriminatedUnion && key === place.def.discriminator) return place;
    const object = place && objectAt(branch(place, value));
    if (object) place = object.shape[key] as z.ZodType | undefined;
    else if (place) {
      const chosen = branch(place, value);
      place = chosen instanceof z.ZodArray ? (chosen.element as z.ZodType) : undefined;
    }
    if (!place) return undefined;
    place = unwrapped(place);
    value = isRecord(value) ? value[key] : undefined;
  }
  return place instanceof z.ZodDiscriminatedUnion && isRecord(value) ? branch(place, value) : place;
}

/** The place of the option that a value is meant for: an array for an array, the object that knows most fields of an object. */
function optionFor(union: z.ZodUnion, value: unknown): number {
  const options = (union.options as z.ZodType[]).map(unwrapped);
  if (Array.isArray(value)) return options.findIndex((option) => option instanceof z.ZodArray);
  if (!isRecord(value)) return -1;
  const known = options.map((option) =>
    option instanceof z.ZodObject ? Object.keys(value).filter((key) => Object.hasOwn(option.shape, key)).length : -1,
  );
  const most = Math.max(...known);
  return most < 0 ? -1 : known.indexOf(most);
}

/** The option of a union that the value is meant for: by its discriminator, or by what it is. */
function branch(schema: z.ZodType, value: unknown): z.ZodType {
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const options = schema.options as unknown as z.ZodObject[];
    const tag = isRecord(value) ? value[schema.def.discriminator] : undefined;
    return options.find((option) => (option.shape[schema.def.discriminator] as z.ZodLiteral).value === tag) ?? schema;
  }
  if (!(schema instanceof z.ZodUnion)) return schema;
  return (schema.options as z.ZodType[])[optionFor(schema, value)] ?? schema;
}

function unwrapped(schema: z.ZodType): z.ZodType {
  let inner: z.ZodType = schema;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) {
    inner = inner.unwrap() as z.ZodType;
  }
  return inner;
}

function objectAt(schema: z.ZodType | undefined): z.ZodObject | undefined {
  return schema instanceof z.ZodObject ? schema : undefined;
}

/** The kinds of a discriminated union. */
function discriminators(schema: z.ZodType | undefined): string[] | undefined {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return undefined;
  const { discriminator } = schema.def;
  return (schema.options as unknown as z.ZodObject[]).map((option) =>
    String((option.shape[discriminator] as z.ZodLiteral).value),
  );
}

interface JsonSchema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
}

const allowedWords = new WeakMap<z.ZodType, string>();

/** What a schema allows, in words: "in [0, 1]", "an integer in [1, 16]", "one of all, others". */
function allowedBy(schema: z.ZodType): string {
  const known = allowedWords.get(schema);
  if (known !== undefined) return known;
  const words = describeAllowed(schema);
  allowedWords.set(schema, words);
  return words;
}

function describeAllowed(schema: z.ZodType): string {
  if (schema instanceof z.ZodObject) return "an object";
  return inWords(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema);
}

function inWords(schema: JsonSchema): string {
  if (schema.anyOf) return [...new Set(schema.anyOf.map(inWords))].join(" or ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return `one of ${schema.enum.join(", ")}`;
  const { type, minimum, maximum, minItems, maxItems, minLength, maxLength } = schema;
  switch (type) {
    case "number":
      return minimum === undefined ? "a number" : `in [${minimum}, ${maximum}]`;
    case "integer":
      return minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER
        ? "a safe integer"
        : `an integer in [${minimum}, ${maximum}]`;
    case "string":
      return `a string of ${minLength ?? 0} to ${maxLength ?? "any number of"} characters`;
    case "array":
      return maxItems === undefined ? "a list" : `a list of ${minItems ?? 0} to ${maxItems} entries`;
    default:
      return type === "object" ? "an object" : `a ${type}`;
  }
}
