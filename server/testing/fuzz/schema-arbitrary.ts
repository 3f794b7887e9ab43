import fc, { type Arbitrary } from "fast-check";

/** As much of JSON Schema 2020-12 as schemas of requests use. */
export interface JsonSchema {
  $ref?: string;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
}

export interface Schemas {
  components: { schemas: Record<string, JsonSchema> };
}

/** Longer lists find hardly more and take more time. */
const LONG = 12;

/** Values that a schema allows, its bounds among them. Rules that a schema cannot express may be broken. */
export function valuesOf(schema: JsonSchema, document: Schemas): Arbitrary<unknown> {
  const inner = (part: JsonSchema) => valuesOf(part, document);
  if (schema.$ref !== undefined) return inner(document.components.schemas[schema.$ref.split("/").at(-1)!]);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return fc.oneof(...options.map(inner));
  if ("const" in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  return ARBITRARIES[schema.type ?? "any"](schema, inner);
}

type ArbitraryOf = (schema: JsonSchema, inner: (part: JsonSchema) => Arbitrary<unknown>) => Arbitrary<unknown>;

const ARBITRARIES: Record<string, ArbitraryOf> = {
  any: () => fc.jsonValue(),
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: ({ minimum: min = Number.MIN_SAFE_INTEGER, maximum: max = Number.MAX_SAFE_INTEGER }) =>
    fc.oneof(fc.integer({ min, max: Math.min(max, min + 20) }), fc.integer({ min, max }), fc.constantFrom(min, max)),
  number: ({ minimum: min = -1e300, maximum: max = 1e300 }) =>
    fc.oneof(fc.double({ min, max, noNaN: true }), fc.constantFrom(min, max)),
  string: ({ minLength = 0, maxLength = 50 }) =>
    fc.oneof(
      fc.string({ minLength, maxLength, unit: "grapheme" }).filter(({ length }) => length <= maxLength),
      fc.constantFrom(minLength, maxLength).map((length) => "x".repeat(length)),
    ),
  array: ({ items = {}, minItems = 0, maxItems = LONG }, inner) =>
    fc.array(inner(items), { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, LONG)) }),
  object: ({ properties = {}, required = [] }, inner) =>
    fc.record(Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, inner(part)])), {
      requiredKeys: required.filter((name) => name in properties),
    }),
};

/** Values that break what was written for ordinary ones. */
const ODD: unknown[] = [
  null,
  true,
  -0,
  0,
  -1,
  0.5,
  1e308,
  -1e308,
  5e-324,
  2 ** 53,
  "",
  "\u0000",
  "\ud800",
  "__proto__",
  [],
  {},
  [[]],
];
const oddValues = fc.oneof(fc.constantFrom(...ODD), fc.jsonValue());

/** Values of another arbitrary with odd values somewhere in them, in a place of their own or instead of what was there. */
export function mutated(values: Arbitrary<unknown>): Arbitrary<unknown> {
  const changes = fc.array(fc.tuple(fc.nat(), oddValues), { minLength: 1, maxLength: 2 });
  return fc
    .tuple(values, changes)
    .map(([value, list]) => list.reduce((changed, [at, odd]) => replaceAt(structuredClone(changed), at, odd), value));
}

function replaceAt(value: unknown, at: number, odd: unknown): unknown {
  if (typeof value !== "object" || value === null) return odd;
  const keys = [...Object.keys(value), "__proto__", "extra"];
  const key = keys[at % keys.length];
  const fields = value as Record<string, unknown>;
  const goesDeeper = Object.hasOwn(fields, key) && at % 3 !== 0;
  const replacement = goesDeeper ? replaceAt(fields[key], Math.floor(at / keys.length), odd) : odd;
  Object.defineProperty(fields, key, { value: replacement, enumerable: true, configurable: true, writable: true });
  return value;
}
