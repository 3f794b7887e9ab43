import { policyDefinitions, type PolicyKind } from "../registry.ts";

export type PolicyVariant = { kind: PolicyKind } & Record<string, unknown>;

/** Every registered kind with its defaults, and the parameters under which its rule takes another turn. */
export const policyVariants: PolicyVariant[] = [
  ...policyDefinitions.map(({ kind }) => ({ kind: kind as PolicyKind })),
  { kind: "greedy", tieBreak: "first", initialValue: 0.5 },
  { kind: "epsilon-greedy", epsilon: 0.37, explore: "others" },
  { kind: "epsilon-greedy", epsilon: 1, tieBreak: "first" },
  { kind: "epsilon-greedy", epsilon: 0, initialValue: 2 },
  { kind: "ucb", c: 0 },
  { kind: "ucb", c: 2.5, tieBreak: "first" },
  { kind: "ucb1", tieBreak: "first" },
  { kind: "ucb1-tuned", tieBreak: "first" },
  { kind: "moss", scale: 4 },
  { kind: "moss", scale: 0.1, tieBreak: "first" },
  { kind: "sliding-window-ucb", window: 12, xi: 0.5, range: 0.7 },
  { kind: "sliding-window-ucb", window: 1, range: 3, tieBreak: "first" },
  { kind: "sliding-window-ucb", window: 5, xi: 0 },
  { kind: "kl-ucb", c: 3 },
  { kind: "kl-ucb", tieBreak: "first" },
  { kind: "bayes-ucb", alpha: 0.5, beta: 4 },
  { kind: "bayes-ucb", tieBreak: "first" },
  { kind: "thompson-beta", alpha: 0.5, beta: 0.25 },
  { kind: "thompson-beta", alpha: 3, beta: 2 },
  { kind: "gittins", discount: 0.6, alpha: 0.5, beta: 2 },
  { kind: "gittins", discount: 0, tieBreak: "first" },
  { kind: "bayes-optimal", alpha: 2, beta: 0.5 },
  { kind: "bayes-optimal", tieBreak: "first" },
  { kind: "softmax", temperature: 1 },
  { kind: "gradient", stepSize: 0.9, baseline: "excluding" },
  { kind: "gradient", stepSize: 0.4, baseline: "none" },
  { kind: "gradient", stepSize: 250, baseline: "none" },
  { kind: "exp3", gamma: 0.7 },
  { kind: "exp3", gamma: 1 },
];
