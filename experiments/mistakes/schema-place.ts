import * as z from "zod";

export type Path = readonly (string | number)[];

/** The value at a place of an input; undefined where there is none. */
export function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    input,
  );
}

/** The schema that governs a place of an input; undefined where the input leaves the schema. */
export function schemaAt(schema: z.ZodType, path: Path, input: unknown): z.ZodType | undefined {
  let place: z.ZodType | undefined = unwrapped(schema);
  let value = input;
  for (const key of path) {
    if (place instanceof z.ZodDiscriminatedUnion && key === place.def.discriminator) return place;
    place = childOf(branch(place, value), key);
    if (!place) return undefined;
    value = isRecord(value) ? value[key] : undefined;
  }
  return place instanceof z.ZodDiscriminatedUnion && isRecord(value) ? branch(place, value) : place;
}

/** The fields of the object that is expected at a place; empty where no object is. */
export function fieldsAt(schema: z.ZodType, path: Path, input: unknown): string[] {
  const place = schemaAt(schema, path, input);
  const object = place && branch(place, valueAt(input, path));
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

/** The index of a union's option that a value is meant for: a list for a list, for an object the one that knows most of its fields. */
export function optionFor(union: z.ZodUnion, value: unknown): number {
  const options = (union.options as z.ZodType[]).map(unwrapped);
  if (Array.isArray(value)) return options.findIndex((option) => option instanceof z.ZodArray);
  if (!isRecord(value)) return -1;
  const known = options.map((option) =>
    option instanceof z.ZodObject ? Object.keys(value).filter((key) => Object.hasOwn(option.shape, key)).length : -1,
  );
  const most = Math.max(...known);
  return most < 0 ? -1 : known.indexOf(most);
}

/** The kinds of a discriminated union; undefined for any other schema. */
export function kindsOf(schema: z.ZodType | undefined): string[] | undefined {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return undefined;
  return optionsOf(schema).map((option) => tagOf(schema, option));
}

/** The option of a union that a value is meant for, by its discriminator or by its fields; else the schema itself. */
function branch(schema: z.ZodType, value: unknown): z.ZodType {
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const tag = isRecord(value) ? value[schema.def.discriminator] : undefined;
    return optionsOf(schema).find((option) => tagOf(schema, option) === tag) ?? schema;
  }
  if (!(schema instanceof z.ZodUnion)) return schema;
  return (schema.options as z.ZodType[])[optionFor(schema, value)] ?? schema;
}

function childOf(schema: z.ZodType, key: string | number): z.ZodType | undefined {
  const child =
    schema instanceof z.ZodObject ? schema.shape[key] : schema instanceof z.ZodArray ? schema.element : undefined;
  return child && unwrapped(child as z.ZodType);
}

function optionsOf(schema: z.ZodDiscriminatedUnion): z.ZodObject[] {
  return schema.options as unknown as z.ZodObject[];
}

function tagOf(schema: z.ZodDiscriminatedUnion, option: z.ZodObject): string {
  return String((option.shape[schema.def.discriminator] as z.ZodLiteral).value);
}

function unwrapped(schema: z.ZodType): z.ZodType {
  let inner: z.ZodType = schema;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) {
    inner = inner.unwrap() as z.ZodType;
  }
  return inner;
}

function isRecord(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}
