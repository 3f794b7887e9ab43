import * as z from "zod";
import { ExactCurve } from "./answer.ts";

/** The reasons why there is no exact curve, by code: words that continue "no exact curve:". Results contain them. */
const reasons = {
  "depends-on-order": "depends on the order of rewards",
  "feedback-late": "rewards are told late",
  "means-change": "means change",
  "rewards-not-binary": "arms pay other rewards than 0 and 1",
  "no-exact-law": "its law is estimated for so many arms",
  "too-many-states": "too many counts of pulls",
  "horizon-too-long": "plans for more pulls than can be summed",
  "tie-by-tolerance": "ties decided by tolerance would be seen in it",
  "over-budget": "took more than ten times its plan",
};
export type ExactReasonCode = keyof typeof reasons;

/** The reason why a policy has no exact curve beside its simulated one. */
export const ExactReason = z
  .strictObject({
    code: z.enum(Object.keys(reasons) as ExactReasonCode[]).meta({
      description: "the same for a specification on every machine, except over-budget, which depends on the time taken",
    }),
    detail: z.string().meta({ description: "in words" }),
  })
  .meta({ id: "ExactReason" });
export type ExactReason = z.output<typeof ExactReason>;

/** The exact curve of a policy, or the reason why there is none. */
export type ExactOutcome = { curve: ExactCurve; reason?: undefined } | { curve?: undefined; reason: ExactReason };

/** No curve, for a reason. */
export function noCurve(code: ExactReasonCode): ExactOutcome {
  return { reason: { code, detail: reasons[code] } };
}

/** No curve, because it took too long to compute. */
export function curveOverBudget(takenMilliseconds: number): ExactOutcome {
  const { code, detail } = noCurve("over-budget").reason!;
  return { reason: { code, detail: `${detail}: ended after ${Number((takenMilliseconds / 1000).toPrecision(2))} s` } };
}
