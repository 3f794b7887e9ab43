import type { Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { formatNumber } from "../../text/number-format.ts";
import { AmbiguousNumber } from "../../forms/ambiguous-number.tsx";
import { FieldMistakes } from "../../forms/field-mistakes.tsx";
import { NumberInput } from "../../forms/number-input.tsx";
import { readingsOf } from "../../forms/number-text.ts";

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

export function ArmRow({ arm, value, best, mistakes, onEdit, onCommit, onRemove }: ArmRowProps) {
  const id = `arm-${arm + 1}-mistakes`;
  const readings = readingsOf(value, false);
  const wrong = readings !== undefined || mistakes.length > 0;
  return (
    <tr>
      <th scope="row">{arm + 1}</th>
      <td>
        <NumberInput
          id={`${id}-input`}
          aria-label={`Mean of arm ${arm + 1}`}
          value={value}
          whole={false}
          wrong={wrong}
          describedBy={wrong ? id : undefined}
          cell={`${arm} mean`}
          onChange={onEdit}
          onCommit={onCommit}
        />
        {readings ? (
          <AmbiguousNumber id={id} inputId={`${id}-input`} value={value} readings={readings} onChoose={onEdit} />
        ) : (
          <FieldMistakes id={id} mistakes={mistakes} />
        )}
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
