import { useMemo, useState } from "react";
import { describe, type Mistake } from "../../experiments/mistakes/mistakes.ts";
import type { Posteriors } from "../../policies/posteriors/family.ts";
import { type AddressLanguage, useDraftInAddress } from "../forms/use-draft-in-address.ts";
import { AnswerTable } from "./calculator/answer-table.tsx";
import { AskSection } from "./calculator/ask-section.tsx";
import { DensityFigure } from "./calculator/density-figure.tsx";
import { MeaningSection } from "./calculator/meaning-section.tsx";
import { PosteriorForm } from "./calculator/posterior-form.tsx";
import { lectureExample } from "./calculator/presets.ts";
import { armName, type CalculatorDraft, type CalculatorSpec, checkDraft, posteriorsOf } from "./calculator/spec.ts";
import { draftFromSearch, specToSearch } from "./calculator/spec-url.ts";
import { useBestArm } from "./calculator/use-best-arm.ts";
import "./calculator/calculator.css";

const language: AddressLanguage<CalculatorSpec, CalculatorDraft> = {
  read: draftFromSearch,
  check: checkDraft,
  write: specToSearch,
};

/** Which arm is best, given what is believed of each: typed or counted, computed in the browser. */
export function CalculatorPage() {
  const { draft, checked, addressMistakes, edit, commit } = useDraftInAddress(language);
  const spec = useLastMeaning(checked.spec);
  const isOutdated = checked.spec === undefined;
  const posteriorsJson = JSON.stringify(posteriorsOf(spec));
  // Equal posteriors are one object, whatever their arms are called: nothing is computed again for a name.
  const posteriors = useMemo(() => JSON.parse(posteriorsJson) as Posteriors, [posteriorsJson]);
  const { answered, failure, retry } = useBestArm(posteriors);
  const names = spec.arms.map((_, arm) => armName(spec.names, arm));
  return (
    <div className="calculator">
      <h1>Which arm is best?</h1>
      <p className="lead">
        Type what is believed of every arm, or count what it paid: with which probability is it the best one, and what
        does choosing it cost in expectation?
      </p>
      {addressMistakes.length > 0 && <BadAddress mistakes={addressMistakes} />}
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
            <h2 id="answer">The answer</h2>
            {isOutdated && (
              <p className="notice warning">
                {addressMistakes.length > 0
                  ? "These are the numbers of the lecture’s example until the link’s mistakes are mended."
                  : "These are the numbers of the last input that meant something."}
              </p>
            )}
            {failure !== null && (
              <div className="notice danger" role="alert">
                <p>This could not be computed: {failure}.</p>
                <button type="button" onClick={retry}>
                  Try again
                </button>
              </div>
            )}
            {(answered !== null || failure === null) && (
              <AnswerTable answered={answered} wanted={posteriors} names={names} isOutdated={isOutdated} />
            )}
          </section>
          <section aria-labelledby="beliefs">
            <h2 id="beliefs">What is believed</h2>
            <DensityFigure posteriors={posteriors} names={names} />
          </section>
          <MeaningSection family={posteriors.family} />
          <AskSection spec={spec} posteriors={posteriors} answered={answered} />
        </div>
      </div>
    </div>
  );
}

/** The latest specification that meant something; the example before there was any. */
function useLastMeaning(spec: CalculatorSpec | undefined): CalculatorSpec {
  const [last, setLast] = useState(spec ?? lectureExample);
  if (spec && spec !== last) setLast(spec);
  return spec ?? last;
}

function BadAddress({ mistakes }: { mistakes: readonly Mistake[] }) {
  return (
    <div className="notice danger" role="alert">
      <p>The link does not mean anything as it stands.</p>
      <ul>
        {mistakes.slice(0, 5).map((mistake) => (
          <li key={describe(mistake)}>{describe(mistake)}</li>
        ))}
      </ul>
    </div>
  );
}
