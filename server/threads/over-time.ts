import { InvalidInput, type Mistake } from "../../experiments/mistakes/mistakes.ts";
import type { OutOfTime } from "./run-task.ts";
import type { Patience } from "./time-limit.ts";

/** A suggestion takes this share of the time that every question may take, so that it also fits on a busy machine. */
const MARGIN = 1 / 2;
/** The assumed done part of a question that reports none. */
const UNTOLD_FRACTION = 1 / 2;

/** The planned milliseconds of a question, and the patience after which it was ended. */
interface Plan {
  planned: number;
  patience: Patience;
}

/**
 * The mistake of a question that took too long: the time that it took, and a smaller question that fits at the measured
 * speed. A question that takes more than ten times its plan was declared too cheap, and so are its smaller ones: the
 * suggestion fits into the least time that every question may take.
 *
 * @param suggest for a part of the plan, the field to change and its allowed value
 */
export async function tookTooLong(
  { milliseconds, fraction }: Pick<OutOfTime, "milliseconds" | "fraction">,
  plan?: Plan,
  suggest?: (part: number) => Promise<Mistake | undefined>,
): Promise<InvalidInput> {
  const took = `took ${inSeconds(milliseconds)}`;
  const ended = plan
    ? `${took} where ${inSeconds(plan.planned)} were planned, and was ended`
    : `${took}, and was ended`;
  const smaller = plan && (await suggest?.(affordablePart(milliseconds, fraction, plan.patience)));
  const { pointer = "", allowed } = smaller ?? {};
  const detail = allowed === undefined ? `${ended}: ask a smaller question` : `${ended}: try ${allowed}`;
  return new InvalidInput([{ pointer, code: "over-budget", detail, ...(allowed !== undefined && { allowed }) }]);
}

/** The part of the plan that fits into the least time at the measured speed. */
function affordablePart(taken: number, fraction: number, { leastMilliseconds }: Patience): number {
  return (MARGIN * (fraction || UNTOLD_FRACTION) * Math.min(taken, leastMilliseconds)) / taken;
}

function inSeconds(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toPrecision(2))} s`;
}
