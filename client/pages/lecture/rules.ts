import type { SelectionAnswer } from "../../../experiments/selection/answer.ts";
import type { LecturePolicy } from "./answers.ts";
import { epsilonSentence, greedySentence, type UcbWorking, ucbWorking, usesSets } from "./sentences.ts";
import type { LectureSpec } from "./spec.ts";

interface Rule {
  policy: LecturePolicy;
  label: string;
  /** The rule as a formula. */
  tex: (spec: LectureSpec, decision: number) => string;
  /** Its application to the data. */
  working: (answer: SelectionAnswer, spec: LectureSpec) => UcbWorking;
}

/** The lecture's rules without a posterior. */
export const rules: readonly Rule[] = [
  {
    policy: "greedy",
    label: "Greedy",
    tex: () => String.raw`A_t = \operatorname*{argmax}_x\, Q(x)`,
    working: (answer, spec) => ({ sentence: greedySentence(answer, spec) }),
  },
  {
    policy: "epsilon-greedy",
    label: "ε-greedy",
    tex: (spec) =>
      usesSets(spec)
        ? String.raw`\pi(x) = \varepsilon\,\frac{\mathbf{1}[x \in E]}{|E|} + (1 - \varepsilon)\,\frac{\mathbf{1}[x \in G]}{|G|}`
        : String.raw`\pi(x) = \frac{\varepsilon}{K} + (1 - \varepsilon)\,\frac{\mathbf{1}[x \text{ greedy}]}{|\text{greedy}|}`,
    working: (answer, spec) => ({ sentence: epsilonSentence(answer, spec) }),
  },
  {
    policy: "ucb",
    label: "UCB",
    tex: (_, decision) => String.raw`U(x) = Q(x) + c\sqrt{\frac{\ln\,${decision}}{N(x)}}`,
    working: ucbWorking,
  },
];
