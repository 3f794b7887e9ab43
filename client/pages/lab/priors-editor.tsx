import { limits } from "../../../experiments/limits.ts";
import type { Mistake } from "../../../experiments/mistakes.ts";
import type { ParameterField } from "../../forms/parameter-fields.ts";
import { pastedRecords } from "../../forms/pasted-records.ts";
import type { RecordDraft } from "../../forms/record-draft.ts";
import { RecordsTable } from "../../forms/records-table.tsx";
import { useBlockPaste } from "../../forms/use-block-paste.tsx";
import { mistakesAt } from "./spec-draft.ts";

interface PriorsEditorProps {
  field: ParameterField & { type: "records" };
  values: readonly RecordDraft[];
  pointer: string;
  mistakes: readonly Mistake[];
  onEdit: (values: RecordDraft[]) => void;
  onChange: (values: RecordDraft[]) => void;
  onCommit: () => void;
}

/** Beyond this a table is no help any more; what a link gives is kept as it is. */
const ROWS = 50;

/** The arms of a bandit that are given by more than a mean: one row each. */
export function PriorsEditor({ field, values, pointer, mistakes, onEdit, onChange, onCommit }: PriorsEditorProps) {
  const most = Math.min(ROWS, limits.arms);
  const paste = useBlockPaste<readonly RecordDraft[]>({
    state: values,
    paste: (text, at) => {
      const pasted = pastedRecords(text, at, { fields: field.fields, rows: values, most });
      return pasted && { state: pasted.state.rows, said: pasted.said };
    },
    apply: (rows) => onChange([...rows]),
  });
  if (values.length > ROWS) return <p className="hint">{values.length} arms, as in the link.</p>;
  return (
    <RecordsTable
      caption={`Arms: ${field.title}`}
      fields={field.fields}
      rows={values}
      pointer={pointer}
      mistakes={mistakesAt(mistakes, pointer, true)}
      most={most}
      onEdit={(row, record) => onEdit(values.with(row, record))}
      onAdd={() => onChange([...values, { ...values.at(-1) }])}
      onRemove={(row) => onChange(values.toSpliced(row, 1))}
      paste={paste}
      onCommit={onCommit}
    />
  );
}
