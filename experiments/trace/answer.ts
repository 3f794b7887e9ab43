import * as z from "zod";
import { PolicySpec } from "../../policies/registry.ts";
import { armChance, armSeen, selectionLaw } from "../selection/answer.ts";

const number = (description: string) => z.number().nullable().optional().meta({ description });

const ArmAtStep = z.strictObject({
  ...armSeen,
  index: number("the number by which an index rule chooses; null if infinite: such arms come first"),
  preference: number("H, where probabilities are in proportion to exp(H); null for minus infinity"),
  draw: z.number().optional().meta({
    description: "what the run drew for this arm; absent where the arm was known to lose without a draw",
  }),
});

const Step = z.strictObject({
  t: z.int().meta({ description: "the number of the pull in its replication, from 1" }),
  decision: z.int().meta({ description: "the policy's own decision number: reported rewards + 1" }),
  reported: z
    .array(z.strictObject({ arm: z.int(), reward: z.number() }))
    .optional()
    .meta({ description: "where feedback is late: rewards reported after the pull before, and before this one" }),
  arms: z.array(ArmAtStep).meta({ description: "what the policy knew of every arm before the pull" }),
  ...selectionLaw,
  probabilities: z.array(z.strictObject(armChance)).meta({
    description: "the exact law of this pull, as POST /selection-probabilities gives it after the same rewards",
  }),
  arm: z.int().meta({ description: "the arm that was pulled" }),
  reward: z.number(),
  replaced: z.number().optional().meta({ description: "what the bandit paid, where the request replaces the reward" }),
  rewardSum: z.number().meta({ description: "rewards of pulls 1 to t" }),
  regret: z.number().meta({ description: "regret after pull t, as the simulation measures it" }),
  why: z.string().meta({ description: "why this arm, in a sentence" }),
});

/**
 * The schema of a replication, step by step.
 *
 * @example
 * ```ts
 * const spec = { bandit: { kind: "bernoulli" }, policies: [{ kind: "uniform" }], horizon: 9, replications: 1, seed: 7 };
 * TraceAnswer.parse(trace({ spec, from: 4, to: 6 })).steps.map(({ t }) => t); // [4, 5, 6]
 * ```
 */
export const TraceAnswer = z
  .strictObject({
    policy: PolicySpec,
    replication: z.int(),
    warnings: z.array(z.string()).meta({ description: "warnings of rewards that the policy is not meant for" }),
    steps: z.array(Step),
  })
  .meta({ id: "TraceAnswer" });
export type TraceAnswer = z.output<typeof TraceAnswer>;
export type TraceStep = z.output<typeof Step>;
