import * as z from "zod";
import { Mistake } from "./mistakes.ts";

/** A problem document (RFC 9457), the form of every error over REST and on the command line. */
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

/** The problem document of an invalid input. */
export function invalidInputProblem(mistakes: Mistake[]): Problem {
  const detail = mistakes.length === 1 ? "One field is invalid." : `${mistakes.length} fields are invalid.`;
  return { type: "about:blank", title: "Unprocessable Content", status: 422, detail, errors: mistakes };
}
