import type { Request } from "express";
import * as z from "zod";
import { parseInput } from "../../experiments/mistakes/parse-input.ts";

/** The pointers of mistakes begin with /query, since other pointers point into the body. */
const Query = z.strictObject({
  query: z.strictObject({ validateOnly: z.enum(["true", "false"]).default("false") }),
});

/**
 * Whether the request has `?validateOnly=true`.
 *
 * @throws InvalidInput on any other parameter, because a misspelt validateOnly must not start a simulation
 */
export function isValidateOnly({ query }: Request): boolean {
  return parseInput(Query, { query }).query.validateOnly === "true";
}
