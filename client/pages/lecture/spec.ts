import * as z from "zod";
import { lectureSituation } from "../../../experiments/gallery/ucl-lecture-2.ts";
import { policyMistake } from "../../../experiments/spec/spec.ts";
import { thompsonBeta } from "../../../policies/posterior/thompson-beta.ts";
import { ucb } from "../../../policies/index/ucb.ts";
import { epsilonGreedy } from "../../../policies/value/epsilon-greedy.ts";

export const MOST_ARMS = 6;
export const MOST_PULLS = 100;

/** The arms' names, in order. */
export const ARM_NAMES = ["a", "b", "c", "d", "e", "f"] as const;

const lectureHistory = lectureSituation.history.map(({ arm, reward }) => ({
  arm: ARM_NAMES.findIndex((name) => name === arm),
  reward,
}));

const { alpha, beta, priors } = thompsonBeta.parameters.shape;
const { epsilon, explore, tieBreak } = epsilonGreedy.parameters.shape;

/** All that the lecture page depends on. Parameters are those of the policies themselves, bounds and words included. */
export const LectureSpec = z
  .strictObject({
    arms: z.int().min(2).max(MOST_ARMS).default(2),
    history: z
      .array(
        z.strictObject({
          arm: z
            .int()
            .min(0)
            .max(MOST_ARMS - 1),
          reward: z.int().min(0).max(1),
        }),
      )
      .max(MOST_PULLS)
      .default(lectureHistory),
    alpha,
    beta,
    priors,
    epsilon,
    explore,
    c: ucb.parameters.shape.c,
    tieBreak,
    slide: z.boolean().default(false).meta({ description: "Show the update as it stands on the lecture's slide." }),
  })
  .superRefine(({ arms, history, alpha, beta, priors }, context) => {
    history.forEach(({ arm }, index) => {
      if (arm < arms) return;
      const [message, allowed] = [`names no arm: "${ARM_NAMES[arm]}"`, `one of ${armNames(arms).join(", ")}`];
      context.addIssue({ code: "custom", path: ["history", index, "arm"], message, params: { allowed } });
    });
    const mistake = policyMistake({ kind: "thompson-beta", alpha, beta, priors }, arms);
    if (mistake) context.addIssue({ code: "custom", ...mistake });
  });
export type LectureSpec = z.output<typeof LectureSpec>;
export type Pull = LectureSpec["history"][number];

/** The exercise as it was set. */
export const lectureSpec: LectureSpec = LectureSpec.parse({});

export function armNames(count: number): string[] {
  return ARM_NAMES.slice(0, count);
}

/** The prior of every arm. */
export function priorsOf({ arms, alpha, beta, priors }: LectureSpec) {
  return priors ?? Array.from({ length: arms }, () => ({ alpha, beta }));
}

/** The same exercise with another number of arms: pulls of arms that are gone go, priors are kept where they can. */
export function withArmCount(spec: LectureSpec, arms: number): LectureSpec {
  const history = spec.history.filter(({ arm }) => arm < arms);
  const priors = spec.priors && Array.from({ length: arms }, (_, arm) => spec.priors?.[arm] ?? { alpha: 1, beta: 1 });
  return { ...spec, arms, history, priors };
}
