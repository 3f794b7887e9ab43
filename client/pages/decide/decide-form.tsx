import type { Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { mistakesAt } from "../../forms/mistakes-at.ts";
import { NumberField } from "../../forms/number-field.tsx";
import { RecordsTable } from "../../forms/records-table.tsx";
import { useBlockPaste } from "../../forms/use-block-paste.tsx";
import { useTyped } from "../../forms/use-typed.ts";
import { dropHandlers, FileButton } from "./file-button.tsx";
import { wordings } from "./measured.ts";
import { openedFile } from "./opened-file.ts";
import { pastedDraft, switched, tableOf } from "./pasted-draft.ts";
import { PriorField } from "./prior-field.tsx";
import { type DecideDraft, type Measure, measures, MOST_VARIANTS, variantName } from "./spec.ts";

interface DecideFormProps {
  draft: DecideDraft;
  mistakes: readonly Mistake[];
  /** Called while typing. */
  onEdit: (draft: DecideDraft) => void;
  /** A complete change. */
  onChange: (draft: DecideDraft) => void;
  onCommit: () => void;
}

/** A new row of each measure. */
const BLANKS = {
  conversions: { conversions: 0, visitors: 0 },
  means: { mean: 0, deviation: 1, visitors: 3 },
};

const HINTS = {
  conversions:
    "Paste Variant, Conversions, Visitors from a spreadsheet anywhere in the table, or drop a CSV file on it: one row for each variant, not for each visitor. The first row is the control.",
  means:
    "Paste Variant, Mean, Standard deviation, Visitors, or rows of single visitors: Variant, Value. A CSV file can be dropped, too. The first row is the control.",
};

/** The results of every variant, the prior, and the loss that is accepted. */
export function DecideForm({ draft, mistakes, onEdit, onChange, onCommit }: DecideFormProps) {
  const { measure, variants, names } = draft;
  const typed = useTyped<DecideDraft>();
  const paste = useBlockPaste<DecideDraft>({
    state: draft,
    paste: (text, at) => pastedDraft(text, at, draft),
    apply: onChange,
  });
  const open = (file: File) =>
    void file.arrayBuffer().then(
      (bytes) => paste.show(openedFile(file.name, new Uint8Array(bytes), draft), "The former rows are back."),
      () => paste.show({ said: `${file.name} could not be read.` }, ""),
    );
  const choose = (to: Measure) => {
    if (to !== measure) onChange(typed.change(measure, draft, to) ?? switched(draft, to));
  };
  return (
    <form
      className="card decide-form no-print"
      aria-label="Test"
      onSubmit={(event) => event.preventDefault()}
      {...dropHandlers(open)}
    >
      <fieldset className="row decide-measures" aria-label="What is measured">
        {(Object.keys(measures) as Measure[]).map((each) => (
          <button
            key={each}
            type="button"
            className="compact"
            aria-pressed={each === measure}
            onClick={() => choose(each)}
          >
            {measures[each].label}
          </button>
        ))}
      </fieldset>
      <p className="hint">{HINTS[measure]}</p>
      <RecordsTable
        key={measure}
        caption={measure === "means" ? "Variants with means and visitors" : "Variants with conversions and visitors"}
        entry="variant"
        fields={tableOf(draft).fields}
        rows={variants}
        names={names}
        namesPointer="/names"
        spokenNames={variants.map((_, variant) => variantName(names, variant))}
        onRename={(variant, name) => onEdit({ ...draft, names: names.with(variant, name) })}
        pointer="/variants"
        mistakes={mistakes}
        most={MOST_VARIANTS}
        onEdit={(variant, results) => onEdit({ ...draft, variants: variants.with(variant, results) })}
        onAdd={() => onChange({ ...draft, variants: [...variants, { ...BLANKS[measure] }], names: [...names, ""] })}
        onRemove={(variant) =>
          onChange({ ...draft, variants: variants.toSpliced(variant, 1), names: names.toSpliced(variant, 1) })
        }
        paste={paste}
        actions={<FileButton onFile={open} />}
        onCommit={onCommit}
      />
      <NumberField
        label={wordings[measure].acceptedLabel}
        hint="You may stop when choosing the best variant loses no more than this on average."
        value={draft.acceptedLoss}
        mistakes={mistakesAt(mistakes, "/acceptedLoss")}
        onChange={(acceptedLoss) => onEdit({ ...draft, acceptedLoss })}
        onCommit={onCommit}
      />
      {measure === "conversions" && (
        <PriorField
          prior={draft.prior}
          mistakes={mistakes}
          onEdit={(prior) => onEdit({ ...draft, prior })}
          onChange={(prior) => onChange({ ...draft, prior })}
          onCommit={onCommit}
        />
      )}
    </form>
  );
}
