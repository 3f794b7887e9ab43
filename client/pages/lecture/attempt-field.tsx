import type { Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { NumberField } from "../../forms/number-field.tsx";
import { useKeptState } from "../../forms/use-kept-state.ts";

interface AttemptFieldProps {
  label: string;
  value: number;
  /** Applies a valid value; returns the mistakes of another. */
  attempt: (value: unknown) => Mistake[];
  /** Called when the field or the slider is left. */
  commit: () => void;
  /** Its place in a table. */
  cell?: string;
  /** A slider for the usual range. */
  slider?: { min: number; max: number; step: number };
}

/** A number of the exercise, with an optional slider. An invalid value stays in the field, outside of the exercise. */
export function AttemptField({ label, value, attempt, commit, cell, slider }: AttemptFieldProps) {
  // The refused value, with the valid one at that time: a change from elsewhere drops it.
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
