import * as z from "zod";
import { PoissonDraws } from "../../policies/random/poisson.ts";
import { log1p } from "../../policies/numerics/elementary.ts";
import type { Random } from "../../policies/random/random.ts";
import { limits } from "../limits.ts";

const rounds = (title: string, symbol: string) => z.int().min(1).max(limits.horizon).meta({ title, symbol });

/** When rewards are reported to a policy. Feedback changes neither rewards nor regret. */
export const Feedback = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("immediate") }).meta({ title: "at once" }),
    z
      .strictObject({ kind: z.literal("delayed"), rounds: rounds("delay in pulls", "\\delta").default(10) })
      .meta({ title: "late" }),
    z
      .strictObject({
        kind: z.literal("random-delay"),
        mean: z.number().min(1).max(1e6).default(10).meta({ title: "mean delay in pulls", symbol: "m" }),
        distribution: z
          .enum(["geometric", "poisson"])
          .default("geometric")
          .meta({ title: "law of the delay", description: "1 plus a geometric or Poisson number of mean m − 1." }),
      })
      .meta({ title: "late, at random" }),
    z
      .strictObject({ kind: z.literal("batched"), every: rounds("pulls in a batch", "B").default(10) })
      .meta({ title: "in batches" }),
  ])
  .default({ kind: "immediate" })
  .meta({
    title: "feedback",
    description:
      "When rewards are reported: immediately; before the decision δ pulls later; after a random delay; or all rewards of a batch after its last pull. Rewards that are due after the horizon are never reported.",
  });
export type Feedback = z.output<typeof Feedback>;

/**
 * The decision before which the reward of pull t is reported: t + 1 for immediate feedback. Rewards reported before the same
 * decision come in the order of their pulls.
 */
export type AnswerTimes = (t: number, random: Random) => number;

/** Whether every reward is reported before the next decision. */
export function isImmediate(feedback: Feedback): boolean {
  if (feedback.kind === "delayed") return feedback.rounds === 1;
  if (feedback.kind === "batched") return feedback.every === 1;
  return feedback.kind === "immediate" || feedback.mean === 1;
}

type Law<Kind extends Feedback["kind"]> = (feedback: Extract<Feedback, { kind: Kind }>) => AnswerTimes;

const laws: { [Kind in Feedback["kind"]]: Law<Kind> } = {
  immediate: () => (t) => t + 1,
  delayed:
    ({ rounds }) =>
    (t) =>
      t + rounds,
  batched:
    ({ every }) =>
    (t) =>
      Math.ceil(t / every) * every + 1,
  "random-delay": (feedback) => {
    const draw = extraDelay(feedback);
    return (t, random) => t + 1 + draw(random);
  },
};

export function answerTimes(feedback: Feedback): AnswerTimes {
  return (laws[feedback.kind] as Law<Feedback["kind"]>)(feedback);
}

/** The delay minus 1, of mean m − 1: 0, 1, 2 … */
function extraDelay({ mean, distribution }: Feedback & { kind: "random-delay" }): (random: Random) => number {
  if (mean === 1) return () => 0;
  if (distribution === "poisson") {
    const poisson = new PoissonDraws(mean - 1);
    return (random) => poisson.draw(random);
  }
  // P(D > d) = q^d with q = 1 − 1/m: the whole part of ln(1 − U)/ln q, capped at the largest horizon.
  const rate = log1p(-1 / mean);
  return (random) => Math.min(limits.horizon, Math.floor(log1p(-random.uniform()) / rate));
}
