import { formatCount, formatNumber } from "../../text/number-format.ts";
import { listed } from "../../text/words.ts";
import { observedValues, wordings } from "./measured.ts";
import type { Needed } from "./needed.ts";
import { type DecideSpec, variantNames } from "./spec.ts";
import type { WorkerAnswer } from "./use-worker-answer.ts";

interface NeededSectionProps {
  spec: DecideSpec;
  state: WorkerAnswer<Needed>;
}

/** How many more visitors the test needs until the verdict says stop. */
export function NeededSection({ spec, state: { answer, failure } }: NeededSectionProps) {
  if (spec.variants.length < 2) return null;
  return (
    <section aria-labelledby="needed">
      <h2 id="needed">Visitors still needed</h2>
      {failure === null ? (
        <p>
          <output>{answer ? neededText(answer, spec) : "Computing…"}</output>{" "}
          {answer?.kind === "visitors" && answer.each > 0 && (
            <span className="muted">
              An estimate: it assumes that every variant gets as many more visitors as the others and that what was
              observed stays exactly as it is. It will not, so look again on the way.
            </span>
          )}
        </p>
      ) : (
        <p className="notice danger">Could not compute the visitors still needed: {failure}.</p>
      )}
    </section>
  );
}

/** The number in words, or why there is none. */
export function neededText(needed: Needed, spec: DecideSpec): string {
  const loss = formatNumber(spec.acceptedLoss) + wordings[spec.measure].lossUnit;
  const noun = spec.measure === "means" ? "means" : "rates";
  if (needed.kind === "unobserved") return "Enter visitors of every variant: without them there is no rate to go by.";
  if (needed.kind === "never") return "No number: the expected loss never becomes 0. Accept a small loss.";
  if (needed.kind === "beyond") return `More than ${formatCount(needed.each)} for each variant.`;
  const { each, isTie } = needed;
  if (each === 0) return "None: you can stop now.";
  const total = formatCount(each * spec.variants.length);
  const number = `about ${total} more visitors, ${formatCount(each)} for each variant`;
  if (!isTie) return `If the observed ${noun} hold, you can stop after ${number}.`;
  return `No number shows a winner: the observed ${noun} of ${listed(leadersOf(spec))} are equal. After ${number}, a wrong choice loses no more than ${loss} on average.`;
}

function leadersOf(spec: DecideSpec): string[] {
  const values = observedValues(spec) as number[];
  const best = Math.max(...values);
  return variantNames(spec).filter((_, variant) => values[variant] === best);
}
