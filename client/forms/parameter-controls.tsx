import type { ReactNode } from "react";
import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { ChoiceField } from "./choice-field.tsx";
import { FieldMistakes } from "./field-mistakes.tsx";
import { GivenElsewhere } from "./given-elsewhere.tsx";
import { mistakesAt } from "./mistakes-at.ts";
import { NumberField } from "./number-field.tsx";
import { NumbersField } from "./numbers-field.tsx";
import { optionLabel } from "../text/field-words.ts";
import { formatNumber } from "../text/number-format.ts";
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
  /** Its value when omitted, if it has one. */
  fallback?: unknown;
  /** JSON pointer of the value. */
  pointer: string;
  /** All mistakes of the form; the control shows those at its pointer and below. */
  mistakes: readonly Mistake[];
  disabled: boolean;
  /** Called while typing. */
  onChange: (value: unknown) => void;
  onCommit: () => void;
  /** A complete change. */
  onWhole: (value: unknown) => void;
  /** Renders the fields of an object. */
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

/** The option of an omitted choice. */
const NONE = { value: "", label: "none" };

function ChoiceControl({ field, value, pointer, mistakes, onWhole, ...rest }: ControlProps<"choice">) {
  const options = field.options.map((option) => ({ value: option, label: optionLabel(field.name, option) }));
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

/** The placeholder of an empty input. */
function leftOutText(fallback: unknown): string {
  return typeof fallback === "number" ? `${spokenNumber(fallback)} if empty` : "none";
}

/** "0 to 1"; nothing for bounds that only keep a number finite. */
function rangeText(minimum?: number, maximum?: number): string | undefined {
  if (minimum === undefined || maximum === undefined || maximum >= 1e6) return undefined;
  const isPositive = minimum > 0 && minimum <= SMALLEST_SAID;
  return isPositive
    ? `Above 0, up to ${formatNumber(maximum)}`
    : `${formatNumber(minimum)} to ${formatNumber(maximum)}`;
}

/** A bound as small as this only keeps a number from being 0. */
const SMALLEST_SAID = 1e-6;

/** A draft kept from an earlier build may have any shape. */
function listOf<Entry>(value: unknown): Entry[] {
  return Array.isArray(value) ? value : [];
}

export function idOf(pointer: string): string {
  return `${pointer.slice(1).replaceAll("/", "-")}-mistakes`;
}
