import { useId } from "react";
import type { Mistake } from "../../../experiments/mistakes.ts";
import { numberFromText } from "../../forms/number-text.ts";
import { useKeptState } from "../../forms/use-kept-state.ts";

interface NumberFieldProps {
  label: string;
  value: number;
  /** Takes the value over if it is allowed, and says what is wrong with it otherwise. */
  attempt: (value: unknown) => Mistake[];
  /** The field was left, or the slider let go. */
  commit: () => void;
  /** Adds a slider for the usual part of the range. */
  slider?: { min: number; max: number; step: number };
}

/** A number to type, and to drag: what is typed is kept as it stands, and told what is wrong with it. */
export function NumberField({ label, value, attempt, commit, slider }: NumberFieldProps) {
  const id = useId();
  // The text being typed, with the last valid value: a value that comes from elsewhere drops it.
  const [draft, setDraft] = useKeptState<{ text: string; value: number; mistakes: Mistake[] }>(label);
  const typed = draft?.value === value ? draft : null;
  const mistakes = typed?.mistakes ?? [];
  const type = (text: string) => {
    const read = numberFromText(text);
    const found = attempt(read);
    setDraft({ text, value: found.length === 0 ? Number(read) : value, mistakes: found });
  };
  const leave = () => {
    if (mistakes.length === 0) setDraft(null);
    commit();
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="number-field">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={typed?.text ?? value}
          aria-invalid={mistakes.length > 0 || undefined}
          aria-describedby={mistakes.length > 0 ? `${id}-error` : undefined}
          onChange={({ target }) => type(target.value)}
          onBlur={leave}
        />
        {slider && (
          <input
            type="range"
            aria-label={`${label}, slider`}
            {...slider}
            value={value}
            onChange={({ target }) => {
              setDraft(null);
              attempt(Number(target.value));
            }}
            onPointerUp={commit}
            onBlur={commit}
          />
        )}
      </div>
      {mistakes.map(({ pointer, detail }) => (
        <p key={pointer + detail} id={`${id}-error`} className="error" role="alert">
          {detail}
        </p>
      ))}
    </div>
  );
}
