import type { Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { estimateSimulation } from "../../../experiments/simulation/estimate.ts";
import { type SimulationSpec, workOf } from "../../../experiments/spec/spec.ts";

export interface Cost {
  /** Arms × horizon × replications, summed over the policies: what the server's limit counts. */
  work: number;
  /** On one ordinary core, roughly, exact curves included. */
  seconds: number;
  exactSeconds: number;
}

export function costOf(spec: SimulationSpec): Cost {
  const { replicationsSeconds, exactSeconds } = estimateSimulation(spec);
  return { work: workOf(spec), seconds: replicationsSeconds + exactSeconds, exactSeconds };
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
