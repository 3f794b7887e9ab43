import type { SelectionAnswer } from "../../../experiments/selection/answer.ts";
import { Maths } from "../../components/maths.tsx";
import { BrokenFormula } from "./broken-formula.tsx";
import { formulaRows } from "./formula-rows.ts";
import { HandoutDensities } from "./handout-densities.tsx";
import { deriveIntegral } from "./integral.ts";
import { shapeTex } from "./integral-section.tsx";
import type { NamedBeta } from "./named-posteriors.ts";
import { exactText } from "./numbers.ts";
import { fractionSentence, shapeSentence } from "./integral-sentences.ts";
import { densitiesTex, integralSteps, type Step } from "./tex.ts";

/** The width of a sheet, in em of its formulas; a little is left for what the estimate misses. */
const WIDTH = 46;
/** More rows do not fit on the sheet. */
const MOST_ROWS = 20;

interface HandoutIntegralProps {
  posteriors: readonly NamedBeta[];
  answer: SelectionAnswer;
  isShown: boolean;
}

/** The second sheet: densities, the integral line by line, and the answer; or room to write them. */
export function HandoutIntegral({ posteriors, answer, isShown }: HandoutIntegralProps) {
  const derivation = deriveIntegral(posteriors, 0);
  const steps = derivation && integralSteps(derivation);
  const rows = (steps ?? []).reduce((sum, { tex }) => sum + formulaRows(tex, WIDTH).length, 0);
  const densities = derivation ? densitiesTex(derivation) : [];
  return (
    <>
      <h2>Thompson sampling: the integral</h2>
      <div className="handout-densities">
        <HandoutDensities posteriors={posteriors} />
        <ul>
          {densities.map((tex) => (
            <li key={tex}>
              <Maths tex={tex} />
            </li>
          ))}
        </ul>
      </div>
      {!isShown && <ToWrite tex={steps ? steps[0].tex : shapeTex(posteriors)} />}
      {isShown && steps && rows <= MOST_ROWS && <Lines steps={steps} />}
      {isShown && !(steps && rows <= MOST_ROWS) && (
        <>
          <BrokenFormula tex={shapeTex(posteriors)} width={WIDTH} />
          <p>
            {steps
              ? "Its lines are too long for paper; the page shows them. The value is"
              : shapeSentence(posteriors, answer)}{" "}
            <strong>{exactText(answer.probabilities[0])}</strong>.
          </p>
        </>
      )}
      {isShown && <p className="handout-inputs">{fractionSentence(answer)}</p>}
    </>
  );
}

function Lines({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="handout-lines">
      {steps.map(({ tex, caption }) => (
        <li key={tex}>
          <BrokenFormula tex={tex} width={WIDTH} />
          <p>{caption}</p>
        </li>
      ))}
    </ol>
  );
}

const RULES = Array.from({ length: 14 }, (_, line) => line);

/** The question, and lines to write on. */
function ToWrite({ tex }: { tex: string }) {
  return (
    <>
      <BrokenFormula tex={tex} width={WIDTH} />
      <div className="handout-rules">
        {RULES.map((line) => (
          <div key={line} />
        ))}
      </div>
    </>
  );
}
