import { useId, useState } from "react";
import type { Mistake } from "../../../experiments/mistakes.ts";
import { FieldMistakes } from "../../forms/field-mistakes.tsx";
import { numberFromText } from "../../forms/number-text.ts";
import { mistakesAt } from "./spec-draft.ts";

interface ArmsTextProps {
  values: unknown[];
  pointer: string;
  mistakes: readonly Mistake[];
  onEdit: (values: unknown[]) => void;
  onCommit: () => void;
}

/** Many arms as a list of numbers. */
export function ArmsText({ values, pointer, mistakes, onEdit, onCommit }: ArmsTextProps) {
  const id = useId();
  const [typed, setTyped] = useState(() => values.join(", "));
  const meant = textOf(typed);
  const same = meant.length === values.length && meant.every((value, index) => Object.is(value, values[index]));
  const inside = mistakesAt(mistakes, pointer, true).filter((mistake) => mistake.pointer !== pointer);
  return (
    <div className="field">
      <label htmlFor={id}>Means of the {values.length} arms, separated by spaces or commas</label>
      <textarea
        id={id}
        rows={6}
        value={same ? typed : values.join(", ")}
        aria-invalid={inside.length > 0 || undefined}
        aria-describedby={inside.length > 0 ? `${id}-mistakes` : undefined}
        onChange={(event) => {
          setTyped(event.target.value);
          onEdit(textOf(event.target.value));
        }}
        onBlur={onCommit}
      />
      <FieldMistakes id={`${id}-mistakes`} mistakes={inside.slice(0, 3)} />
    </div>
  );
}

function textOf(text: string): unknown[] {
  return text
    .split(/[\s,;]+/)
    .filter((part) => part !== "")
    .map(numberFromText);
}
