import type { FunctionComponent } from "react";
import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { FieldMistakes } from "./field-mistakes.tsx";
import { mistakesAt } from "./mistakes-at.ts";
import { capitalised } from "./nouns.ts";
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
  /** How many arms there are: a list with an entry for each begins with so many. */
  armCount?: number;
  /** What optional parameters are that are left out, where that follows from others. */
  fallbacks?: RecordDraft;
  /** While something is typed. A parameter that is left out has the value undefined. */
  onChange: (name: string, value: unknown) => void;
  onCommit: () => void;
}

/** Parameters that have a line of a form to themselves. */
const WHOLE: ReadonlySet<ParameterType> = new Set(["numbers", "records", "group", "variants", "other"]);

/** The controls of a definition's parameters, nested ones too, as their schema describes them. */
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
            // What has a mistake must be open to be corrected.
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

/** One control; what is left out and has no line to type into is added and removed by a button. */
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
            Leave out
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

/** The symbol comes first, for it is what differs: "ε, exploration probability". */
export function labelOf({ symbol, title }: ParameterField): string {
  return symbol && symbol !== title ? `${symbol}, ${title}` : capitalised(title);
}

/** "Counts only with family gaussian.", where another family is chosen. */
function whyUnused(field: ParameterField, fields: readonly ParameterField[], values: RecordDraft): string | undefined {
  const other = Object.entries(field.onlyWith ?? {}).find(([name, value]) => values[name] !== value);
  if (!other) return undefined;
  const [name, value] = other;
  const title = fields.find((each) => each.name === name)?.title ?? name;
  return `Counts only with ${title} ${String(value)}.`;
}

/** What a parameter begins with: a list that has an entry for each arm, with so many. */
function begun(field: ParameterField, armCount = 1): unknown {
  const first = firstValue(field);
  if (!Array.isArray(first) || first.length !== 1 || !("entry" in field) || field.entry !== "arm") return first;
  return Array.from({ length: armCount }, () => structuredClone(first[0] as unknown));
}
