import { type ReactNode, useId } from "react";
import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { FieldMistakes } from "./field-mistakes.tsx";

interface TextFieldProps {
  label: ReactNode;
  value: string;
  mistakes?: readonly Mistake[];
  hint?: string;
  className?: string;
  onChange: (text: string) => void;
  /** Called when the field is left. */
  onCommit: () => void;
}

/** A labelled text input with its hint and mistakes. */
export function TextField(props: TextFieldProps) {
  const { label, value, mistakes = [], hint, className = "", onChange, onCommit } = props;
  const id = useId();
  const wrong = mistakes.length > 0;
  const description = [wrong && `${id}-mistakes`, hint && `${id}-hint`].filter(Boolean).join(" ") || undefined;
  return (
    <div className={`field ${className}`}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        spellCheck={false}
        value={value}
        aria-invalid={wrong || undefined}
        aria-describedby={description}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onCommit}
      />
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      <FieldMistakes id={`${id}-mistakes`} mistakes={mistakes} />
    </div>
  );
}
