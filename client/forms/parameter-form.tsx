import type { Mistake } from "../../experiments/mistakes.ts";
import { ChoiceField } from "./choice-field.tsx";
import { NumberField } from "./number-field.tsx";
import type { ParameterField } from "./parameter-fields.ts";

interface ParameterFormProps {
  fields: readonly ParameterField[];
  values: Record<string, unknown>;
  /** The mistakes at a parameter. */
  mistakesOf: (name: string) => readonly Mistake[];
  onChange: (name: string, value: unknown) => void;
  onCommit: () => void;
}

/** The controls of a definition's parameters; lists and records are left to whoever knows how to edit them. */
export function ParameterForm({ fields, values, mistakesOf, onChange, onCommit }: ParameterFormProps) {
  return (
    <div className="parameter-form">
      {fields.map((field) => {
        const { name, title, symbol, description } = field;
        const label = symbol ? `${title}, ${symbol}` : title;
        const common = { label, value: values[name], mistakes: mistakesOf(name), hint: description };
        if (field.type === "number") {
          const change = (value: unknown) => onChange(name, value === "" && field.optional ? undefined : value);
          const range = rangeText(field.minimum, field.maximum);
          return (
            <NumberField
              key={name}
              {...common}
              hint={[description, range].filter(Boolean).join(" ") || undefined}
              integer={field.integer}
              onChange={change}
              onCommit={onCommit}
            />
          );
        }
        if (field.type === "choice") {
          const options = field.options.map((option) => ({ value: option, label: option }));
          const change = (value: string) => {
            onChange(name, value);
            onCommit();
          };
          return <ChoiceField key={name} {...common} options={options} onChange={change} />;
        }
        return null;
      })}
    </div>
  );
}

/** Bounds are worth the room where they are the parameter's own, not where they only keep it finite. */
function rangeText(minimum?: number, maximum?: number): string | undefined {
  if (minimum === undefined || maximum === undefined || maximum >= 1e6) return undefined;
  return `${minimum} to ${maximum}`;
}
