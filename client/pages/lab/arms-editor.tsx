import { useState } from "react";
import type { Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { limits } from "../../../experiments/limits.ts";
import { ScrollBox } from "../../components/scroll-box.tsx";
import { FieldMistakes } from "../../forms/field-mistakes.tsx";
import { mistakesAt } from "../../forms/mistakes-at.ts";
import { NumbersField } from "../../forms/numbers-field.tsx";
import type { NumbersParameter } from "../../forms/parameter-fields.ts";
import { pastedTable, pastedText } from "../../forms/table-paste.ts";
import { useBlockPaste } from "../../forms/use-block-paste.tsx";
import { ArmRow } from "./arm-row.tsx";
import { DrawMeans } from "./draw-means.tsx";

interface ArmsEditorProps {
  field: NumbersParameter;
  values: unknown[];
  pointer: string;
  mistakes: readonly Mistake[];
  onEdit: (values: unknown[]) => void;
  onChange: (values: unknown[]) => void;
  onCommit: () => void;
}

/** More arms than this are edited as a list of numbers. */
const ROWS = 24;

/** The arms of a bandit: one row each, with its mean and its gap to the best. */
export function ArmsEditor(props: ArmsEditorProps) {
  const { field, values, pointer, mistakes, onEdit, onChange, onCommit } = props;
  const best = values.reduce<number>(
    (most, value) => (typeof value === "number" ? Math.max(most, value) : most),
    -Infinity,
  );
  const [isList, setList] = useState(false);
  const isLong = values.length > ROWS;
  const { handlers, button, status } = useBlockPaste({
    state: values,
    paste: (text, at) => {
      const pasted = pastedTable(text, {
        columns: [{ name: "mean", label: field.title, heads: [field.symbol ?? "mean", "mu", "probability"] }],
        rows: values.map((mean) => ({ mean })),
        most: limits.arms,
        at,
        blank: {},
      });
      return pasted && { state: pasted.rows.map(({ mean }) => mean), said: pastedText(pasted) };
    },
    apply: onChange,
  });
  const add = () => onChange([...values, typeof values.at(-1) === "number" ? values.at(-1) : 0.5]);
  return (
    <fieldset aria-label={`Arms: ${field.title}`}>
      {isLong || isList ? (
        <NumbersField
          label={`Means of the ${values.length} arms, separated by spaces or commas`}
          values={values}
          entry={field.entry}
          pointer={pointer}
          mistakes={mistakesAt(mistakes, pointer, true).filter((mistake) => mistake.pointer !== pointer)}
          rows={6}
          onChange={(edited) => {
            // The list stays while it is typed, even if it becomes short.
            setList(true);
            onEdit(edited);
          }}
          onCommit={onCommit}
        />
      ) : (
        <ScrollBox label={`Arms: ${field.title}`} className="lab-arms-scroll" {...handlers}>
          <table className="lab-arms">
            <caption className="visually-hidden">Arms: {field.title}</caption>
            <thead>
              <tr>
                <th scope="col">Arm</th>
                <th scope="col">Mean {field.symbol}</th>
                <th scope="col" className="numeric">
                  Gap Δ
                </th>
                <th scope="col">
                  <span className="visually-hidden">Remove</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {values.map((value, arm) => (
                <ArmRow
                  // oxlint-disable-next-line react/no-array-index-key -- an arm is its index
                  key={arm}
                  arm={arm}
                  value={value}
                  best={best}
                  mistakes={mistakesAt(mistakes, `${pointer}/${arm}`)}
                  onEdit={(changed) => onEdit(values.with(arm, changed))}
                  onRemove={values.length > 1 ? () => onChange(values.toSpliced(arm, 1)) : undefined}
                  onCommit={onCommit}
                />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <FieldMistakes id="arms-mistakes" mistakes={mistakesAt(mistakes, pointer)} />
      <div className="row">
        <button type="button" className="compact" disabled={values.length >= limits.arms} onClick={add}>
          Add an arm
        </button>
        {button}
        <button type="button" className="compact" disabled={isLong} onClick={() => setList(!isList)}>
          {isLong || isList ? "Show as a table" : "Edit as a list"}
        </button>
      </div>
      {status}
      <DrawMeans count={values.length} bounds={field} onDraw={onChange} />
    </fieldset>
  );
}
