import { isActive, isOutdated, type Run } from "../../sources/simulation-run.ts";
import { progressOf, progressText, stateOf } from "./run-text.ts";
import "./run-bar.css";

interface RunBarProps {
  run: Run;
  /** The form differs from the run that is shown. */
  edited: boolean;
  /** The number of mistakes in the form. */
  mistakes: number;
  onRun: () => void;
  onCancel: () => void;
  onMistakes: () => void;
}

/** Run, Cancel and the state of the run; always visible. */
export function RunBar({ run, edited, mistakes, onRun, onCancel, onMistakes }: RunBarProps) {
  const { text, tone } = stateOf(run);
  const active = isActive(run);
  const { done, all } = progressOf(run);
  const hash =
    run.simulation?.specHash ?? (run.connection === "none" && !isOutdated(run) ? run.result?.specHash : undefined);
  return (
    <section className="lab-bar" aria-label="Run" data-active={active || undefined}>
      <div className="lab-bar-buttons">
        <button type="button" className="primary" aria-keyshortcuts="R" onClick={onRun}>
          Run
        </button>
        {active && (
          <button type="button" className="lab-cancel" aria-keyshortcuts="Escape" onClick={onCancel}>
            Cancel
          </button>
        )}
      </div>
      <div className="lab-state">
        <output className="lab-pill" data-tone={tone}>
          {text}
        </output>{" "}
        <span className="lab-progress-text">{progressText(run)}</span>{" "}
        {mistakes > 0 ? (
          <button type="button" className="quiet compact lab-mistakes" onClick={onMistakes}>
            {mistakes === 1 ? "1 mistake" : `${mistakes} mistakes`} in the form
          </button>
        ) : (
          edited && !active && <span className="lab-edited">Settings changed. Run to update.</span>
        )}
      </div>
      {hash && (
        <span className="lab-hash" title={`SHA-256 of the settings: ${hash}`}>
          hash <code>{hash.slice(0, 12)}</code>
        </span>
      )}
      {(active || done < all) && (
        <progress aria-label="Replications done" max={all} value={done} data-active={active || undefined} />
      )}
    </section>
  );
}
