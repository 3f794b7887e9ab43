import { armCountOf } from "../../../experiments/bandits/registry.ts";
import type { Mistake } from "../../../experiments/mistakes.ts";
import { type SimulationSpec, workOf } from "../../../experiments/spec.ts";

/** What a pull takes on one ordinary core, in seconds, without and for every arm: rough, policies differ tenfold. */
const PULL_SECONDS = 250e-9;
const ARM_SECONDS = 25e-9;

export interface Cost {
  /** Arms × horizon × replications, summed over the policies: what the server's limit counts. */
  work: number;
  seconds: number;
}

export function costOf(spec: SimulationSpec): Cost {
  const pulls = spec.policies.length * spec.horizon * spec.replications;
  return { work: workOf(spec), seconds: pulls * (PULL_SECONDS + ARM_SECONDS * armCountOf(spec.bandit)) };
}

/** The most replications that fit a limit on work; 0 where not even one does. */
export function largestReplications(spec: SimulationSpec, limit: number): number {
  return Math.floor(limit / (workOf(spec) / spec.replications));
}

/** The most replications that the server's refusal allows, where it says so. */
export function allowedReplications(mistakes: readonly Mistake[]): number | undefined {
  const overBudget = mistakes.find(({ pointer, code }) => pointer === "/replications" && code === "over-budget");
  const digits = /\d+/.exec(overBudget?.allowed ?? "")?.[0];
  return digits ? Number(digits) : undefined;
}
