import type { SelectionRequestInput } from "../selection/request.ts";
import type { GalleryEntry } from "./entry.ts";

/** The history before the question: a paid 0, then b paid 1. */
export const lectureSituation = {
  arms: ["a", "b"],
  history: [
    { arm: "a", reward: 0 },
    { arm: "b", reward: 1 },
  ],
} satisfies Partial<SelectionRequestInput>;

/** The exercise of DeepMind x UCL RL lecture 2 (at 2:03:45 of the video) and its worked answers. */
export const uclLecture2: GalleryEntry = {
  id: "ucl-lecture-2",
  title: "DeepMind x UCL RL lecture 2: which action next?",
  source: "DeepMind x UCL Reinforcement Learning, lecture 2 (2021), exercise at 2:03:45; answers worked out by S. Oman",
  question: "Two actions. a was selected and paid 0, then b and paid +1. With which probability is the third action a?",
  answers: [
    {
      label: "Greedy",
      arm: "a",
      published: "0",
      basis: "source",
      working: "Q(a) = 0 and Q(b) = 1, so the argmax is b.",
      request: { policy: { kind: "greedy" }, ...lectureSituation },
    },
    {
      label: "ε-greedy",
      arm: "a",
      published: "ε/2",
      basis: "source",
      working: "With probability ε one of two actions uniformly, otherwise b.",
      request: { policy: { kind: "epsilon-greedy" }, ...lectureSituation },
    },
    {
      label: "UCB",
      arm: "a",
      published: "0",
      basis: "source",
      working: "Both actions were tried once, so the bonus is equal for every c and b leads.",
      request: { policy: { kind: "ucb" }, ...lectureSituation },
    },
    {
      label: "Thompson",
      arm: "a",
      published: "1/6",
      basis: "source",
      working:
        "Beta(1, 1) becomes Beta(1, 2) for a and Beta(2, 1) for b; the integral over x > y of (2 − 2x)·2y is 2/3 − 1/2.",
      request: { policy: { kind: "thompson-beta" }, ...lectureSituation },
    },
    {
      label: "Thompson, prior Beta(2, 2)",
      arm: "a",
      published: "17/70",
      basis: "algebra",
      working: "The same integral for Beta(2, 3) and Beta(3, 2), by algebra.",
      request: { policy: { kind: "thompson-beta", alpha: 2, beta: 2 }, ...lectureSituation },
    },
  ],
};
