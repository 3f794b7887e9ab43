import "../threads/low-priority.ts";
import { LRUCache } from "lru-cache";
import { exactCurve as computeCurve } from "../../experiments/exact/exact-curve.ts";
import { Cancelled, type TimeLimit } from "../../experiments/watch.ts";
import { planSimulation, type SimulationPlan } from "../../experiments/simulation/plan.ts";
import { preparePlayers } from "../../experiments/simulation/players.ts";
import { runBlock } from "../../experiments/simulation/run-block.ts";
import { summaryToBytes } from "../../experiments/simulation/summary-bytes.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";
import { TaskState } from "../threads/task-state.ts";
import { mostMilliseconds } from "../threads/time-limit.ts";

/** A block of a simulation, as sent to a worker thread. */
export interface BlockTask {
  hash: string;
  spec: string;
  block: number;
}

/** Sent with a task: the memory of its `TaskState`. */
interface Shared {
  state: SharedArrayBuffer;
}

const now = () => performance.now();

/** Plans by hash: making one takes a while, and a thread has turns of a handful of simulations. */
const plans = new LRUCache<string, SimulationPlan>({ max: 16 });

/** Runs a block. Returns its summary as bytes, or undefined if it was cancelled. */
export default async function block({ hash, spec, block, state: memory }: BlockTask & Shared) {
  const state = new TaskState(memory);
  const plan = planOf(hash, spec);
  await preparePlayers(plan.spec);
  state.begin();
  const summary = runBlock(plan, block, () => state.isEnded, now);
  return summary && summaryToBytes(summary);
}

/** The exact curve of one policy of a simulation, as sent to a worker thread. */
export interface CurveTask {
  spec: string;
  policyIndex: number;
}

/** JSON of an exact curve, or of the reason why there is none, as bytes; undefined if it was cancelled. */
export function exactCurve({ spec, policyIndex, state: memory }: CurveTask & Shared): Uint8Array | undefined {
  const state = new TaskState(memory);
  state.begin();
  const limitOf = (plannedNanoseconds: number): TimeLimit => {
    // The waiting thread reads the new limit there.
    state.most = mostMilliseconds(plannedNanoseconds / 1e6);
    return { taken: () => state.taken, most: state.most };
  };
  try {
    const parsed = SimulationSpec.parse(JSON.parse(spec));
    const outcome = computeCurve(parsed, policyIndex, { cancelled: () => state.isEnded, now, limitOf });
    return new TextEncoder().encode(JSON.stringify(outcome));
  } catch (error) {
    if (error instanceof Cancelled) return undefined;
    throw error;
  }
}

function planOf(hash: string, spec: string): SimulationPlan {
  const known = plans.get(hash);
  if (known) return known;
  const plan = planSimulation(SimulationSpec.parse(JSON.parse(spec)));
  plans.set(hash, plan);
  return plan;
}
