import type { SelectionAnswer } from "../../../experiments/selection/answer.ts";
import type { SelectionRequestInput } from "../../../experiments/selection/request.ts";
import { selectionProbabilities } from "../../../experiments/selection/selection-probabilities.ts";
import { armNames, type LectureSpec } from "./spec.ts";

/** The lecture's four policies, in its order. */
export const POLICIES = ["greedy", "epsilon-greedy", "ucb", "thompson-beta"] as const;
export type LecturePolicy = (typeof POLICIES)[number];
export type LectureAnswers = Record<LecturePolicy, SelectionAnswer>;

/** The API request for a policy's answer, without parameters at their defaults. */
export function requestFor(policy: LecturePolicy, spec: LectureSpec): SelectionRequestInput {
  const names = armNames(spec.arms);
  const history = spec.history.map(({ arm, reward }) => ({ arm: names[arm], reward }));
  return { policy: policySpec(policy, spec), arms: names, history };
}

function policySpec(policy: LecturePolicy, spec: LectureSpec): SelectionRequestInput["policy"] {
  const { alpha, beta, priors, epsilon, explore, c, tieBreak } = spec;
  const ties = tieBreak === "uniform" ? {} : { tieBreak };
  switch (policy) {
    case "greedy":
      return { kind: policy, ...ties };
    case "epsilon-greedy":
      return { kind: policy, epsilon, ...(explore === "all" ? {} : { explore }), ...ties };
    case "ucb":
      return { kind: policy, c, ...ties };
    default:
      if (priors) return { kind: policy, priors };
      return alpha === 1 && beta === 1 ? { kind: policy } : { kind: policy, alpha, beta };
  }
}

/** All four answers: a few milliseconds, without the server. */
export function answersOf(spec: LectureSpec): LectureAnswers {
  const answer = (policy: LecturePolicy) => selectionProbabilities(requestFor(policy, spec));
  return {
    greedy: answer("greedy"),
    "epsilon-greedy": answer("epsilon-greedy"),
    ucb: answer("ucb"),
    "thompson-beta": answer("thompson-beta"),
  };
}

/** Thompson sampling's answer with the updates swapped, as on the lecture's slide: α + 1 on reward 0. */
export function slideAnswer(spec: LectureSpec): SelectionAnswer {
  const history = spec.history.map(({ arm, reward }) => ({ arm, reward: 1 - reward }));
  return selectionProbabilities(requestFor("thompson-beta", { ...spec, history }));
}
