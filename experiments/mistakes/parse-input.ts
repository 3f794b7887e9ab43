import type * as z from "zod";
import { explain } from "./explain.ts";
import { InvalidInput } from "./mistakes.ts";

/**
 * Parses an input by a schema and fills in defaults. O(size of the input).
 *
 * @throws InvalidInput that names every wrong field, its value and what is allowed
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
