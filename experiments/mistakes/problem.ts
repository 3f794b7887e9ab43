import * as z from "zod";
import { Mistake } from "./mistakes.ts";

/** A problem document (RFC 9457): how every error is told, over REST and on the command line. */
export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    errors: z.array(Mistake).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.output<typeof Problem>;

/** The problem of an input that means nothing. */
export function invalidInputProblem(mistakes: Mistake[]): Problem {
  const detail =
    mistakes.length === 1 ? "One field is not as it must be." : `${mistakes.length} fields are not as they must be.`;
  return { type: "about:blank", title: "Unprocessable Content", status: 422, detail, errors: mistakes };
}
