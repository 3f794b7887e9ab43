import { type ReactNode, useId } from "react";
import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { FieldMistakes } from "./field-mistakes.tsx";
import { listMistakes } from "./list-mistakes.ts";
import { NumbersInput } from "./numbers-input.tsx";

interface NumbersFieldProps {
  label: ReactNode;
  values: readonly unknown[];
  /** What a number belongs to: "arm". */
  entry: string;
  /** JSON pointer of the list. */
  pointer: string;
  mistakes: readonly Mistake[];
  hint?: string;
  rows?: number;
  onChange: (values: unknown[]) => void;
  onCommit: () => void;
}

/** A labelled list of numbers with its hint and mistakes. */
export function NumbersField(props: NumbersFieldProps) {
  const { label, values, entry, pointer, mistakes, hint, rows = 2, onChange, onCommit } = props;
  const id = useId();
  const wrong = listMistakes(values, pointer, mistakes, entry);
  const description = [wrong.length > 0 && `${id}-mistakes`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <NumbersInput
        id={id}
        values={values}
        rows={rows}
        wrong={wrong.length > 0}
        describedBy={description}
        onChange={onChange}
        onCommit={onCommit}
      />
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      <FieldMistakes id={`${id}-mistakes`} mistakes={wrong} />
    </div>
  );
}
