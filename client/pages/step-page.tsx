import { useMemo } from "react";
import { Link } from "wouter";
import { useSearch } from "wouter/use-browser-location";
import { CopyButton } from "../components/copy-button.tsx";
import { ChoiceField } from "../forms/choice-field.tsx";
import { CouldNotCompute } from "../components/could-not-compute.tsx";
import { Snippets } from "../components/snippets.tsx";
import { LinkMistakes } from "../forms/mistake-list.tsx";
import { useLastValid } from "../forms/use-last-valid.ts";
import { mistakesAt } from "../forms/mistakes-at.ts";
import { NumberField } from "../forms/number-field.tsx";
import { NumbersField } from "../forms/numbers-field.tsx";
import { TextField } from "../forms/text-field.tsx";
import { useDraftInAddress } from "../forms/use-draft-in-address.ts";
import { specToSearch } from "./lab/spec-url.ts";
import { firstSpec, language, LONGEST, requestOf, type StepDraft } from "./step/spec.ts";
import { ModeLinks } from "./step/mode-links.tsx";
import { gameOf, playLanguage } from "./step/play/spec.ts";
import { PlayPage } from "./step/play/play-page.tsx";
import { offeredPolicies } from "./step/policies.ts";
import { Run } from "./step/run.tsx";
import type { Paths } from "./step/paths.ts";
import type { PathsAsked } from "./step/paths-worker.ts";
import { traceQuestion, writtenTrace } from "./step/trace-question.ts";
import { usePaths } from "./step/use-paths.ts";
import "./calculator/calculator.css";
import "./step/step.css";

/** A run of a policy; or, with `play` in the address, a game against policies. */
export function StepPage() {
  const isPlay = new URLSearchParams(useSearch()).has("play");
  return isPlay ? <PlayPage /> : <WatchPage />;
}

/** One run, pull by pull: what the policy knows, what it draws, how likely each arm is, and why it pulls the one it pulls. */
function WatchPage() {
  const { draft, checked, addressMistakes, edit, commit } = useDraftInAddress(language);
  const spec = useLastValid(checked.spec, firstSpec);
  const { means, policy, horizon, seed, flipped } = spec;
  const key = JSON.stringify([means, policy, horizon, seed, flipped]);
  // oxlint-disable-next-line react/exhaustive-deps -- the key says what the path depends on: not on the pull that is shown
  const asked = useMemo(() => ({ request: requestOf(spec), flipped }), [key]);
  const { paths, isLate, failure, retry } = usePaths(asked);
  const show = (t: number) => edit({ ...draft, t: Math.min(Math.max(t, 1), horizon) });
  const flip = (t: number) => {
    const next = flipped.includes(t) ? flipped.filter((pull) => pull !== t) : [...flipped, t];
    edit({ ...draft, flipped: next }, { committed: true });
  };
  const mistakes = checked.mistakes;
  const change = (field: Partial<StepDraft>) => edit({ ...draft, flipped: [], t: 1, ...field });
  return (
    <div className="step">
      <h1>Step through a run</h1>
      <ModeLinks isPlay={false} />
      <p className="lead">
        One policy on arms that pay 0 or 1. Every pull shows what the policy knows, how likely each arm is to be pulled,
        exactly, and why it pulls the one it pulls. Flip a reward, and the path after it changes.
      </p>
      <LinkMistakes mistakes={addressMistakes} shown="Fix the highlighted field, or read the example." />
      <form className="card step-form" aria-label="Run" onSubmit={(event) => event.preventDefault()}>
        <NumbersField
          label="Means of the arms"
          values={draft.means}
          entry="arm"
          pointer="/means"
          mistakes={mistakes}
          rows={1}
          onChange={(values) => change({ means: values })}
          onCommit={commit}
        />
        <ChoiceField
          label="Policy"
          value={draft.policy}
          options={offeredPolicies}
          mistakes={mistakesAt(mistakes, "/policy")}
          onChange={(kind) => {
            change({ policy: kind });
            commit();
          }}
        />
        <NumberField
          label="Pulls"
          value={draft.horizon}
          integer
          mistakes={mistakesAt(mistakes, "/horizon")}
          hint={`Up to ${LONGEST}`}
          onChange={(pulls) => change({ horizon: pulls })}
          onCommit={commit}
        />
        <TextField
          label="Seed"
          value={draft.seed}
          mistakes={mistakesAt(mistakes, "/seed")}
          onChange={(text) => change({ seed: text })}
          onCommit={commit}
        />
      </form>
      {checked.spec === undefined && (
        <p className="notice warning">Fix the highlighted field. This run is of your last valid input.</p>
      )}
      <CouldNotCompute what="the run" failure={failure} retry={retry} />
      {paths ? (
        <Run
          paths={paths}
          spec={spec}
          isLate={isLate}
          onShow={show}
          onFlip={flip}
          onSpeed={(speed) => edit({ ...draft, speed }, { committed: true })}
          onReset={() => edit({ ...draft, flipped: [] }, { committed: true })}
        />
      ) : (
        failure === null && <output className="calculator-waiting muted">Computing…</output>
      )}
      <p className="row no-print">
        <CopyButton text={() => location.origin + location.pathname + language.write(spec)} label="Copy link" />
        <Link href={`/lab${specToSearch({ ...asked.request.spec, replications: 500 })}`}>
          Run it 500 times in the Lab
        </Link>
        <Link href={`/learn/step${playLanguage.write(gameOf(spec))}`}>Play this run yourself</Link>
      </p>
      {paths && !isLate && (
        <details className="no-print">
          <summary>Get this run from the API</summary>
          <Snippets question={traceQuestion(asked.request.armNames ?? [])} request={writtenRun(asked, paths)} />
        </details>
      )}
    </div>
  );
}

/** The request of what is shown: a flipped pull pays what its step says. */
function writtenRun({ request, flipped }: PathsAsked, { steps }: Paths): object {
  const flips = flipped.toSorted((one, other) => one - other).map((t) => ({ t, reward: steps[t - 1].reward }));
  return writtenTrace(request, flips);
}
