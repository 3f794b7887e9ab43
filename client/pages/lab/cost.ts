import type { Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { estimateSimulation } from "../../../experiments/simulation/estimate.ts";
import { type SimulationSpec, workOf } from "../../../experiments/spec/spec.ts";
import { type Experiment, workOfExperiment } from "./sweep/experiment.ts";

export interface Cost {
  /** Arms × horizon × replications, summed over policies; the server limits this. */
  work: number;
  /** Estimate for one core, exact curves included. */
  seconds: number;
  exactSeconds: number;
}

export function costOf(spec: SimulationSpec): Cost {
  const { replicationsSeconds, exactSeconds } = estimateSimulation(spec);
  return { work: workOf(spec), seconds: replicationsSeconds + exactSeconds, exactSeconds };
}

/** The cost of a run, or of all points of a sweep together. */
export function costOfExperiment({ base, sweep }: Experiment): Cost {
  if (!sweep) return costOf(base);
  const costs = sweep.points.map(({ spec }) => costOf(spec.spec));
  const sum = (of: keyof Cost) => costs.reduce((total, cost) => total + cost[of], 0);
  return { work: sum("work"), seconds: sum("seconds"), exactSeconds: sum("exactSeconds") };
}

/** The most replications within a limit on work; may be 0. */
export function largestReplications(experiment: Experiment, limit: number): number {
  return Math.floor(limit / (workOfExperiment(experiment) / experiment.base.replications));
}

/** The most replications that a refusal of the server allows; undefined if it names none. */
export function allowedReplications(mistakes: readonly Mistake[]): number | undefined {
  const overBudget = mistakes.find(({ pointer, code }) => pointer === "/replications" && code === "over-budget");
  const digits = /\d+/.exec(overBudget?.allowed ?? "")?.[0];
  return digits ? Number(digits) : undefined;
}
