import { useState } from "react";
import { type LecturePolicy, POLICIES } from "./answers.ts";

/** Which answers may be read. */
export interface Reveal {
  isShown: (policy: LecturePolicy) => boolean;
  /** No answer is hidden. */
  isComplete: boolean;
  show: (policy: LecturePolicy) => void;
}

/**
 * The answers that a link hides, until the reader reveals each. Another exercise has other answers, which are hidden
 * again.
 */
export function useReveal(hidesAnswers: boolean, exercise: string): Reveal {
  const [revealed, setRevealed] = useState<{ exercise: string; policies: LecturePolicy[] }>({ exercise, policies: [] });
  const policies = revealed.exercise === exercise ? revealed.policies : [];
  const isShown = (policy: LecturePolicy) => !hidesAnswers || policies.includes(policy);
  return {
    isShown,
    isComplete: POLICIES.every(isShown),
    show: (policy) => setRevealed({ exercise, policies: [...policies, policy] }),
  };
}
