import { type ReactNode, useId } from "react";
import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { AmbiguousNumber } from "./ambiguous-number.tsx";
import { FieldMistakes } from "./field-mistakes.tsx";
import { NumberInput } from "./number-input.tsx";
import { readingsOf } from "./number-text.ts";

interface NumberFieldProps {
  label: ReactNode;
  value: unknown;
  integer?: boolean;
  mistakes?: readonly (Mistake | string)[];
  hint?: string;
  className?: string;
  /** The meaning of an empty field. */
  placeholder?: string;
  disabled?: boolean;
  /** Its place in a table: "2 mean". */
  cell?: string;
  /** Another control of the same number, such as a slider. */
  beside?: ReactNode;
  onChange: (value: unknown) => void;
  onCommit: () => void;
}

/** A labelled number with its hint, the number that was understood, and its mistakes. */
export function NumberField(props: NumberFieldProps) {
  const {
    label,
    value,
    integer = false,
    mistakes = [],
    hint,
    className = "",
    placeholder,
    disabled,
    cell,
    beside,
    onChange,
    onCommit,
  } = props;
  const id = useId();
  const readings = readingsOf(value, integer);
  const wrong = readings !== undefined || mistakes.length > 0;
  const input = (
    <NumberInput
      id={id}
      value={value}
      whole={integer}
      wrong={wrong}
      placeholder={placeholder}
      disabled={disabled}
      cell={cell}
      describedBy={[wrong && `${id}-mistakes`, hint && `${id}-hint`].filter(Boolean).join(" ")}
      onChange={onChange}
      onCommit={onCommit}
    />
  );
  return (
    <div className={`field ${className}`}>
      <label htmlFor={id}>{label}</label>
      {beside ? (
        <div className="number-field">
          {input}
          {beside}
        </div>
      ) : (
        input
      )}
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      {readings ? (
        <AmbiguousNumber id={`${id}-mistakes`} inputId={id} value={value} readings={readings} onChoose={onChange} />
      ) : (
        <FieldMistakes id={`${id}-mistakes`} mistakes={mistakes} />
      )}
    </div>
  );
}
