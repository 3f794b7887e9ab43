import { Link } from "wouter";
import { formatCount, formatNumber } from "../../text/number-format.ts";
import { jsonToSearch } from "../../sources/json-search.ts";
import { shareOut } from "./chance.ts";
import type { ArmAnswer } from "./measured.ts";
import type { Saving } from "./saving.ts";
import { canSimulate, MOST_VISITORS, savingInput } from "./saving-input.ts";
import type { Conversions, DecideSpec } from "./spec.ts";
import type { WorkerAnswer } from "./use-worker-answer.ts";

const NEXT = 1000;

interface NextVisitorsProps {
  spec: DecideSpec;
  arms: readonly ArmAnswer[];
  names: readonly string[];
  state: WorkerAnswer<Saving>;
}

/** What Thompson sampling would do with the next visitors, and what it would have saved. */
export function NextVisitors({ spec, arms, names, state }: NextVisitorsProps) {
  const shares = shareOut(
    arms.map(({ value }) => value),
    NEXT,
  );
  return (
    <section aria-labelledby="next">
      <h2 id="next">If a bandit went on from here</h2>
      <p>
        Thompson sampling shows each variant as often as it is likely to be best. Of the next {formatCount(NEXT)}{" "}
        visitors: {shares.map((share, arm) => `${formatCount(share)} ${names[arm]}`).join(", ")}.
      </p>
      {spec.measure === "conversions" && <SavingText spec={spec} state={state} />}
    </section>
  );
}

function SavingText({ spec, state: { answer: saving, failure } }: { spec: Conversions; state: WorkerAnswer<Saving> }) {
  const observed = spec.variants;
  if (observed.length < 2) return null;
  if (!canSimulate(observed)) {
    const isEmpty = observed.some(({ visitors }) => visitors === 0);
    return (
      <p className="muted">
        {isEmpty
          ? "What a bandit would have saved can be simulated once every variant has visitors."
          : `What a bandit would have saved is simulated for up to ${formatCount(MOST_VISITORS)} visitors.`}
      </p>
    );
  }
  if (failure !== null)
    return <p className="notice danger">Could not simulate what a bandit would have saved: {failure}.</p>;
  return (
    <p>
      <output>{saving ? savingText(saving) : "Simulating what a bandit would have saved…"}</output>{" "}
      {saving && (
        <span className="muted">
          Simulated {formatCount(saving.replications)} times at the observed rates, which are not the true ones (±:
          standard error). <Link href={`/lab${jsonToSearch(savingInput(spec))}`}>Open this simulation in the Lab</Link>
        </span>
      )}
    </p>
  );
}

/** "about 43 more conversions (standard error 0.9)". */
export function savingText({ mean, standardError }: Saving): string {
  const count = formatCount(Math.abs(Math.round(mean)));
  const more = count === "0" ? "as many" : `${count} ${mean < 0 ? "fewer" : "more"}`;
  const words = `about ${more} conversions (standard error ${formatNumber(Number(standardError.toPrecision(1)))})`;
  return `With a bandit from the start you would have had ${words}.`;
}
