import { formatPulls } from "../../text/number-format.ts";
import { capitalised } from "../../text/words.ts";
import type { Contender, RegretDifference } from "./differences.ts";

interface HowWords {
  /** How the difference was computed. */
  how: string;
  /** Why so, where that needs a sentence. */
  note?: string;
}

/** How a difference was computed, and why not better. */
export function howText(
  contender: Contender,
  reference: Contender,
  difference: RegretDifference | undefined,
): HowWords {
  if (!difference) {
    const isReference = contender.result === reference.result && contender.policy === reference.policy;
    return isReference ? { how: "" } : { how: "None", note: "The two results have no number of pulls in common." };
  }
  const { method, pulls } = difference;
  const isEarlier = [contender, reference].some(({ result }) => result.checkpoints.at(-1) !== pulls);
  const when = isEarlier ? `, after ${formatPulls(pulls)}` : "";
  if (method === "same") return { how: `Same replications${when}` };
  if (method === "paired") return { how: `Paired${when}` };
  const earlier = isEarlier ? ` The difference is at the last number of pulls that both results have.` : "";
  const reason = `${capitalised(difference.reason!)}, so the interval comes from both standard errors.`;
  return { how: `Unpaired${when}`, note: `${reason}${caution(contender, reference)}${earlier}` };
}

/** Runs of one seed share random numbers, so their estimates are not independent. */
function caution(a: Contender, b: Contender): string {
  if (a.result.spec.seed !== b.result.spec.seed) return "";
  return " The seed is the same, so the two are not independent, which the interval ignores: it is usually too wide.";
}
