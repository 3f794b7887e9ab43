import { Maths } from "../../components/maths.tsx";
import { useShortcuts } from "../../frame/shortcuts.ts";
import { spokenFormula } from "./spoken-formula.ts";
import type { Step } from "./tex.ts";
import { useLines } from "./use-lines.ts";

/** The lines of a derivation, which Next step reveals one by one. Print has all of them. */
export function IntegralLines({ steps }: { steps: readonly Step[] }) {
  const { shown, count, next, showAll, restart } = useLines(steps.length);
  const isComplete = shown === count;
  const advance = isComplete ? restart : next;
  useShortcuts([{ key: "n", does: "show the next line of the integral", act: isComplete ? undefined : next }]);
  return (
    <>
      <ol className="steps">
        {steps.map(({ tex, caption }, index) => (
          <li
            key={tex}
            className={index < shown ? undefined : "later"}
            aria-current={isNewest(index) ? "step" : undefined}
          >
            <Maths display tex={tex} />
            <p>{caption}</p>
          </li>
        ))}
      </ol>
      <p className="row no-print">
        <button type="button" className={isComplete ? undefined : "primary"} onClick={advance}>
          {isComplete ? "Line by line" : "Next step"}
        </button>
        {!isComplete && (
          <button type="button" onClick={showAll}>
            Show all
          </button>
        )}
        <span className="hint">
          Line {shown} of {count}
          {!isComplete && (
            <>
              , or <kbd>N</kbd>
            </>
          )}
        </span>
      </p>
      <output className="visually-hidden no-print">
        {shown > 1 && `Line ${shown} of ${count}: ${spokenFormula(steps[shown - 1].tex)}. ${steps[shown - 1].caption}`}
      </output>
    </>
  );

  function isNewest(index: number): boolean {
    return index === shown - 1 && !isComplete;
  }
}
