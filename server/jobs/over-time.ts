import { InvalidInput, type Mistake } from "../../experiments/mistakes.ts";
import { STEP_MILLISECONDS } from "./question-kinds.ts";
import type { OutOfTime } from "./run-task.ts";
import type { Patience } from "./time-limit.ts";

/** The part that is taken to be done of a question that does not tell. */
const UNTOLD_FRACTION = 1 / 2;

/** What a question was planned to take, in milliseconds, and when it was ended. */
interface Plan {
  planned: number;
  patience: Patience;
}

/**
 * The mistake of a question that took too long: what it took, and what fits at the speed that was measured. Where a question
 * takes more than ten times its plan, so do its smaller ones: what fits takes the least time that any may take.
 *
 * @param suggest a question of no more than a cost, in steps: the field to change, and to what
 */
export async function tookTooLong(
  { milliseconds, fraction }: Pick<OutOfTime, "milliseconds" | "fraction">,
  plan?: Plan,
  suggest?: (cost: number) => Promise<Mistake | undefined>,
): Promise<InvalidInput> {
  const took = `took ${inSeconds(milliseconds)}`;
  const ended = plan ? `${took} where ${inSeconds(plan.planned)} were planned, and was ended` : `${took}, and was ended`;
  const smaller = plan && (await suggest?.(affordableMilliseconds(milliseconds, fraction, plan) / STEP_MILLISECONDS));
  const { pointer = "", allowed } = smaller ?? {};
  const detail = allowed === undefined ? `${ended}: ask a smaller question` : `${ended}: try ${allowed}`;
  return new InvalidInput([{ pointer, code: "over-budget", detail, ...(allowed !== undefined && { allowed }) }]);
}

/** What may be planned to be done in the least time, at the speed that was measured. */
function affordableMilliseconds(taken: number, fraction: number, { planned, patience }: Plan): number {
  const done = planned * (fraction || UNTOLD_FRACTION);
  return (done * Math.min(taken, patience.leastMilliseconds)) / taken;
}

function inSeconds(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toPrecision(2))} s`;
}
