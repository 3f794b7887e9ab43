import * as z from "zod";
import { lectureSituation } from "../../../experiments/gallery/ucl-lecture-2.ts";
import { policyMistake } from "../../../experiments/spec/policy-mistakes.ts";
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

/** The state of the lecture page. Parameters have the schemas of their policies. */
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

/** The exercise of the lecture. */
export const lectureSpec: LectureSpec = LectureSpec.parse({});

export function armNames(count: number): string[] {
  return ARM_NAMES.slice(0, count);
}

/** The prior of every arm. */
export function priorsOf({ arms, alpha, beta, priors }: LectureSpec) {
  return priors ?? Array.from({ length: arms }, () => ({ alpha, beta }));
}

/** The exercise with another number of arms. Pulls of removed arms go; priors of the other arms stay. */
export function withArmCount(spec: LectureSpec, arms: number): LectureSpec {
  const history = spec.history.filter(({ arm }) => arm < arms);
  const priors = spec.priors && Array.from({ length: arms }, (_, arm) => spec.priors?.[arm] ?? { alpha: 1, beta: 1 });
  return { ...spec, arms, history, priors };
}
