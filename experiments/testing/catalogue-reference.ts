import { readFileSync } from "node:fs";
import type { PolicySpecInput } from "../../policies/registry.ts";

/** Selection probabilities of a policy after a history, computed in 45 digits in two independent ways. */
export interface HistoryCase {
  kind: "policy_history";
  id: string;
  policy: PolicySpecInput;
  K: number;
  history: [arm: number, reward: number][];
  horizon?: number;
  p: string[];
  /** Fractions, where the probabilities are rational. */
  exact?: string[];
  /** Wrong answers, by the misread convention that leads to them. */
  wrong_if?: Record<string, unknown>;
}

/** Expected regret on two Bernoulli arms, by enumeration of counts in 45 digits. */
export interface RegretCase {
  kind: "dp_regret";
  id: string;
  policy: PolicySpecInput;
  means: [number, number];
  at: Record<string, { pOptimal: string; regret: string }>;
  final: { T: number; regretMean: string; regretVar: string };
}

/** Means, variances and lower bounds of a bandit, computed in 40 digits in two independent ways. */
export interface BanditCase {
  kind: "bandit_constants";
  id: string;
  bandit: { kind: string } & Record<string, unknown>;
  means: string[];
  variances: string[];
  divergenceToBest: (string | null)[];
  laiRobbinsConstant: string;
}

type Case = HistoryCase | RegretCase | BanditCase;

/** The cases of one kind in the catalogue's table of reference values, which was given to the project. */
export function catalogueCases<Kind extends Case["kind"]>(kind: Kind): Extract<Case, { kind: Kind }>[] {
  const file = new URL("../../policies/testing/reference-catalogue.json", import.meta.url);
  const { cases } = JSON.parse(readFileSync(file, "utf8")) as { cases: Case[] };
  return cases.filter((each): each is Extract<Case, { kind: Kind }> => each.kind === kind);
}
