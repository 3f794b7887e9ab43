import { answerRequest } from "../../experiments/selection/selection-probabilities.ts";
import type { SelectionAnswer } from "../../experiments/selection/answer.ts";
import type { SelectionRequest } from "../../experiments/selection/request.ts";
import { planSimulation, type SimulationPlan } from "../../experiments/simulation/plan.ts";
import { runBlock } from "../../experiments/simulation/run-block.ts";
import type { SimulationSummary } from "../../experiments/simulation/summary.ts";
import { SimulationSpec } from "../../experiments/spec.ts";

/** A block of a simulation, as it is sent to a worker thread. */
export interface BlockTask {
  hash: string;
  spec: string;
  block: number;
  /** One 32-bit word, set to 1 when the simulation is cancelled. */
  cancelFlag: SharedArrayBuffer;
}

/** Plans take a while to make; a thread turns round a handful of simulations at a time. */
const PLANS_KEPT = 16;
const plans = new Map<string, SimulationPlan>();

/** Runs a block; undefined if it was cancelled. */
export default function block({ hash, spec, block, cancelFlag }: BlockTask): SimulationSummary | undefined {
  const flag = new Int32Array(cancelFlag);
  return runBlock(planOf(hash, spec), block, () => Atomics.load(flag, 0) !== 0);
}

/** The answer to a question that takes too long for the event loop. */
export function selection(request: SelectionRequest): SelectionAnswer {
  return answerRequest(request);
}

function planOf(hash: string, spec: string): SimulationPlan {
  const known = plans.get(hash);
  if (known) return known;
  if (plans.size >= PLANS_KEPT) plans.delete(plans.keys().next().value!);
  const plan = planSimulation(SimulationSpec.parse(JSON.parse(spec)));
  plans.set(hash, plan);
  return plan;
}
