import type { ReactNode } from "react";
import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { ChoiceField } from "./choice-field.tsx";
import { FieldMistakes } from "./field-mistakes.tsx";
import { GivenElsewhere } from "./given-elsewhere.tsx";
import { mistakesAt } from "./mistakes-at.ts";
import { NumberField } from "./number-field.tsx";
import { NumbersField } from "./numbers-field.tsx";
import { spokenNumber } from "./number-words.ts";
import type { ParameterField } from "./parameter-fields.ts";
import type { RecordDraft } from "./record-draft.ts";
import { RecordsField } from "./records-field.tsx";
import { VariantsField } from "./variants-field.tsx";

export type ParameterType = ParameterField["type"];

export interface ControlProps<Type extends ParameterType = ParameterType> {
  field: ParameterField & { type: Type };
  label: string;
  hint: string | undefined;
  value: unknown;
  /** The value where it is left out, if it has one then. */
  fallback?: unknown;
  /** JSON pointer of the value. */
  pointer: string;
  /** All that are known; those at the pointer and below it are the control's. */
  mistakes: readonly Mistake[];
  disabled: boolean;
  /** While something is typed. */
  onChange: (value: unknown) => void;
  onCommit: () => void;
  /** A change that is whole in itself. */
  onWhole: (value: unknown) => void;
  /** Draws fields of the value, which is an object. */
  renderFields: (fields: readonly ParameterField[]) => ReactNode;
}

/** The control of every type of parameter. */
export const controls: { [Type in ParameterType]: (props: ControlProps<Type>) => ReactNode } = {
  number: NumberControl,
  choice: ChoiceControl,
  numbers: ({ field, value, ...rest }) => (
    <NumbersField {...rest} entry={field.entry} values={listOf<unknown>(value)} />
  ),
  records: RecordsControl,
  group: GroupControl,
  variants: ({ value, renderFields, ...rest }) => (
    <VariantsField {...rest} value={value as RecordDraft}>
      {renderFields}
    </VariantsField>
  ),
  other: ({ label, pointer, mistakes, onWhole }) => (
    <GivenElsewhere
      title={label}
      id={idOf(pointer)}
      mistakes={mistakesAt(mistakes, pointer, true)}
      onRemove={() => onWhole(undefined)}
    />
  ),
};

function NumberControl({ field, hint, fallback, pointer, mistakes, onChange, ...rest }: ControlProps<"number">) {
  const { optional, integer, minimum, maximum } = field;
  return (
    <NumberField
      {...rest}
      integer={integer}
      hint={[hint, rangeText(minimum, maximum)].filter(Boolean).join(" ") || undefined}
      mistakes={mistakesAt(mistakes, pointer)}
      placeholder={optional ? leftOutText(fallback) : undefined}
      onChange={(value) => onChange(value === "" && optional ? undefined : value)}
    />
  );
}

/** A choice that may be left out. */
const NONE = { value: "", label: "none" };

function ChoiceControl({ field, value, pointer, mistakes, onWhole, ...rest }: ControlProps<"choice">) {
  const options = field.options.map((option) => ({ value: option, label: option }));
  return (
    <ChoiceField
      {...rest}
      value={value ?? field.default ?? NONE.value}
      options={field.optional ? [NONE, ...options] : options}
      mistakes={mistakesAt(mistakes, pointer)}
      onChange={(chosen) => onWhole(chosen === NONE.value ? undefined : chosen)}
    />
  );
}

function RecordsControl({ label, hint, value, ...rest }: ControlProps<"records">) {
  return (
    <>
      <span className="label">{label}</span>
      {hint && <p className="hint">{hint}</p>}
      <RecordsField {...rest} rows={listOf<RecordDraft>(value)} />
    </>
  );
}

function GroupControl({ field, label, hint, pointer, mistakes, renderFields }: ControlProps<"group">) {
  return (
    <>
      <span className="label">{label}</span>
      {hint && <p className="hint">{hint}</p>}
      {renderFields(field.fields)}
      <FieldMistakes id={idOf(pointer)} mistakes={mistakesAt(mistakes, pointer)} />
    </>
  );
}

/** What an empty line says. */
function leftOutText(fallback: unknown): string {
  return typeof fallback === "number" ? `${spokenNumber(fallback)} if empty` : "none";
}

/** Bounds are worth the room where they are the parameter's own, not where they only keep it finite. */
function rangeText(minimum?: number, maximum?: number): string | undefined {
  if (minimum === undefined || maximum === undefined || maximum >= 1e6) return undefined;
  return `${minimum} to ${maximum}`;
}

/** What was kept of another build may be anything. */
function listOf<Entry>(value: unknown): Entry[] {
  return Array.isArray(value) ? value : [];
}

export function idOf(pointer: string): string {
  return `${pointer.slice(1).replaceAll("/", "-")}-mistakes`;
}
