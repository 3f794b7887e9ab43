import * as z from "zod";
import type { BetaParameters } from "../../policies/posteriors/beta.ts";
import { shapeParameter } from "../../policies/posteriors/family.ts";
import { limits } from "../limits.ts";

const count = () => z.int().min(0).max(limits.countedPulls);

/** The results of an arm that pays 0 or 1; its Beta posterior follows from them. */
export const CountedArm = z.strictObject({
  name: z.string().min(1).max(limits.nameLength).optional(),
  successes: count(),
  trials: count(),
});
export type CountedArm = z.output<typeof CountedArm>;

export const BetaPrior = z
  .strictObject({ alpha: shapeParameter().default(1), beta: shapeParameter().default(1) })
  .meta({ description: "The prior of arms given by successes and trials; Beta(1, 1) if absent." });
export type BetaPrior = z.output<typeof BetaPrior>;

/** Beta arms as a request gives them: posteriors, or counts with a prior. */
export interface BetaArms {
  arms: readonly (BetaParameters | CountedArm)[];
  prior?: BetaPrior | undefined;
}

export function isCounted(arm: object): arm is CountedArm {
  return "successes" in arm;
}
