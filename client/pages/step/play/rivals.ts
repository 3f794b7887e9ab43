import type { PolicyResult } from "../../../../experiments/result/result.ts";
import { toResult } from "../../../../experiments/result/to-result.ts";
import { planSimulation } from "../../../../experiments/simulation/plan.ts";
import { runBlock } from "../../../../experiments/simulation/run-block.ts";
import { emptySummary, mergeSummary } from "../../../../experiments/simulation/summary.ts";
import { specHash } from "../../../../experiments/spec/version.ts";
import { policyDefinition } from "../../../../policies/registry.ts";
import { type PlaySpec, simulationOf } from "./spec.ts";

/** Runs of every policy over which its regret is averaged. */
export const RUNS = 1000;

/** The regret of a policy after so many pulls as the player has made. */
export interface Rival {
  kind: string;
  label: string;
  /** On the rewards of the game. */
  same: number;
  /** Over `RUNS` runs on the same arms, with other rewards: the mean, and the quantiles 5% and 95%. */
  mean: number;
  low: number;
  high: number;
}

/** The policies of a game with at least one pull. */
export function rivalsOf(game: PlaySpec): Rival[] {
  if (game.against.length === 0) return [];
  const place = game.play.length - 1;
  const [same, many] = [1, RUNS].map((runs) => simulated(game, runs));
  return many.map(({ policy: { kind }, regret }, index) => ({
    kind,
    label: policyDefinition(kind).label,
    same: same[index].regret.mean[place],
    mean: regret.mean[place],
    low: regret.quantiles.values[0][place],
    high: regret.quantiles.values.at(-1)![place],
  }));
}

/** Without exact curves, which take a second for three arms. */
function simulated(game: PlaySpec, runs: number): PolicyResult[] {
  const spec = simulationOf(game, runs);
  const plan = planSimulation(spec);
  const summary = emptySummary(plan);
  for (let block = 0; block < plan.blockCount; block++) mergeSummary(summary, runBlock(plan, block)!);
  return toResult(plan, summary, undefined, specHash(spec)).policies;
}
