import * as z from "zod";

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
export function allowedBy(schema: z.ZodType): string {
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
