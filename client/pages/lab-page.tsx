import { useEffect, useMemo, useRef, useState } from "react";
import { type SimulationSpec, workOf } from "../../experiments/spec/spec.ts";
import { isLogX } from "../charts/lab-view.ts";
import { useShortcuts } from "../frame/shortcuts.ts";
import { keepWorkersAtHand } from "../sources/browser-run.ts";
import { serviceLimits } from "../sources/simulation-api.ts";
import { isActive, isOutdated } from "../sources/simulation-run.ts";
import { BanditForm } from "./lab/bandit-form.tsx";
import { costOf } from "./lab/cost.ts";
import { experimentPresets } from "./lab/experiment-presets.ts";
import { firstView } from "./lab/first-view.ts";
import "./lab/lab.css";
import { PoliciesForm } from "./lab/policies-form.tsx";
import { Results } from "./lab/results.tsx";
import { RunBar } from "./lab/run-bar.tsx";
import { RunLinks } from "./lab/run-links.tsx";
import { RunForm } from "./lab/run-form.tsx";
import { RunNotices } from "./lab/run-notices.tsx";
import { durationText } from "./lab/run-text.ts";
import { draftOf, type SpecDraft } from "./lab/spec-draft.ts";
import { sameSpec } from "./lab/spec-url.ts";
import { useLabSpec } from "./lab/use-lab-spec.ts";
import { useRun } from "./lab/use-run.ts";
import { rememberedView, rememberView } from "./lab/view-memory.ts";

/** The Lab: build a bandit, choose policies, run, watch regret. It opens with a finished example. */
export function LabPage() {
  const { draft, checked, addressMistakes, openings, opened, edit, commit } = useLabSpec();
  const { run, start, cancel, open } = useRun();
  const [view, setView] = useState(() => rememberedView(firstView));
  const [table, setTable] = useState(false);
  const [workLimit, setWorkLimit] = useState<number>();
  const [tooLarge, setTooLarge] = useState<SimulationSpec>();
  const page = useRef<HTMLDivElement>(null);
  const { spec } = checked;

  useEffect(() => {
    // Deferred: React mounts a page twice in development, and the server should be asked once.
    const timer = setTimeout(() => opened && open(opened, openings === 0));
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react/exhaustive-deps -- only specifications from the address are opened, not edits
  }, [openings]);
  useEffect(() => rememberView(view), [view]);
  useEffect(() => {
    void serviceLimits().then(({ work }) => setWorkLimit(work));
    keepWorkersAtHand();
  }, []);

  const submitted = spec !== undefined && sameSpec(spec, run.spec);
  // The notice goes once neither the form nor the run has the specification that was too large.
  const wanted = run.result ? [spec] : [spec, run.spec];
  const stillWanted = tooLarge !== undefined && wanted.some((one) => one !== undefined && sameSpec(one, tooLarge));
  const refused = submitted ? run.trouble?.problem.errors : undefined;
  const runSpec = (next: SimulationSpec) => {
    commit();
    // The server would refuse it, and the shown run would be lost.
    const isTooLarge = workLimit !== undefined && workOf(next) > workLimit;
    setTooLarge(isTooLarge ? next : undefined);
    if (isTooLarge) return;
    setView((current) => ({ ...current, hidden: new Set() }));
    start(next);
  };
  const runDraft = () => {
    if (spec) runSpec(spec);
    else showFirstMistake(page.current!);
  };
  const openPreset = (preset: SimulationSpec) => {
    edit(draftOf(preset), { committed: true });
    setTooLarge(undefined);
    setView((current) => ({ ...current, hidden: new Set() }));
    open(preset, true);
  };
  const toggleLogX = () =>
    setView((current) => (run.result ? { ...current, logX: !isLogX(current, run.result) } : current));
  useShortcuts([
    { key: "r", does: "run", act: runDraft },
    { key: "Escape", label: "Esc", does: "cancel the run", act: isActive(run) ? cancel : undefined },
    { key: "l", does: "logarithmic y axis", act: () => setView((current) => ({ ...current, logY: !current.logY })) },
    { key: "x", does: "logarithmic x axis", act: toggleLogX },
    { key: "t", does: "table or charts", act: () => setTable((shown) => !shown) },
    {
      key: "arrows",
      label: "← →",
      does: "move the cursor while the chart has the focus; also Home, End, Page Up, Page Down",
    },
  ]);

  // The form is large and does not depend on the snapshots that arrive several times a second.
  const form = useMemo(() => {
    const part = {
      draft,
      mistakes: spec ? (refused ?? []) : checked.mistakes,
      onEdit: edit,
      onChange: (changed: SpecDraft) => edit(changed, { committed: true }),
      onCommit: commit,
    };
    return (
      <form className="lab-form" aria-label="Experiment" onSubmit={(event) => event.preventDefault()}>
        <BanditForm {...part} />
        <PoliciesForm {...part} />
        <RunForm {...part} spec={spec} workLimit={workLimit} />
      </form>
    );
  }, [draft, spec, checked, refused, workLimit, edit, commit]);
  return (
    <div className="lab" ref={page}>
      <header className="lab-title">
        <h1>Lab</h1>
        <p className="muted">Build a bandit, choose policies, and watch their regret.</p>
        <div className="row lab-experiments">
          <span className="label">Examples</span>
          {experimentPresets.map(({ label, spec: preset }) => (
            <button
              key={label}
              type="button"
              className="compact"
              aria-pressed={spec !== undefined && sameSpec(spec, preset)}
              onClick={() => openPreset(preset)}
            >
              {label}
            </button>
          ))}
        </div>
      </header>
      <RunBar
        run={run}
        edited={!submitted}
        mistakes={checked.mistakes.length}
        onRun={runDraft}
        onCancel={cancel}
        onMistakes={() => showFirstMistake(page.current!)}
      />
      {form}
      <section className="lab-results" aria-label="Results">
        {run.simulation?.id && <RunLinks id={run.simulation.id} />}
        <RunNotices
          run={run}
          addressMistakes={addressMistakes}
          tooLarge={stillWanted ? tooLarge : undefined}
          workLimit={workLimit}
          onRetry={runDraft}
          onReplications={(refused, replications) => {
            const smaller = { ...refused, replications };
            edit(draftOf(smaller), { committed: true });
            runSpec(smaller);
          }}
        />
        {run.result ? (
          <Results
            result={run.result}
            outdated={isOutdated(run)}
            view={view}
            table={table}
            onView={setView}
            onTable={setTable}
          />
        ) : (
          <div className="lab-waiting">
            {isActive(run) ? (
              <p>Waiting for the first results…</p>
            ) : (
              <>
                <p>
                  {run.simulation
                    ? "The run ended before its first results."
                    : "No results for these settings yet. If the server has run them before, they appear at once."}{" "}
                  A new run takes {durationText(costOf(run.spec).seconds)} on one core.
                </p>
                <button type="button" className="primary" onClick={() => runSpec(run.spec)}>
                  Run these settings
                </button>
              </>
            )}
          </div>
        )}
      </section>
    </div>
  );
}

/** Opens the sections around the first wrong field and focuses it. */
function showFirstMistake(page: HTMLElement): void {
  const find = (selector: string) => page.querySelector<HTMLElement>(selector);
  const field = find('[aria-invalid="true"]') ?? find('[data-wrong="true"] :is(summary, button)');
  for (let box = field?.closest("details"); box; box = box.parentElement?.closest("details")) box.open = true;
  field?.focus();
}
