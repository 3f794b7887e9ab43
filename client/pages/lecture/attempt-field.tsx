import type { Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { NumberField } from "../../forms/number-field.tsx";
import { useKeptState } from "../../forms/use-kept-state.ts";

interface AttemptFieldProps {
  label: string;
  value: number;
  /** Takes the value over if it is allowed, and says what is wrong with it otherwise. */
  attempt: (value: unknown) => Mistake[];
  /** The field was left, or the slider let go. */
  commit: () => void;
  /** Where it is in a table. */
  cell?: string;
  /** Adds a slider for the usual part of the range. */
  slider?: { min: number; max: number; step: number };
}

/** A number of the exercise, to type and to drag. What is refused stays in the field: the exercise never holds it. */
export function AttemptField({ label, value, attempt, commit, cell, slider }: AttemptFieldProps) {
  // What was refused, beside the value of then: a value that comes from elsewhere drops it.
  const [refused, setRefused] = useKeptState<{ beside: number; value: unknown; mistakes: Mistake[] }>(
    `${label} ${cell ?? ""}`,
  );
  const held = refused?.beside === value ? refused : null;
  const change = (next: unknown) => {
    const mistakes = attempt(next);
    setRefused(mistakes.length > 0 ? { beside: value, value: next, mistakes } : null);
  };
  return (
    <NumberField
      label={label}
      value={held ? held.value : value}
      mistakes={held?.mistakes}
      cell={cell}
      beside={
        slider && (
          <input
            type="range"
            aria-label={`${label}, slider`}
            {...slider}
            value={value}
            onChange={({ target }) => change(Number(target.value))}
            onPointerUp={commit}
            onBlur={commit}
          />
        )
      }
      onChange={change}
      onCommit={commit}
    />
  );
}
