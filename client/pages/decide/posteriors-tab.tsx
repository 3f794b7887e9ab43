import { useMemo } from "react";
import type { Posteriors } from "../../../policies/posteriors/family.ts";
import { CouldNotCompute } from "../../components/could-not-compute.tsx";
import { LinkMistakes } from "../../forms/mistake-list.tsx";
import { useLastValid } from "../../forms/use-last-valid.ts";
import { type AddressLanguage, useDraftInAddress } from "../../forms/use-draft-in-address.ts";
import { AnswerTable } from "../calculator/answer-table.tsx";
import { AskSection } from "../calculator/ask-section.tsx";
import { DensityFigure } from "../calculator/density-figure.tsx";
import { MeaningSection } from "../calculator/meaning-section.tsx";
import { PosteriorForm } from "../calculator/posterior-form.tsx";
import { lectureExample } from "../calculator/presets.ts";
import { armName, type CalculatorDraft, type CalculatorSpec, checkDraft, posteriorsOf } from "../calculator/spec.ts";
import { draftFromSearch, specToSearch } from "../calculator/spec-url.ts";
import { useBestArm } from "../calculator/use-best-arm.ts";
import { withTab } from "./tabs.ts";

const language: AddressLanguage<CalculatorSpec, CalculatorDraft> = {
  read: draftFromSearch,
  check: checkDraft,
  write: (spec) => withTab("posteriors", specToSearch(spec)),
};

/** P(best) and expected loss of every arm, from posteriors or counts, computed in the browser. */
export function PosteriorsTab() {
  const { draft, checked, addressMistakes, edit, commit } = useDraftInAddress(language);
  const spec = useLastValid(checked.spec, lectureExample);
  const isOutdated = checked.spec === undefined;
  const posteriorsJson = JSON.stringify(posteriorsOf(spec));
  // Equal posteriors are one object: renaming an arm computes nothing again.
  const posteriors = useMemo(() => JSON.parse(posteriorsJson) as Posteriors, [posteriorsJson]);
  const { answered, failure, retry } = useBestArm(posteriors);
  const names = spec.arms.map((_, arm) => armName(spec.names, arm));
  return (
    <div className="calculator">
      <h1>Which arm is best?</h1>
      <p className="lead">
        Enter results for each arm: see how likely each is to be the best and the expected loss of choosing it.
      </p>
      <LinkMistakes
        mistakes={addressMistakes}
        shown="Fix the highlighted fields. Until then, results are for the lecture’s example."
      />
      <div className="calculator-columns">
        <PosteriorForm
          draft={draft}
          mistakes={checked.mistakes}
          onEdit={edit}
          onChange={(changed) => edit(changed, { committed: true })}
          onCommit={commit}
        />
        <div className="calculator-answers">
          <section aria-labelledby="answer">
            <h2 id="answer">Answer</h2>
            {isOutdated && (
              <p className="notice warning">
                {addressMistakes.length > 0
                  ? "These results are for the lecture’s example, not for the link."
                  : "Fix the highlighted field. These results are for your last valid input."}
              </p>
            )}
            <CouldNotCompute what="the answer" failure={failure} retry={retry} />
            {(answered !== null || failure === null) && (
              <AnswerTable answered={answered} wanted={posteriors} names={names} isOutdated={isOutdated} />
            )}
          </section>
          <section aria-labelledby="beliefs">
            <h2 id="beliefs">Posterior distributions</h2>
            <DensityFigure posteriors={posteriors} names={names} />
          </section>
          <MeaningSection family={posteriors.family} />
          <AskSection spec={spec} posteriors={posteriors} answered={answered} />
        </div>
      </div>
    </div>
  );
}
