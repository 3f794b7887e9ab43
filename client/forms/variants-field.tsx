import type { ReactNode } from "react";
import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { ChoiceField } from "./choice-field.tsx";
import { mistakesAt } from "./mistakes-at.ts";
import type { ParameterField, VariantsParameter } from "./parameter-fields.ts";
import type { RecordDraft } from "./record-draft.ts";
import { useTyped } from "./use-typed.ts";
import { variantDraft } from "./variant-draft.ts";

interface VariantsFieldProps {
  field: VariantsParameter;
  label: string;
  value: RecordDraft;
  pointer: string;
  mistakes: readonly Mistake[];
  onChange: (value: RecordDraft) => void;
  onCommit: () => void;
  /** Renders the fields of the chosen kind. */
  children: (fields: readonly ParameterField[]) => ReactNode;
}

/** A choice of a kind, with the fields of that kind below. */
export function VariantsField(props: VariantsFieldProps) {
  const { field, label, value, pointer, mistakes, onChange, onCommit, children } = props;
  const { by, variants } = field;
  const chosen = variants.find((variant) => variant.value === value[by]);
  const typed = useTyped<RecordDraft>();
  const choose = (kind: string) => {
    onChange(typed.change(String(value[by]), value, kind) ?? variantDraft(field, kind, value));
    onCommit();
  };
  return (
    <>
      <ChoiceField
        label={label}
        value={value[by]}
        options={variants}
        mistakes={[...mistakesAt(mistakes, pointer), ...mistakesAt(mistakes, `${pointer}/${by}`)]}
        hint={[field.description, chosen?.description].filter(Boolean).join(" ") || undefined}
        onChange={choose}
      />
      {chosen && children(chosen.fields)}
    </>
  );
}
