import { useContext } from "react";
import { ListsAllowed } from "./lists-allowed.ts";
import { clearText } from "./number-text.ts";
import { ambiguityText } from "./number-words.ts";

interface AmbiguousNumberProps {
  /** Id of the text that describes the input. */
  id: string;
  /** Id of the input, which gets the focus back after a choice. */
  inputId: string;
  /** The value of the input. */
  value: unknown;
  readings: readonly number[];
  onChoose: (value: number) => void;
}

/** Asks which number an ambiguous text means, with a button for each reading. */
export function AmbiguousNumber({ id, inputId, value, readings, onChoose }: AmbiguousNumberProps) {
  const allowsLists = useContext(ListsAllowed);
  const choose = (reading: number) => {
    onChoose(reading);
    document.getElementById(inputId)?.focus();
  };
  return (
    <div className="field">
      <p id={id} className="error">
        {ambiguityText(String(value), readings)}
        {allowsLists && " For several values, put a space after each comma."}
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
