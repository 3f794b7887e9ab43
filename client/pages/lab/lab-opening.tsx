import { useState } from "react";
import { boundsOf, isLogX, measureNamed, measuresOf } from "../../charts/lab-view.ts";
import { Menu } from "../../components/menu.tsx";
import { exactReach } from "./exact.ts";
import { exampleBar } from "./example-bar.ts";
import { exampleResult as result } from "./example.ts";
import { firstView } from "./first-view.ts";
import { FormSection } from "./form-section.tsx";
import { LabTitle } from "./lab-title.tsx";
import { MeasureFigure } from "./measure-figure.tsx";
import { presetLabels } from "./preset-labels.ts";
import "./results.css";
import { RunBar } from "./run-bar.tsx";
import { rememberedView } from "./view-memory.ts";
import { ViewToolbar } from "./view-toolbar.tsx";

const sections = ["Bandit", "Policies", "Run"];
const nothing = () => {};

/**
 * The example's chart in the places of the Lab, while the form and the engine's schemas are fetched. Its controls are inert
 * until then, so none can take the focus and lose it.
 */
export function LabOpening() {
  const [view] = useState(() => rememberedView(firstView));
  const measure = measureNamed(view.measure);
  return (
    <div className="lab lab-opening" aria-busy>
      <output className="visually-hidden">Loading…</output>
      <LabTitle>
        <span className="lab-opening-part" inert>
          {presetLabels.map((label, index) => (
            <button key={label} type="button" className="compact" aria-pressed={index === 0}>
              {label}
            </button>
          ))}
        </span>
      </LabTitle>
      <div className="lab-opening-part" inert>
        <RunBar
          state={exampleBar}
          action="Run"
          edited={false}
          mistakes={0}
          onRun={nothing}
          onCancel={undefined}
          onMistakes={nothing}
        />
        <div className="lab-form">
          {sections.map((title, index) => (
            <FormSection key={title} number={index + 1} title={title} summary="Loading…" mistakes={[]}>
              <p className="muted">Loading…</p>
            </FormSection>
          ))}
        </div>
        <section className="lab-results" aria-label="Results">
          <div className="lab-results-body">
            <div className="lab-results-head">
              <ViewToolbar
                view={view}
                table={false}
                measures={measuresOf(result)}
                logX={isLogX(view, result)}
                hasBounds={boundsOf(result, measure).length > 0}
                hasExact={exactReach(result, measure) !== undefined}
                onView={nothing}
                onTable={nothing}
              />
              <div className="figure-menu no-print">
                <Menu label="Export…" className="at-end">
                  {null}
                </Menu>
              </div>
            </div>
            <MeasureFigure result={result} view={view} cursor={null} onCursor={nothing} onToggle={nothing} />
          </div>
        </section>
      </div>
    </div>
  );
}
