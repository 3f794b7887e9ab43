import { type ReactNode, useId } from "react";
import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { FieldMistakes } from "./field-mistakes.tsx";

interface ChoiceFieldProps {
  label: ReactNode;
  value: unknown;
  options: readonly { value: string; label: string }[];
  mistakes?: readonly Mistake[];
  hint?: string;
  disabled?: boolean;
  onChange: (value: string) => void;
}

const NONE: readonly Mistake[] = [];

/** A labelled select with its hint and mistakes. */
export function ChoiceField({ label, value, options, mistakes = NONE, hint, disabled, onChange }: ChoiceFieldProps) {
  const id = useId();
  const wrong = mistakes.length > 0;
  const description = [wrong && `${id}-mistakes`, hint && `${id}-hint`].filter(Boolean).join(" ") || undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={String(value)}
        disabled={disabled}
        aria-invalid={wrong || undefined}
        aria-describedby={description}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      <FieldMistakes id={`${id}-mistakes`} mistakes={mistakes} />
    </div>
  );
}
