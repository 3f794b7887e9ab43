import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { FieldMistakes } from "./field-mistakes.tsx";

interface GivenElsewhereProps {
  title: string;
  /** Id of its mistakes. */
  id: string;
  mistakes: readonly Mistake[];
  onRemove: () => void;
}

/** A parameter that only a link can set; the form can remove it. */
export function GivenElsewhere({ title, id, mistakes, onRemove }: GivenElsewhereProps) {
  return (
    <div className="field">
      <div className="row">
        <span className="label">{title}: set by the link</span>
        <button type="button" className="compact" onClick={onRemove}>
          Remove
        </button>
      </div>
      <FieldMistakes id={id} mistakes={mistakes} />
    </div>
  );
}
