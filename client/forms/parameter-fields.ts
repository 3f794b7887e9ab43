import * as z from "zod";
import { fieldWords } from "../text/field-words.ts";
import { LETTERS, plainSymbol } from "../text/symbols.ts";

/** One control of a form, derived from a parameter's schema. */
export type ParameterField =
  | NumberParameter
  | NumbersParameter
  | ChoiceParameter
  | RecordsParameter
  | GroupParameter
  | VariantsParameter
  | (FieldBase & { type: "other" });

interface FieldBase {
  name: string;
  title: string;
  /** The symbol of the literature, in plain text: "ε". */
  symbol?: string;
  description?: string;
  /** Whether it may have no value. */
  optional: boolean;
  default?: unknown;
  /** The value of another parameter without which this one is unused. */
  onlyWith?: Record<string, unknown>;
}

export interface NumberParameter extends FieldBase {
  type: "number";
  minimum?: number;
  maximum?: number;
  integer: boolean;
}

export interface ChoiceParameter extends FieldBase {
  type: "choice";
  options: string[];
}

export interface NumbersParameter extends FieldBase {
  type: "numbers";
  minimum?: number;
  maximum?: number;
  integer: boolean;
  fewest: number;
  most: number;
  /** What a number of the list belongs to: "arm". */
  entry: string;
}

/** A list of objects of numbers and of lists of numbers, such as a prior for every arm or the means of every segment. */
export interface RecordsParameter extends FieldBase {
  type: "records";
  fields: (NumberParameter | NumbersParameter)[];
  fewest: number;
  most: number;
  /** What an object of the list belongs to: "arm", "segment". */
  entry: string;
}

/** An object inside the parameters. */
export interface GroupParameter extends FieldBase {
  type: "group";
  fields: ParameterField[];
}

/** One of several kinds of objects, distinguished by one field. */
export interface VariantsParameter extends FieldBase {
  type: "variants";
  /** The name of that field: "kind". */
  by: string;
  variants: Variant[];
}

interface Variant {
  value: string;
  label: string;
  description?: string;
  fields: ParameterField[];
}

/** The part of JSON Schema that is used, with `symbol` and `onlyWith` of this project. */
interface Property {
  $ref?: string;
  $defs?: Record<string, Property>;
  type?: string;
  title?: string;
  symbol?: string;
  description?: string;
  onlyWith?: Record<string, unknown>;
  default?: unknown;
  const?: unknown;
  enum?: string[];
  oneOf?: Property[];
  minimum?: number;
  maximum?: number;
  items?: Property;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, Property>;
  required?: string[];
}

const known = new WeakMap<z.ZodObject, ParameterField[]>();

/** The controls of a definition's parameters, in the order of its schema. */
export function parameterFields(parameters: z.ZodObject): ParameterField[] {
  const fields = known.get(parameters) ?? derivedFields(parameters);
  known.set(parameters, fields);
  return fields;
}

/** The default parameters of a definition. */
export function defaultParameters(parameters: z.ZodObject): Record<string, unknown> {
  return parameters.parse({});
}

type FirstValues = { [Type in ParameterField["type"]]: (field: ParameterField & { type: Type }) => unknown };

const first: FirstValues = {
  number: ({ minimum = 0 }) => minimum,
  choice: ({ options }) => options[0],
  numbers: ({ fewest, minimum = 0 }) => Array.from({ length: Math.max(1, fewest) }, () => minimum),
  records: ({ fewest, fields }) => Array.from({ length: Math.max(1, fewest) }, () => firstValues(fields)),
  group: ({ fields }) => firstValues(fields),
  variants: ({ by, variants: [{ value, fields }] }) => ({ [by]: value, ...firstValues(fields) }),
  other: () => undefined,
};

/** An initial value: the default, else the least that the schema allows. */
export function firstValue(field: ParameterField): unknown {
  if (field.default !== undefined) return structuredClone(field.default);
  return (first[field.type] as (field: ParameterField) => unknown)(field);
}

