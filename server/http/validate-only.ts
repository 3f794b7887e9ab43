import type { Request } from "express";
import * as z from "zod";
import { parseInput } from "../../experiments/mistakes/parse-input.ts";

/** Under a name of its own: a pointer into the query is none into the body. */
const Query = z.strictObject({
  query: z.strictObject({ validateOnly: z.enum(["true", "false"]).default("false") }),
});

/**
 * Whether a request is only to be checked: `?validateOnly=true`.
 *
 * @throws InvalidInput on any other parameter: whoever misspells this one must not start what was to be checked
 */
export function isValidateOnly({ query }: Request): boolean {
  return parseInput(Query, { query }).query.validateOnly === "true";
}
