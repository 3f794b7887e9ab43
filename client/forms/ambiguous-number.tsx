import { clearText } from "./number-text.ts";
import { ambiguityText } from "./number-words.ts";

interface AmbiguousNumberProps {
  /** Of the text that describes the input. */
  id: string;
  /** Of the input, which has the focus again after a choice. */
  inputId: string;
  /** What the input holds. */
  value: unknown;
  readings: readonly number[];
  onChoose: (value: number) => void;
}

/** Asks which number is meant, with a button for each. */
export function AmbiguousNumber({ id, inputId, value, readings, onChoose }: AmbiguousNumberProps) {
  const choose = (reading: number) => {
    onChoose(reading);
    document.getElementById(inputId)?.focus();
  };
  return (
    <div className="field">
      <p id={id} className="error">
        {ambiguityText(String(value), readings)}
      </p>
      <div className="row">
        {readings.map((reading) => (
          <button key={reading} type="button" className="compact" onClick={() => choose(reading)}>
            Use {clearText(reading)}
          </button>
        ))}
      </div>
    </div>
  );
}