/** Initial values of all required fields. */
export function firstValues(fields: readonly ParameterField[]): Record<string, unknown> {
  return Object.fromEntries(fields.filter(({ optional }) => !optional).map((field) => [field.name, firstValue(field)]));
}

function derivedFields(parameters: z.ZodObject): ParameterField[] {
  const schema = z.toJSONSchema(parameters, { io: "input", unrepresentable: "any" }) as Property;
  return fieldsOf(schema, schema.$defs ?? {});
}

type Named = Record<string, Property>;

function fieldsOf({ properties = {}, required = [] }: Property, named: Named): ParameterField[] {
  return Object.entries(properties).flatMap(([name, property]) =>
    property.const === undefined ? [fieldOf(name, property, required.includes(name), named)] : [],
  );
}

function fieldOf(name: string, given: Property, required: boolean, named: Named): ParameterField {
  const property = resolved(given, named);
  const { title, symbol, description, onlyWith } = property;
  const own = fieldWords[name];
  const base = {
    name,
    title: own?.title ?? title ?? LETTERS[name] ?? words(name),
    symbol: symbol && plainSymbol(symbol),
    description: (own?.description ?? description) || undefined,
    optional: !required && property.default === undefined,
    default: property.default,
    onlyWith,
  };
  return (
    simpleField(base, property) ??
    listField(base, property, named) ??
    objectField(base, property, named) ?? { ...base, type: "other" }
  );
}

function simpleField(base: FieldBase, property: Property): ParameterField | undefined {
  if (property.enum) return { ...base, type: "choice", options: property.enum };
  return isNumeric(property) ? { ...base, type: "number", ...rangeOf(property) } : undefined;
}

function listField(base: FieldBase, property: Property, named: Named): ParameterField | undefined {
  if (property.type !== "array" || !property.items) return undefined;
  const items = resolved(property.items, named);
  const length = { fewest: property.minItems ?? 0, most: property.maxItems ?? Infinity };
  if (isNumeric(items)) {
    return { ...base, type: "numbers", ...rangeOf(items), ...length, entry: items.title ?? "arm" };
  }
  const fields = fieldsOf(items, named).filter((field) => field.type === "number" || field.type === "numbers");
  if (fields.length === 0 || fields.length < Object.keys(items.properties ?? {}).length) return undefined;
  const entry = items.title ?? (fields.some(({ type }) => type === "numbers") ? "row" : "arm");
  return { ...base, type: "records", fields, ...length, entry };
}

function objectField(base: FieldBase, property: Property, named: Named): ParameterField | undefined {
  if (property.type === "object") return { ...base, type: "group", fields: fieldsOf(property, named) };
  const variants = property.oneOf?.map((one) => resolved(one, named));
  const by = variants && discriminatorOf(variants);
  if (!by) return undefined;
  return {
    ...base,
    type: "variants",
    by,
    variants: variants.map((variant) => {
      const value = String(variant.properties![by].const);
      return {
        value,
        label: variant.title ?? value,
        description: variant.description,
        fields: fieldsOf(variant, named),
      };
    }),
  };
}

/** The field with a distinct value in each of the objects. */
function discriminatorOf(variants: readonly Property[]): string | undefined {
  const names = Object.keys(variants[0].properties ?? {});
  return names.find((name) => variants.every(({ properties }) => properties?.[name]?.const !== undefined));
}

function resolved(property: Property, named: Named): Property {
  if (property.$ref === undefined) return property;
  return { ...named[property.$ref.replace("#/$defs/", "")], ...property };
}

function isNumeric({ type }: Property): boolean {
  return type === "number" || type === "integer";
}

function rangeOf({ type, minimum, maximum }: Property) {
  return { integer: type === "integer", minimum, maximum };
}

/** "initialValue" is "initial value". */
function words(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
