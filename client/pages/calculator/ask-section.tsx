import type { Posteriors } from "../../../policies/posteriors/family.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { Snippets } from "../../components/snippets.tsx";
import type { Question } from "../../sources/api-snippets.ts";
import { withTab } from "../decide/tabs.ts";
import { armName, type CalculatorSpec } from "./spec.ts";
import { specToSearch } from "./spec-url.ts";
import type { Answered } from "./use-best-arm.ts";

/** The question about the best arm; its snippets print the arms by name. */
export function bestArmQuestion(armNames: readonly string[]): Question {
  return { path: "/api/v1/best-arm-probabilities", armNames };
}

interface AskSectionProps {
  spec: CalculatorSpec;
  posteriors: Posteriors;
  answered: Answered<Posteriors> | null;
}

/** Links, data and snippets that give the same numbers. */
export function AskSection({ spec, posteriors, answered }: AskSectionProps) {
  const question = bestArmQuestion(spec.arms.map((_, arm) => armName(spec.names, arm)));
  return (
    <section aria-labelledby="ask" className="no-print">
      <h2 id="ask">Share and export</h2>
      <p className="row">
        <CopyButton
          text={() => location.origin + location.pathname + withTab("posteriors", specToSearch(spec))}
          label="Copy link"
          className="primary"
        />
        <CopyButton text={() => JSON.stringify(posteriors)} label="Copy request as JSON" />
        {answered?.request === posteriors && (
          <CopyButton text={() => JSON.stringify(answered.answer)} label="Copy answer as JSON" />
        )}
      </p>
      <p>Each snippet returns these numbers. The API takes up to 1,000 arms.</p>
      <Snippets question={question} request={posteriors} />
    </section>
  );
}
