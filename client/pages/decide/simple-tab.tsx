import { Suspense, useMemo } from "react";
import { useSearch } from "wouter/use-browser-location";
import { Link } from "wouter";
import type { BestArmRequest } from "../../../experiments/best-arm/request.ts";
import { CouldNotCompute } from "../../components/could-not-compute.tsx";
import { LinkMistakes } from "../../forms/mistake-list.tsx";
import { useLastValid } from "../../forms/use-last-valid.ts";
import { useDraftInAddress } from "../../forms/use-draft-in-address.ts";
import { FailureBoundary } from "../../loading/failure-boundary.tsx";
import { lazyPart } from "../../loading/lazy-part.tsx";
import { jsonFromSearch } from "../../sources/json-search.ts";
import { useBestArm } from "../calculator/use-best-arm.ts";
import { DecideForm } from "./decide-form.tsx";
import { givesPosteriors, hasCounts } from "./from-posteriors.ts";
import { language } from "./language.ts";
import { observedValues, wordings } from "./measured.ts";
import { resultsText } from "./results-text.ts";
import type { Needed } from "./needed.ts";
import { NeededSection } from "./needed-section.tsx";
import { NextVisitors } from "./next-visitors.tsx";
import { priorName } from "./priors.ts";
import { requestOf, specAsked } from "./request.ts";
import type { Saving } from "./saving.ts";
import { canSimulate, type Tested } from "./saving-input.ts";
import { type DecideSpec, example, variantNames } from "./spec.ts";
import { searchOfTab } from "./tabs.ts";
import { useWorkerAnswer, type WorkerAnswer } from "./use-worker-answer.ts";
import { VariantsTable } from "./variants-table.tsx";
import { verdict } from "./verdict.ts";

const ShareSection = lazyPart(async () => (await import("./share-section.tsx")).ShareSection);

/** From the results of every variant to a decision, in words. */
export function SimpleTab() {
  const search = useSearch();
  return isElsewhere(search) ? <OtherPosteriors search={search} /> : <SimpleDecision />;
}

/** Whether the rows of the address are posteriors that no counts or means give. */
function isElsewhere(search: string): boolean {
  try {
    const input = jsonFromSearch(search);
    return givesPosteriors(input) && !hasCounts(input);
  } catch {
    return false;
  }
}

function OtherPosteriors({ search }: { search: string }) {
  return (
    <>
      <h1>Which variant wins, and can you stop?</h1>
      <p className="notice">
        These rows are posteriors that are not results of a test, so there is nothing to show here. See them in{" "}
        <Link href={`/decide${searchOfTab("posteriors", search)}`}>Posteriors</Link>, or{" "}
        <Link href="/decide">start with an example</Link>.
      </p>
    </>
  );
}

const savingWorker = () => new Worker(new URL("saving-worker.ts", import.meta.url), { type: "module" });
const neededWorker = () => new Worker(new URL("needed-worker.ts", import.meta.url), { type: "module" });

function SimpleDecision() {
  const { draft, checked, addressMistakes, edit, commit } = useDraftInAddress(language);
  const last = useLastValid<DecideSpec>(checked.spec, example);
  const spec = useStable(last);
  const request = useStable(requestOf(spec));
  const { answered, failure, retry } = useBestArm(request);
  const tested = useStable<Tested | null>(spec.measure === "conversions" ? pick(spec) : null);
  const saving = useWorkerAnswer<Saving>(savingWorker, tested && canSimulate(tested.variants) ? tested : null);
  const needed = useWorkerAnswer<Needed>(neededWorker, spec.variants.length > 1 ? spec : null);
  // The answer of an earlier request is shown with its own names and numbers.
  const asked = answered && (answered.request === request ? spec : specAsked(answered.request, spec));
  return (
    <div className="calculator decide">
      <h1>Which variant wins, and can you stop?</h1>
      <p className="lead">
        Enter what each variant of a test brought: how likely each is to be best, and what choosing it would cost,{" "}
        {wordings[spec.measure].basis}.
      </p>
      <LinkMistakes mistakes={addressMistakes} shown="Showing an example instead." />
      <div className="decide-columns">
        <DecideForm
          draft={draft}
          mistakes={checked.mistakes}
          onEdit={edit}
          onChange={(changed) => edit(changed, { committed: true })}
          onCommit={commit}
        />
        <div className="decide-answers">
          {checked.spec === undefined && (
            <p className="notice warning">
              Fix the highlighted field. These results are for{" "}
              {last === example ? "an example, not for your input." : "your last valid input."}
            </p>
          )}
          <CouldNotCompute what="the answer" failure={failure} retry={retry} />
          {answered && asked ? (
            <Answer spec={asked} answered={answered} isLate={asked !== spec} saving={saving} needed={needed} />
          ) : (
            failure === null && <output className="calculator-waiting muted">Computing…</output>
          )}
          <FailureBoundary name="The part to share and ask the API" address="">
            <Suspense fallback={<p className="muted">Loading links and code…</p>}>
              <ShareSection request={request} spec={spec} />
            </Suspense>
          </FailureBoundary>
        </div>
      </div>
    </div>
  );
}

function pick({ variants, prior }: DecideSpec & { measure: "conversions" }): Tested {
  return { variants, prior };
}

type Answered = NonNullable<ReturnType<typeof useBestArm<BestArmRequest>>["answered"]>;

interface AnswerProps {
  spec: DecideSpec;
  answered: Answered;
  isLate: boolean;
  saving: WorkerAnswer<Saving>;
  needed: WorkerAnswer<Needed>;
}

function Answer({ spec, answered, isLate, saving, needed }: AnswerProps) {
  const arms = answered.answer.probabilities;
  const names = variantNames(spec);
  const wording = wordings[spec.measure];
  const { headline, lift, advice, canStop } = verdict(arms, names, spec.acceptedLoss, wording);
  return (
    <div className="calculator-answer" data-outdated={isLate || undefined}>
      <section aria-labelledby="verdict">
        <h2 id="verdict">Verdict</h2>
        <div className={canStop ? "decide-verdict stop" : "decide-verdict"}>
          <output>
            <strong>{headline}</strong> {lift} {advice}
          </output>
        </div>
        <VariantsTable observed={observedValues(spec)} arms={arms} names={names} wording={wording} />
        <p className="small print-only">{resultsText(spec)}</p>
        <p className="small muted">{modelText(spec)}</p>
      </section>
      <NeededSection spec={spec} state={needed} />
      <NextVisitors spec={spec} arms={arms} names={names} state={saving} />
    </div>
  );
}

/** What the numbers are exact for. */
function modelText(spec: DecideSpec): string {
  if (spec.measure === "means")
    return "For independent variants with unknown variance: each mean has a Student t posterior (flat priors of the mean and of the logarithm of the deviation). Values far from a normal distribution need many visitors.";
  return `Exact for independent variants with ${priorName(spec.prior)} of each rate.`;
}

/** Equal values are one object, so that nothing is computed again. */
function useStable<Value>(value: Value): Value {
  const json = JSON.stringify(value);
  return useMemo(() => JSON.parse(json) as Value, [json]);
}
