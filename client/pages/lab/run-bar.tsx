import type { BarState } from "./bar-state.ts";
import "./run-bar.css";

interface RunBarProps {
  state: BarState;
  /** What the first button does: "Run", "Sweep 6 values". */
  action: string;
  /** The form differs from what is shown. */
  edited: boolean;
  /** The number of mistakes in the form. */
  mistakes: number;
  onRun: () => void;
  onCancel: (() => void) | undefined;
  onMistakes: () => void;
}

/** Run, Cancel and the state of the run; always visible. */
export function RunBar({ state, action, edited, mistakes, onRun, onCancel, onMistakes }: RunBarProps) {
  const { text, tone, progress, done, all, active, hash } = state;
  return (
    <section className="lab-bar" aria-label="Run" data-active={active || undefined}>
      <div className="lab-bar-buttons">
        <button type="button" className="primary" aria-keyshortcuts="R" onClick={onRun}>
          {action}
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
        <span className="lab-progress-text">{progress}</span>{" "}
        {mistakes > 0 ? (
          <button type="button" className="quiet compact lab-mistakes" onClick={onMistakes}>
            {mistakes === 1 ? "1 mistake" : `${mistakes} mistakes`} in the form
          </button>
        ) : (
          edited && !active && <span className="lab-edited">Settings changed. {action} to update.</span>
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
