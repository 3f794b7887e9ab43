import { useSyncExternalStore } from "react";
import { loadTypesetting, onTypesetting, typesetting } from "./typesetting.ts";

/** Shown while formulas are LaTeX because KaTeX did not load. */
export function TypesettingNotice() {
  const { status } = useSyncExternalStore(onTypesetting, typesetting, typesetting);
  if (status !== "failed") return null;
  return (
    <div className="notice warning" role="alert">
      <p>The code that typesets formulas did not load, so they are shown as LaTeX.</p>
      <p className="row">
        <button type="button" onClick={() => loadTypesetting({ again: true })}>
          Try again
        </button>
      </p>
    </div>
  );
}
