import type { Posteriors } from "../../../policies/posteriors/family.ts";
import { CodeBlock } from "../../components/code-block.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { curlSnippet, pythonSnippet, type Question, typescriptSnippet } from "../../sources/api-snippets.ts";
import type { CalculatorSpec } from "./spec.ts";
import { specToSearch } from "./spec-url.ts";
import type { Answered } from "./use-best-arm.ts";

export const bestArmQuestion: Question = {
  path: "/api/v1/best-arm-probabilities",
};

interface AskSectionProps {
  spec: CalculatorSpec;
  posteriors: Posteriors;
  answered: Answered<Posteriors> | null;
}

/** Links, data and snippets that give the same numbers. */
export function AskSection({ spec, posteriors, answered }: AskSectionProps) {
  const { origin } = location;
  return (
    <section aria-labelledby="ask" className="no-print">
      <h2 id="ask">Share and export</h2>
      <p className="row">
        <CopyButton
          text={() => location.origin + location.pathname + specToSearch(spec)}
          label="Copy link"
          className="primary"
        />
        <CopyButton text={() => JSON.stringify(posteriors)} label="Copy request as JSON" />
        {answered?.request === posteriors && (
          <CopyButton text={() => JSON.stringify(answered.answer)} label="Copy answer as JSON" />
        )}
      </p>
      <p>Each snippet returns these numbers. The API takes up to 1,000 arms.</p>
      <CodeBlock label="curl" code={curlSnippet(origin, bestArmQuestion, posteriors)} />
      <CodeBlock label="TypeScript" code={typescriptSnippet(origin, bestArmQuestion, posteriors)} />
      <CodeBlock label="Python" code={pythonSnippet(origin, bestArmQuestion, posteriors)} />
    </section>
  );
}
