import "./low-priority.ts";
import { exactCurve as computeCurve } from "../../experiments/exact/exact-curve.ts";
import { Cancelled } from "../../experiments/exact/expected-regret.ts";
import { planSimulation, type SimulationPlan } from "../../experiments/simulation/plan.ts";
import { preparePlayers } from "../../experiments/simulation/players.ts";
import { runBlock } from "../../experiments/simulation/run-block.ts";
import { summaryToBytes } from "../../experiments/simulation/summary-bytes.ts";
import { SimulationSpec } from "../../experiments/spec.ts";
import { sharedClock } from "./shared-clock.ts";

interface TimedTask {
  /** One double: when the thread began with the task, by the clock that all threads share; 0 before. */
  start: SharedArrayBuffer;
}

/** A block of a simulation, as it is sent to a worker thread. */
export interface BlockTask extends TimedTask {
  hash: string;
  spec: string;
  block: number;
  /** One 32-bit word, set to 1 when the simulation is cancelled. */
  cancelFlag: SharedArrayBuffer;
}

/** Plans take a while to make; a thread turns round a handful of simulations at a time. */
const PLANS_KEPT = 16;
const plans = new Map<string, SimulationPlan>();

/** Runs a block; its summary as bytes, or undefined if it was cancelled. */
export default async function block(task: BlockTask): Promise<Uint8Array | undefined> {
  const { hash, spec, block, cancelFlag } = task;
  const flag = new Int32Array(cancelFlag);
  const plan = planOf(hash, spec);
  await preparePlayers(plan.spec);
  noteStart(task);
  const summary = runBlock(plan, block, () => Atomics.load(flag, 0) !== 0);
  return summary && summaryToBytes(summary);
}

/** The exact curve of one policy of a simulation, as it is sent to a worker thread. */
export interface CurveTask extends TimedTask {
  spec: string;
  policyIndex: number;
  /** As of a block. */
  cancelFlag: SharedArrayBuffer;
}

/** That a thread had to be started for a task, and to load programs, is no time of the task. */
function noteStart({ start }: TimedTask): void {
  new Float64Array(start)[0] = sharedClock();
}

/** JSON of an exact curve, which takes up to a fraction of a second, as bytes; undefined if it was cancelled. */
export function exactCurve(task: CurveTask): Uint8Array | undefined {
  noteStart(task);
  const { spec, policyIndex, cancelFlag } = task;
  const flag = new Int32Array(cancelFlag);
  const isCancelled = () => Atomics.load(flag, 0) !== 0;
  try {
    const curve = computeCurve(SimulationSpec.parse(JSON.parse(spec)), policyIndex, isCancelled);
    return new TextEncoder().encode(JSON.stringify(curve));
  } catch (error) {
    if (error instanceof Cancelled) return undefined;
    throw error;
  }
}

function planOf(hash: string, spec: string): SimulationPlan {
  const known = plans.get(hash);
  if (known) return known;
  if (plans.size >= PLANS_KEPT) plans.delete(plans.keys().next().value!);
  const plan = planSimulation(SimulationSpec.parse(JSON.parse(spec)));
  plans.set(hash, plan);
  return plan;
}
