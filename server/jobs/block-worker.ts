import "./low-priority.ts";
import { InvalidInput, type Mistake } from "../../experiments/mistakes.ts";
import { exactCurves } from "../../experiments/simulation/exact-curves.ts";
import { planSimulation, type SimulationPlan } from "../../experiments/simulation/plan.ts";
import { preparePlayers } from "../../experiments/simulation/players.ts";
import { runBlock } from "../../experiments/simulation/run-block.ts";
import { summaryToBytes } from "../../experiments/simulation/summary-bytes.ts";
import { SimulationSpec } from "../../experiments/spec.ts";
import { sharedClock } from "./shared-clock.ts";
import { type QuestionKind, questionKinds, type QuestionName } from "./question-kinds.ts";

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

/** The exact curves of a simulation, as they are asked of a worker thread. */
export interface ExactTask extends TimedTask {
  spec: string;
}

/** That a thread had to be started for a task, and to load programs, is no time of the task. */
function noteStart({ start }: TimedTask): void {
  new Float64Array(start)[0] = sharedClock();
}

/** JSON of the exact curves of a simulation's policies, which take up to a fraction of a second each. */
export function exact({ spec, start }: ExactTask): string {
  noteStart({ start });
  return JSON.stringify(exactCurves(SimulationSpec.parse(JSON.parse(spec))));
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
