import type { BestArmRequest } from "../../../experiments/best-arm/request.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { Snippets } from "../../components/snippets.tsx";
import { bestArmQuestion } from "../calculator/ask-section.tsx";
import { language } from "./language.ts";
import { type DecideSpec, variantNames } from "./spec.ts";

/** Links and snippets that give the same numbers. */
export function ShareSection({ request, spec }: { request: BestArmRequest; spec: DecideSpec }) {
  const { origin, pathname } = location;
  const question = bestArmQuestion(variantNames(spec));
  return (
    <section aria-labelledby="share" className="no-print">
      <h2 id="share">Share and ask the API</h2>
      <p className="row">
        <CopyButton text={() => origin + pathname + language.write(spec)} label="Copy link" className="primary" />
        <CopyButton text={() => JSON.stringify(request)} label="Copy request as JSON" />
      </p>
      <Snippets question={question} request={request} />
    </section>
  );
}
