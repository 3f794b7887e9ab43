import { policyDefinition } from "../../../policies/registry.ts";
import { answersOf, POLICIES } from "../lecture/answers.ts";
import { aside, shortest } from "../lecture/numbers.ts";
import { forEachPair, withRewards } from "./exercise-specs.ts";

/** The answer of one policy for one arm, as it is shown: "1/6", and "0.1667" beside it. */
export interface ExerciseAnswer {
  exact: string;
  decimals?: string;
}

export const policyLabels: readonly string[] = POLICIES.map((policy) => policyDefinition(policy).label);

/** For every pair of rewards the answers: a row for every arm, a column for every policy. */
export const answers = forEachPair((rewards): ExerciseAnswer[][] => {
  const spec = withRewards(rewards);
  const all = answersOf(spec);
  return Array.from({ length: spec.arms }, (_, arm) =>
    POLICIES.map((policy) => {
      const probability = all[policy].probabilities[arm];
      return { exact: shortest(probability), decimals: aside(probability) };
    }),
  );
});
