import * as z from "zod";
import {
  armsOf,
  BetaPosterior,
  checkPlaces,
  otherPosteriors,
  shapeParameter,
} from "../../policies/posteriors/family.ts";
import { limits } from "../limits.ts";
import { checkCounts } from "./check-counts.ts";

const count = () => z.int().min(0).max(limits.countedPulls);

/** What an arm of rewards 0 and 1 has paid, from which its Beta posterior follows. */
export const CountedArm = z.strictObject({
  name: z.string().min(1).max(limits.nameLength).optional(),
  successes: count(),
  trials: count(),
});
export type CountedArm = z.output<typeof CountedArm>;

export const BetaPrior = z
  .strictObject({ alpha: shapeParameter().default(1), beta: shapeParameter().default(1) })
  .meta({ description: "The prior of every arm that is given by successes and trials; Beta(1, 1) if absent." });
export type BetaPrior = z.output<typeof BetaPrior>;

/** Which arm is best, given the posteriors of all arms, or of Beta arms the counts that they follow from. */
export const BestArmRequest = z
  .discriminatedUnion("family", [
    z.strictObject({
      family: z.literal("beta"),
      arms: armsOf(z.union([BetaPosterior, CountedArm])).meta({
        description: "Posteriors of all arms (alpha, beta), or counts of all arms (successes, trials).",
      }),
      prior: BetaPrior.optional(),
    }),
    ...otherPosteriors,
  ])
  .superRefine((request, context) => {
    if (request.family === "beta") checkCounts(request, context);
    else checkPlaces(request, context);
  })
  .meta({ id: "BestArmRequest" });
export type BestArmRequest = z.output<typeof BestArmRequest>;
export type BestArmRequestInput = z.input<typeof BestArmRequest>;
