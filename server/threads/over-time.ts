import { InvalidInput, type Mistake } from "../../experiments/mistakes/mistakes.ts";
import type { OutOfTime } from "./run-task.ts";
import type { Patience } from "./time-limit.ts";

/** What is said to fit takes so much of the time that any question may take: it is to fit on a busy day, too. */
const MARGIN = 1 / 2;
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
 * @param suggest a question of a part of the plan: the field to change, and to what
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

/** The part of the plan that is done in the least time, at the speed that was measured. */
function affordablePart(taken: number, fraction: number, { leastMilliseconds }: Patience): number {
  return (MARGIN * (fraction || UNTOLD_FRACTION) * Math.min(taken, leastMilliseconds)) / taken;
}

function inSeconds(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toPrecision(2))} s`;
}
