import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { FieldMistakes } from "./field-mistakes.tsx";

interface GivenElsewhereProps {
  title: string;
  /** Of its mistakes. */
  id: string;
  mistakes: readonly Mistake[];
  onRemove: () => void;
}

/** A parameter that a link or a file can give and a form only remove. */
export function GivenElsewhere({ title, id, mistakes, onRemove }: GivenElsewhereProps) {
  return (
    <div className="field">
      <div className="row">
        <span className="label">{title}: as in the link</span>
        <button type="button" className="compact" onClick={onRemove}>
          Leave out
        </button>
      </div>
      <FieldMistakes id={id} mistakes={mistakes} />
    </div>
  );
}
