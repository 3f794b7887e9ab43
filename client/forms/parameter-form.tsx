import type { FunctionComponent } from "react";
import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { optionLabel } from "../text/field-words.ts";
import { FieldMistakes } from "./field-mistakes.tsx";
import { mistakesAt } from "./mistakes-at.ts";
import { capitalised } from "../text/words.ts";
import { type ControlProps, controls, idOf, type ParameterType } from "./parameter-controls.tsx";
import { firstValue, type ParameterField } from "./parameter-fields.ts";
import "./parameter-form.css";
import type { RecordDraft } from "./record-draft.ts";

interface ParameterFormProps {
  fields: readonly ParameterField[];
  values: RecordDraft;
  /** JSON pointer of the object that holds the parameters. */
  pointer: string;
  mistakes: readonly Mistake[];
  /** The number of arms: the initial length of lists with an entry per arm. */
  armCount?: number;
  /** Values of omitted optional parameters, if they follow from others. */
  fallbacks?: RecordDraft;
  /** Called while typing. An omitted parameter has the value undefined. */
  onChange: (name: string, value: unknown) => void;
  onCommit: () => void;
}

/** Parameters that take a full line of the form. */
const WHOLE: ReadonlySet<ParameterType> = new Set(["numbers", "records", "group", "variants", "other"]);

/** The controls of a definition's parameters, nested ones included. */
export function ParameterForm({ fields, values, pointer, fallbacks, onChange, onCommit, ...rest }: ParameterFormProps) {
  return (
    <div className="parameter-form">
      {fields.map((field) => {
        const { name, description } = field;
        const value = values[name];
        const unused = whyUnused(field, fields, values);
        const change = (changed: unknown) => onChange(name, changed);
        return (
          <Parameter
            key={name}
            armCount={rest.armCount}
            mistakes={rest.mistakes}
            field={field}
            label={labelOf(field)}
            hint={unused ?? description}
            value={value}
            fallback={fallbacks?.[name]}
            pointer={`${pointer}/${name}`}
            // A control with a mistake stays enabled, so that it can be fixed.
            disabled={unused !== undefined && mistakesAt(rest.mistakes, `${pointer}/${name}`, true).length === 0}
            onChange={change}
            onCommit={onCommit}
            onWhole={(changed) => {
              change(changed);
              onCommit();
            }}
            renderFields={(inner) => (
              <ParameterForm
                {...rest}
                fields={inner}
                values={value as RecordDraft}
                pointer={`${pointer}/${name}`}
                onChange={(part, changed) => change({ ...(value as RecordDraft), [part]: changed })}
                onCommit={onCommit}
              />
            )}
          />
        );
      })}
    </div>
  );
}

type ParameterProps = ControlProps & { armCount?: number };

/** One control. An omitted parameter without an input has a button to add it. */
function Parameter({ armCount, ...control }: ParameterProps) {
  const { field, label, hint, value, pointer, mistakes, disabled, onWhole } = control;
  const Control = controls[field.type] as FunctionComponent<ControlProps>;
  if (!WHOLE.has(field.type)) return <Control {...control} />;
  if (value !== undefined) {
    return (
      <fieldset className="parameter-whole" aria-label={label} disabled={disabled}>
        <Control {...control} />
        {field.optional && field.type !== "other" && (
          <button type="button" className="compact" onClick={() => onWhole(undefined)}>
            Remove
          </button>
        )}
      </fieldset>
    );
  }
  if (field.type === "other") return null;
  const add = () => onWhole(begun(field, armCount));
  return (
    <div className="field parameter-whole">
      <div className="row">
        <span className="label">{label}: none</span>
        <button type="button" className="compact" aria-label={`Add ${label}`} disabled={disabled} onClick={add}>
          Add
        </button>
      </div>
      {hint && <p className="hint">{hint}</p>}
      <FieldMistakes id={idOf(pointer)} mistakes={mistakesAt(mistakes, pointer, true)} />
    </div>
  );
}

/** The symbol comes first: "ε, exploration probability". */
export function labelOf({ symbol, title }: ParameterField): string {
  return symbol && symbol !== title ? `${symbol}, ${title}` : capitalised(title);
}

/** "Only for rewards: normal (Gaussian).", where other rewards are chosen. */
function whyUnused(field: ParameterField, fields: readonly ParameterField[], values: RecordDraft): string | undefined {
  const other = Object.entries(field.onlyWith ?? {}).find(([name, value]) => values[name] !== value);
  if (!other) return undefined;
  const [name, value] = other;
  const title = fields.find((each) => each.name === name)?.title ?? name;
  return `Only for ${title}: ${optionLabel(name, String(value))}.`;
}

/** The initial value of an added parameter; a list with an entry per arm has one for each. */
function begun(field: ParameterField, armCount = 1): unknown {
  const first = firstValue(field);
  if (!Array.isArray(first) || first.length !== 1 || !("entry" in field) || field.entry !== "arm") return first;
  return Array.from({ length: armCount }, () => structuredClone(first[0] as unknown));
}
