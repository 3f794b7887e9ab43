import type { Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { mistakesAt } from "../../forms/mistakes-at.ts";
import { NumberField } from "../../forms/number-field.tsx";
import { parameterFields } from "../../forms/parameter-fields.ts";
import { pastedRecords } from "../../forms/pasted-records.ts";
import { RecordsTable } from "../../forms/records-table.tsx";
import { useBlockPaste } from "../../forms/use-block-paste.tsx";
import { type DecideDraft, MOST_VARIANTS, Variant, variantName } from "./spec.ts";

interface DecideFormProps {
  draft: DecideDraft;
  mistakes: readonly Mistake[];
  /** Called while typing. */
  onEdit: (draft: DecideDraft) => void;
  /** A complete change. */
  onChange: (draft: DecideDraft) => void;
  onCommit: () => void;
}

const fields = parameterFields(Variant);

/** The counts of every variant, and the loss that is accepted. */
export function DecideForm({ draft, mistakes, onEdit, onChange, onCommit }: DecideFormProps) {
  const { variants, names } = draft;
  const paste = useBlockPaste<DecideDraft>({
    state: draft,
    paste: (text, at) => {
      const pasted = pastedRecords(text, at, { fields, rows: variants, names, most: MOST_VARIANTS });
      return (
        pasted && { state: { ...draft, variants: pasted.state.rows, names: pasted.state.names }, said: pasted.said }
      );
    },
    apply: onChange,
  });
  return (
    <form className="card decide-form no-print" aria-label="Test" onSubmit={(event) => event.preventDefault()}>
      <p className="hint">
        Paste Variant, Conversions, Visitors from a spreadsheet or a CSV file anywhere in the table. The first row is
        the control.
      </p>
      <RecordsTable
        caption="Variants with conversions and visitors"
        entry="variant"
        fields={fields}
        rows={variants}
        names={names}
        namesPointer="/names"
        spokenNames={variants.map((_, variant) => variantName(names, variant))}
        onRename={(variant, name) => onEdit({ ...draft, names: names.with(variant, name) })}
        pointer="/variants"
        mistakes={mistakes}
        most={MOST_VARIANTS}
        onEdit={(variant, counts) => onEdit({ ...draft, variants: variants.with(variant, counts) })}
        onAdd={() =>
          onChange({ ...draft, variants: [...variants, { conversions: 0, visitors: 0 }], names: [...names, ""] })
        }
        onRemove={(variant) =>
          onChange({ ...draft, variants: variants.toSpliced(variant, 1), names: names.toSpliced(variant, 1) })
        }
        paste={paste}
        onCommit={onCommit}
      />
      <NumberField
        label="Accepted loss, in percentage points"
        hint="You may stop when choosing the best variant loses no more than this on average."
        value={draft.acceptedLoss}
        mistakes={mistakesAt(mistakes, "/acceptedLoss")}
        onChange={(acceptedLoss) => onEdit({ ...draft, acceptedLoss })}
        onCommit={onCommit}
      />
    </form>
  );
}
