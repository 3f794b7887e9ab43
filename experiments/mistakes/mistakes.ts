import * as z from "zod";

/** A caller's mistake, as the API, the command line and the pages show it: the field, what is wrong there, and what is allowed. */
export const Mistake = z.strictObject({
  pointer: z.string().meta({ description: "JSON pointer (RFC 6901) to the field" }),
  code: z.string(),
  detail: z.string(),
  allowed: z.string().optional(),
});
export type Mistake = z.output<typeof Mistake>;

/**
 * An invalid input, with every mistake in it.
 *
 * @example
 * ```ts
 * const mistakes = [{ pointer: "/epsilon", code: "out-of-range", detail: "must be in [0, 1], got 2" }];
 * new InvalidInput(mistakes).message; // "/epsilon must be in [0, 1], got 2"
 * ```
 */
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
