import { useState } from "react";
import type { Mistake } from "../../../experiments/mistakes.ts";
import { formatNumber } from "../../charts/number-format.ts";
import { FieldMistakes } from "../../forms/field-mistakes.tsx";
import { numberFromText, shownText } from "../../forms/number-text.ts";

interface ArmRowProps {
  arm: number;
  value: unknown;
  /** The highest mean of all arms. */
  best: number;
  mistakes: readonly Mistake[];
  onEdit: (value: unknown) => void;
  onCommit: () => void;
  onRemove?: () => void;
}

/** One arm of the table. */
export function ArmRow({ arm, value, best, mistakes, onEdit, onCommit, onRemove }: ArmRowProps) {
  const [typed, setTyped] = useState("");
  const id = `arm-${arm + 1}-mistakes`;
  const wrong = mistakes.length > 0;
  return (
    <tr>
      <th scope="row">{arm + 1}</th>
      <td>
        <input
          type="text"
          inputMode="decimal"
          autoComplete="off"
          aria-label={`Mean of arm ${arm + 1}`}
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? id : undefined}
          value={shownText(typed, value)}
          onChange={(event) => {
            setTyped(event.target.value);
            onEdit(numberFromText(event.target.value));
          }}
          onBlur={onCommit}
        />
        <FieldMistakes id={id} mistakes={mistakes} />
      </td>
      <td className="numeric">
        {typeof value !== "number" ? (
          "–"
        ) : value === best ? (
          <span className="lab-best">best</span>
        ) : (
          formatNumber(best - value)
        )}
      </td>
      <td>
        <button
          type="button"
          className="quiet compact"
          aria-label={`Remove arm ${arm + 1}`}
          disabled={!onRemove}
          onClick={onRemove}
        >
          ×
        </button>
      </td>
    </tr>
  );
}
