import { clearText, readNumber } from "./number-text.ts";
import { ambiguityText } from "./number-words.ts";

/** What a field's text can mean, where it can mean more than one number; undefined where there is nothing to ask. */
export function readingsOf(value: unknown, whole: boolean): number[] | undefined {
  const reading = typeof value === "string" ? readNumber(value, { whole }) : undefined;
  return reading && "ambiguous" in reading ? reading.ambiguous : undefined;
}

interface AmbiguousNumberProps {
  /** Of the element that describes the input. */
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
    <div id={id} className="field">
      <p className="error">{ambiguityText(String(value), readings)}</p>
      <div className="row">
        {readings.map((reading) => (
          <button key={reading} type="button" className="compact" onClick={() => choose(reading)}>
            {clearText(reading)}
          </button>
        ))}
      </div>
    </div>
  );
}
