import { useMemo } from "react";
import { Link } from "wouter";
import type { BestArmRequest } from "../../experiments/best-arm/request.ts";
import { CodeBlock } from "../components/code-block.tsx";
import { CopyButton } from "../components/copy-button.tsx";
import { CouldNotCompute } from "../components/could-not-compute.tsx";
import { LinkMistakes } from "../forms/mistake-list.tsx";
import { useLastValid } from "../forms/use-last-valid.ts";
import { useDraftInAddress } from "../forms/use-draft-in-address.ts";
import { curlSnippet, pythonSnippet, typescriptSnippet } from "../sources/api-snippets.ts";
import { bestArmQuestion } from "./calculator/ask-section.tsx";
import { useBestArm } from "./calculator/use-best-arm.ts";
import { DecideForm } from "./decide/decide-form.tsx";
import { NextVisitors } from "./decide/next-visitors.tsx";
import { canSimulate, type Observed } from "./decide/saving.ts";
import { type DecideSpec, example, language, requestOf } from "./decide/spec.ts";
import { useSaving } from "./decide/use-saving.ts";
import { VariantsTable } from "./decide/variants-table.tsx";
import { verdict } from "./decide/verdict.ts";
import "./calculator/calculator.css";
import "./decide/decide.css";

/** From counts of conversions and visitors to a decision, in words. */
export function DecidePage() {
  const { draft, checked, addressMistakes, edit, commit } = useDraftInAddress(language);
  const spec = useLastValid(checked.spec, example);
  const request = useStable(requestOf(spec));
  const { answered, failure, retry } = useBestArm(request);
  const observed = useStable<Observed>(spec.variants);
  const saving = useSaving(canSimulate(observed) ? observed : null);
  return (
    <div className="calculator decide">
      <h1>Which variant wins, and can you stop?</h1>
      <p className="lead">
        Enter what each variant of a test brought. The answer is exact: how likely each is to be best, and what choosing
        it would cost.
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
            <p className="notice warning">Fix the highlighted field. These results are for your last valid input.</p>
          )}
          <CouldNotCompute what="the answer" failure={failure} retry={retry} />
          {answered ? (
            <Answer answered={answered} request={request} spec={spec} observed={observed} saving={saving} />
          ) : (
            failure === null && <output className="calculator-waiting muted">Computing…</output>
          )}
          <ShareSection request={request} spec={spec} />
        </div>
      </div>
    </div>
  );
}

interface AnswerProps {
  answered: NonNullable<ReturnType<typeof useBestArm<BestArmRequest>>["answered"]>;
  request: BestArmRequest;
  spec: DecideSpec;
  observed: Observed;
  saving: ReturnType<typeof useSaving>;
}

function Answer({ answered, request, spec, observed, saving }: AnswerProps) {
  const { arms: asked, probabilities: arms } = answered.answer;
  const names = asked.map((arm) => ("name" in arm && arm.name) || "");
  const isLate = answered.request !== request;
  const { headline, lift, advice, canStop } = verdict(arms, names, spec.acceptedLoss);
  return (
    <div className="calculator-answer" data-outdated={isLate || undefined}>
      <section aria-labelledby="verdict">
        <h2 id="verdict">Verdict</h2>
        <div className={canStop ? "decide-verdict stop" : "decide-verdict"}>
          <output>
            <strong>{headline}</strong> {lift} {advice}
          </output>
        </div>
        <VariantsTable observed={isLate ? counted(asked) : observed} arms={arms} names={names} />
        <p className="small muted">
          Exact for independent variants with a uniform prior on each rate. For other priors, means of revenue (Normal
          or Student’s t) and all digits, use the <Link href="/calculator">calculator</Link>.
        </p>
      </section>
      <NextVisitors observed={isLate ? counted(asked) : observed} arms={arms} names={names} state={saving} />
    </div>
  );
}

/** The counts that a late answer belongs to. */
function counted(arms: readonly object[]): Observed {
  return (arms as { successes: number; trials: number }[]).map(({ successes, trials }) => ({
    conversions: successes,
    visitors: trials,
  }));
}

function ShareSection({ request, spec }: { request: BestArmRequest; spec: DecideSpec }) {
  const { origin, pathname } = location;
  return (
    <section aria-labelledby="share" className="no-print">
      <h2 id="share">Share and ask the API</h2>
      <p className="row">
        <CopyButton text={() => origin + pathname + language.write(spec)} label="Copy link" className="primary" />
        <CopyButton text={() => JSON.stringify(request)} label="Copy request as JSON" />
      </p>
      <CodeBlock label="curl" code={curlSnippet(origin, bestArmQuestion, request)} />
      <CodeBlock label="TypeScript" code={typescriptSnippet(origin, bestArmQuestion, request)} />
      <CodeBlock label="Python" code={pythonSnippet(origin, bestArmQuestion, request)} />
    </section>
  );
}

/** Equal values are one object, so that nothing is computed again. */
function useStable<Value>(value: Value): Value {
  const json = JSON.stringify(value);
  return useMemo(() => JSON.parse(json) as Value, [json]);
}
