import * as z from "zod";
import { armsOf, BetaPosterior, checkPlaces, otherPosteriors } from "../../policies/posteriors/family.ts";
import { checkCounts } from "./check-counts.ts";
import { checkControl, Control } from "./control.ts";
import { BetaPrior, CountedArm } from "./counted-arms.ts";

/**
 * The schema of a question about the best arm: posteriors of all arms or, for Beta arms, the counts that they follow from; and
 * the control to compare the others with, if there is one.
 *
 * @example
 * ```ts
 * BestArmRequest.parse({ family: "beta", arms: [{ successes: 1, trials: 2 }], prior: {} }).prior; // {"alpha":1,"beta":1}
 * ```
 */
export const BestArmRequest = z
  .discriminatedUnion("family", [
    z.strictObject({
      family: z.literal("beta"),
      arms: armsOf(z.union([BetaPosterior, CountedArm])).meta({
        description: "Posteriors of all arms (alpha, beta), or counts of all arms (successes, trials).",
      }),
      prior: BetaPrior.optional(),
      control: Control.optional(),
    }),
    ...otherPosteriors.map((posteriors) => posteriors.extend({ control: Control.optional() })),
  ])
  .superRefine((request, context) => {
    if (request.family === "beta") checkCounts(request, context);
    else checkPlaces(request, context);
    checkControl(request, context);
  })
  .meta({ id: "BestArmRequest" });
export type BestArmRequest = z.output<typeof BestArmRequest>;
export type BestArmRequestInput = z.input<typeof BestArmRequest>;
