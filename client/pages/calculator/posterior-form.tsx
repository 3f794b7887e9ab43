import { useRef } from "react";
import type { Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { families } from "../../../policies/posteriors/family.ts";
import { ChoiceField } from "../../forms/choice-field.tsx";
import { parameterFields } from "../../forms/parameter-fields.ts";
import { ParameterForm } from "../../forms/parameter-form.tsx";
import { useTyped } from "../../forms/use-typed.ts";
import { RecordsTable } from "../../forms/records-table.tsx";
import { useBlockPaste } from "../../forms/use-block-paste.tsx";
import { canonicalJson } from "../../../experiments/spec/canonical-json.ts";
import { entries, entryOf, familyOf } from "./entries.ts";
import { pastedDraft } from "./pasted-draft.ts";
import { presets } from "./presets.ts";
import {
  armName,
  type CalculatorDraft,
  checkDraft,
  draftOf,
  MOST_ARMS,
  withArm,
  withArmAdded,
  withArmRemoved,
  withEntry,
} from "./spec.ts";

interface PosteriorFormProps {
  draft: CalculatorDraft;
  mistakes: readonly Mistake[];
  /** Called while typing. */
  onEdit: (draft: CalculatorDraft) => void;
  /** A complete change. */
  onChange: (draft: CalculatorDraft) => void;
  onCommit: () => void;
}

/** The posteriors of all arms: their family, and parameters or counts. */
export function PosteriorForm({ draft, mistakes, onEdit, onChange, onCommit }: PosteriorFormProps) {
  const entry = entryOf(draft.family);
  const family = familyOf(entry.family);
  const typed = useTyped<CalculatorDraft>();
  const waysTyped = useTyped<CalculatorDraft>();
  const came = useRef<CalculatorDraft>(undefined);
  const ways = entries.filter((way) => way.family === entry.family);
  const names = draft.arms.map((_, arm) => armName(draft.names, arm));
  const paste = useBlockPaste<CalculatorDraft>({
    state: draft,
    paste: (text, at) => pastedDraft(text, at, draft),
    apply: onChange,
  });
  return (
    <form
      className="calculator-form card no-print"
      aria-label="Posteriors"
      onSubmit={(event) => event.preventDefault()}
    >
      <Presets draft={draft} onChange={onChange} />
      <div className="calculator-fields">
        <ChoiceField
          label="Posteriors"
          value={entry.family}
          options={families.map(({ kind, label }) => ({ value: kind, label }))}
          onChange={(kind) => onChange(withEntry(draft, kind, typed.change(entry.family, draft, kind)))}
        />
        {ways.length > 1 && (
          <ChoiceField
            label="Enter as"
            value={entry.kind}
            options={ways.map(({ kind, label }) => ({ value: kind, label }))}
            onChange={(kind) => {
              const before = waysTyped.change(entry.kind, draft, kind);
              // A draft that is unchanged since the last switch goes back exactly.
              const untouched = draft === came.current ? before : undefined;
              came.current = untouched ?? withEntry(draft, kind, before);
              onChange(came.current);
            }}
          />
        )}
      </div>
      <p className="hint">
        {family.label}: {family.use}.
      </p>
      {entry.prior && (
        <fieldset>
          <legend>Prior of every arm</legend>
          <ParameterForm
            fields={parameterFields(entry.prior)}
            values={draft.prior}
            pointer="/prior"
            mistakes={mistakes}
            onChange={(name, value) => onEdit({ ...draft, prior: { ...draft.prior, [name]: value } })}
            onCommit={onCommit}
          />
        </fieldset>
      )}
      <RecordsTable
        caption={`${family.label} posteriors, arm by arm`}
        fields={parameterFields(entry.arm)}
        rows={draft.arms}
        names={draft.names}
        namesPointer="/names"
        spokenNames={names}
        onRename={(row, name) => onEdit({ ...draft, names: draft.names.with(row, name) })}
        pointer="/arms"
        mistakes={mistakes}
        most={MOST_ARMS}
        onEdit={(row, arm) => onEdit(withArm(draft, row, arm))}
        onAdd={() => onChange(withArmAdded(draft))}
        onRemove={(row) => onChange(withArmRemoved(draft, row))}
        paste={paste}
        onCommit={onCommit}
      />
      {draft.arms.length >= MOST_ARMS && (
        <p className="hint">For more than {MOST_ARMS} arms, use the API (up to 1,000).</p>
      )}
    </form>
  );
}

function Presets({ draft, onChange }: Pick<PosteriorFormProps, "draft" | "onChange">) {
  const { spec } = checkDraft(draft);
  const inForce = presets.find((preset) => spec && canonicalJson(preset.spec) === canonicalJson(spec));
  return (
    <fieldset>
      <legend>Examples</legend>
      <div className="row calculator-presets">
        {presets.map((preset) => (
          <button
            key={preset.label}
            type="button"
            className="compact"
            aria-pressed={preset === inForce}
            onClick={() => onChange(draftOf(preset.spec))}
          >
            {preset.label}
          </button>
        ))}
      </div>
      <p className="hint">{inForce?.note ?? "Change any input; the answer updates."}</p>
    </fieldset>
  );
}
