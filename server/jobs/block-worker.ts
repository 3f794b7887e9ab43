import { InvalidInput, type Mistake } from "../../experiments/mistakes.ts";
import { exactCurve as computeCurve } from "../../experiments/exact/exact-curve.ts";
import { Cancelled } from "../../experiments/exact/expected-regret.ts";
import { planSimulation, type SimulationPlan } from "../../experiments/simulation/plan.ts";
import { preparePlayers } from "../../experiments/simulation/players.ts";
import { runBlock } from "../../experiments/simulation/run-block.ts";
import { summaryToBytes } from "../../experiments/simulation/summary-bytes.ts";
import { SimulationSpec } from "../../experiments/spec.ts";
import { type QuestionKind, questionKinds, type QuestionName } from "./question-kinds.ts";

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

/** Runs a block; its summary as bytes, or undefined if it was cancelled. */
export default async function block({ hash, spec, block, cancelFlag }: BlockTask): Promise<Uint8Array | undefined> {
  const flag = new Int32Array(cancelFlag);
  const plan = planOf(hash, spec);
  await preparePlayers(plan.spec);
  const summary = runBlock(plan, block, () => Atomics.load(flag, 0) !== 0);
  return summary && summaryToBytes(summary);
}

/** The exact curve of one policy of a simulation, as it is sent to a worker thread. */
export interface CurveTask {
  spec: string;
  policyIndex: number;
  /** As of a block; absent where nobody can cancel. */
  cancelFlag?: SharedArrayBuffer;
}

/** JSON of an exact curve, which takes up to a fraction of a second; undefined if it was cancelled. */
export function exactCurve({ spec, policyIndex, cancelFlag }: CurveTask): string | undefined {
  const flag = cancelFlag && new Int32Array(cancelFlag);
  const isCancelled = () => flag !== undefined && Atomics.load(flag, 0) !== 0;
  try {
    return JSON.stringify(computeCurve(SimulationSpec.parse(JSON.parse(spec)), policyIndex, isCancelled));
  } catch (error) {
    if (error instanceof Cancelled) return undefined;
    throw error;
  }
}

/** A question that takes too long for the event loop: its request has been parsed. */
export interface QuestionTask {
  name: QuestionName;
  request: unknown;
  /** One double: the part that is done, for whoever shows it. */
  progress?: SharedArrayBuffer;
}

/** What is wrong with a request may only show as it is answered. Errors lose their class between threads. */
export type QuestionReply = { answer: unknown } | { mistakes: Mistake[] };

export function question({ name, request, progress }: QuestionTask): QuestionReply {
  const kind: QuestionKind = questionKinds[name];
  const done = progress && new Float64Array(progress);
  try {
    return { answer: kind.answer(request, done && { onProgress: (fraction) => (done[0] = fraction) }) };
  } catch (error) {
    if (error instanceof InvalidInput) return { mistakes: error.mistakes };
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
