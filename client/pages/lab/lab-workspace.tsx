import { useEffect, useMemo, useRef, useState } from "react";
import type { SimulationSpec } from "../../../experiments/spec/spec.ts";
import { isLogX } from "../../charts/lab-view.ts";
import { ListsAllowed } from "../../forms/lists-allowed.ts";
import { LinkMistakes } from "../../forms/mistake-list.tsx";
import { useShortcuts } from "../../frame/shortcuts.ts";
import { keepWorkersAtHand } from "../../sources/browser-run.ts";
import { serviceLimits } from "../../sources/simulation-api.ts";
import { BanditForm } from "./bandit-form.tsx";
import { experimentPresets } from "./experiment-presets.ts";
import { firstView } from "./first-view.ts";
import { LabTitle } from "./lab-title.tsx";
import { PoliciesForm } from "./policies-form.tsx";
import { RunBar } from "./run-bar.tsx";
import { RunForm } from "./run-form.tsx";
import { TooLarge } from "./run-notices.tsx";
import { RunResults } from "./run-results.tsx";
import type { SpecDraft } from "./spec-draft.ts";
import { sameSpec } from "./spec-url.ts";
import {
  checkExperiment,
  draftOfExperiment,
  type Experiment,
  sameExperiment,
  workOfExperiment,
} from "./sweep/experiment.ts";
import { SweepNotices } from "./sweep/sweep-notices.tsx";
import { SweepResults } from "./sweep/sweep-results.tsx";
import { useLabSpec } from "./use-lab-spec.ts";
import { useExperiment } from "./use-experiment.ts";
import { rememberedView, rememberView } from "./view-memory.ts";

/** The form of the Lab, with what it runs. */
export function LabWorkspace() {
  const { draft, checked, addressMistakes, openings, opened, edit, commit } = useLabSpec();
  const { run, sweep, shown, state, start, cancel, open } = useExperiment();
  const [view, setView] = useState(() => rememberedView(firstView));
  const [table, setTable] = useState(false);
  const [workLimit, setWorkLimit] = useState<number>();
  const [tooLarge, setTooLarge] = useState<Experiment>();
  const page = useRef<HTMLDivElement>(null);
  const { spec: experiment } = checked;
  const spec = experiment?.base;

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

  const submitted = experiment !== undefined && sameExperiment(experiment, shown);
  // The notice goes once neither the form nor the run has the experiment that was too large.
  const wanted = run.result || sweep ? [experiment] : [experiment, shown];
  const stillWanted =
    tooLarge !== undefined && wanted.some((one) => one !== undefined && sameExperiment(one, tooLarge));
  const refused = submitted && !sweep ? run.trouble?.problem.errors : undefined;
  const runExperiment = (next: Experiment) => {
    commit();
    // The server would refuse it, and the shown run would be lost.
    const isTooLarge = workLimit !== undefined && workOfExperiment(next) > workLimit;
    setTooLarge(isTooLarge ? next : undefined);
    if (isTooLarge) return;
    setView((current) => ({ ...current, hidden: new Set() }));
    start(next);
    // A sweep has another chart than the one that the user knows, and its field is often far below.
    if (next.sweep) showResults(page.current!);
  };
  const runDraft = () => {
    if (experiment) runExperiment(experiment);
    else showFirstMistake(page.current!);
  };
  const runSmaller = ({ base, sweep: swept }: Experiment, replications: number) => {
    const smaller = draftOfExperiment({ ...base, replications }, swept?.axis);
    edit(smaller, { committed: true });
    const { spec: next } = checkExperiment(smaller);
    if (next) runExperiment(next);
  };
  const openPreset = (preset: SimulationSpec) => {
    edit(draftOfExperiment(preset, undefined), { committed: true });
    setTooLarge(undefined);
    setView((current) => ({ ...current, hidden: new Set() }));
    open({ base: preset }, true);
  };
  const toggleLogX = () =>
    setView((current) => (run.result ? { ...current, logX: !isLogX(current, run.result) } : current));
  useShortcuts([
    { key: "r", does: "run, or sweep", act: runDraft },
    { key: "Escape", label: "Esc", does: "cancel the run", act: cancel },
    { key: "l", does: "logarithmic y axis", act: () => setView((current) => ({ ...current, logY: !current.logY })) },
    { key: "x", does: "logarithmic x axis", act: toggleLogX },
    { key: "t", does: "table or charts", act: () => setTable((shown) => !shown) },
    {
      key: "arrows",
      label: "← →",
      does: "move the cursor while the chart has the focus; also Home, End, Page Up, Page Down",
    },
    { key: "lines", label: "↑ ↓", does: "pick a line while the chart has the focus" },
  ]);

  // The form is large and does not depend on the snapshots that arrive several times a second.
  const form = useMemo(() => {
    const part = {
      draft,
      mistakes: experiment ? (refused ?? []) : checked.mistakes,
      onEdit: edit,
      onChange: (changed: SpecDraft) => edit(changed, { committed: true }),
      onCommit: commit,
    };
    return (
      <ListsAllowed value>
        <form className="lab-form" aria-label="Experiment" onSubmit={(event) => event.preventDefault()}>
          <BanditForm {...part} />
          <PoliciesForm {...part} />
          <RunForm {...part} experiment={experiment} workLimit={workLimit} />
        </form>
      </ListsAllowed>
    );
  }, [draft, experiment, checked, refused, workLimit, edit, commit]);
  return (
    <div className="lab" ref={page}>
      <LabTitle>
        {experimentPresets.map(({ label, spec: preset }) => (
          <button
            key={label}
            type="button"
            className="compact"
            aria-pressed={spec !== undefined && !experiment?.sweep && sameSpec(spec, preset)}
            onClick={() => openPreset(preset)}
          >
            {label}
          </button>
        ))}
      </LabTitle>
      <RunBar
        state={state}
        action={experiment?.sweep ? `Sweep ${experiment.sweep.points.length} values` : "Run"}
        edited={!submitted}
        mistakes={checked.mistakes.length}
        onRun={runDraft}
        onCancel={cancel}
        onMistakes={() => showFirstMistake(page.current!)}
      />
      {form}
      <section className="lab-results" aria-label="Results">
        <LinkMistakes mistakes={addressMistakes} shown="Showing the example instead." />
        {stillWanted && workLimit !== undefined && (
          <TooLarge experiment={tooLarge} limit={workLimit} onReplications={runSmaller} />
        )}
        {sweep ? (
          <>
            <SweepNotices run={sweep} onRetry={() => runExperiment(sweep.experiment)} />
            <SweepResults run={sweep} />
          </>
        ) : (
          <RunResults
            run={run}
            view={view}
            table={table}
            onView={setView}
            onTable={setTable}
            onRetry={runDraft}
            onRun={(base) => runExperiment({ base })}
            onReplications={runSmaller}
          />
        )}
      </section>
    </div>
  );
}

/** The room below the Run bar in which the head of the results counts as seen. */
const BAR = 64;

/** Scrolls to the results, unless their head is seen. */
function showResults(page: HTMLElement): void {
  const results = page.querySelector(".lab-results")!;
  const { top } = results.getBoundingClientRect();
  if (top < BAR || top > innerHeight / 2) results.scrollIntoView();
}

/** Opens the sections around the first wrong field and focuses it. */
function showFirstMistake(page: HTMLElement): void {
  const find = (selector: string) => page.querySelector<HTMLElement>(selector);
  const field = find('[aria-invalid="true"]') ?? find('[data-wrong="true"] :is(summary, button)');
  for (let box = field?.closest("details"); box; box = box.parentElement?.closest("details")) box.open = true;
  field?.focus();
}
