import type { Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { policyDefinition } from "../../../policies/registry.ts";
import { Menu } from "../../components/menu.tsx";
import { Swatch } from "../../charts/swatch.tsx";
import { FieldMistakes } from "../../forms/field-mistakes.tsx";
import { mistakesAt } from "../../forms/mistakes-at.ts";
import { type ParameterField, parameterFields } from "../../forms/parameter-fields.ts";
import { optionLabel } from "../../text/field-words.ts";
import { ParameterForm } from "../../forms/parameter-form.tsx";
import { dependentDefaults } from "./policy-defaults.ts";
import type { KindDraft } from "./spec-draft.ts";

interface PolicyCardProps {
  policy: KindDraft;
  index: number;
  armCount: number;
  horizon: unknown;
  startsOpen: boolean;
  mistakes: readonly Mistake[];
  onEdit: (policy: KindDraft) => void;
  onCommit: () => void;
  onDuplicate?: () => void;
  onRemove?: () => void;
  /** Kinds that can play this bandit, if this one cannot. */
  replacements: readonly { kind: string; label: string }[];
  onReplace: (kind: string) => void;
  onBaseline?: () => void;
}

/** One policy: its line style and its first numbers, which need no opening; opens to edit the others. */
export function PolicyCard(props: PolicyCardProps) {
  const {
    policy,
    index,
    armCount,
    horizon,
    startsOpen,
    mistakes,
    onEdit,
    onCommit,
    onDuplicate,
    onRemove,
    replacements,
    onReplace,
    onBaseline,
  } = props;
  const { label, rule, parameters } = policyDefinition(policy.kind);
  const fields = parameterFields(parameters);
  const keys = keyFields(fields);
  const others = fields.filter((field) => !keys.includes(field));
  const pointer = `/policies/${index}`;
  const name = `${label}, policy ${index + 1}`;
  const kindMistakes = [...mistakesAt(mistakes, pointer), ...mistakesAt(mistakes, `${pointer}/kind`)];
  // The kind comes from a list, so the only mistake there is that it cannot play this bandit.
  const misplaced = mistakesAt(mistakes, `${pointer}/kind`).length > 0;
  const wrong = mistakesAt(mistakes, pointer, true).length > 0;
  const form = {
    values: policy,
    pointer,
    mistakes,
    armCount,
    fallbacks: dependentDefaults(policy.kind, armCount, horizon),
    onChange: (parameter: string, value: unknown) => onEdit({ ...policy, [parameter]: value }),
    onCommit,
  };
  return (
    <li className="lab-policy" data-wrong={wrong || undefined}>
      <details open={startsOpen}>
        <summary>
          <Swatch policy={index} />
          <span className="lab-policy-name">{label}</span>{" "}
          <span className="lab-summary">{parametersText(others, policy)}</span>
        </summary>
        <div className="lab-policy-body">
          <p className="hint">{rule}</p>
          <ParameterForm {...form} fields={others} />
          <div className="row">
            <button
              type="button"
              className="compact"
              aria-label={`Duplicate ${name}`}
              disabled={!onDuplicate}
              onClick={onDuplicate}
            >
              Duplicate
            </button>
            {onBaseline && (
              <button type="button" className="compact" aria-label={`Make ${name} the baseline`} onClick={onBaseline}>
                Make baseline
              </button>
            )}
          </div>
        </div>
      </details>
      <button
        type="button"
        className="quiet compact"
        aria-label={`Remove ${name}`}
        disabled={!onRemove}
        onClick={onRemove}
      >
        ×
      </button>
      {keys.length > 0 && (
        <div className="lab-policy-keys">
          <ParameterForm {...form} fields={keys} />
        </div>
      )}
      <FieldMistakes id={`policy-${index}-mistakes`} mistakes={kindMistakes} />
      {misplaced && (
        <div className="row lab-policy-remedy">
          {replacements.length > 0 && (
            <Menu label="Replace with…" name={name}>
              {replacements.map((other) => (
                <button key={other.kind} type="button" className="quiet" onClick={() => onReplace(other.kind)}>
                  {other.label}
                </button>
              ))}
            </Menu>
          )}
          {onRemove && (
            <button type="button" className="compact" onClick={onRemove}>
              Remove {label}
            </button>
          )}
        </div>
      )}
    </li>
  );
}

/** Numbers that are always shown. */
const MOST_KEYS = 2;

/** The numbers that a policy is tuned by. A default of 0 is the value of an untried arm, which many policies have. */
function keyFields(fields: readonly ParameterField[]): ParameterField[] {
  return fields
    .filter(({ type, onlyWith, ...field }) => type === "number" && !onlyWith && field.default !== 0)
    .slice(0, MOST_KEYS);
}

/** "ε = 0.1, ties: first arm": the numbers, and the choices that differ from the default. */
export function parametersText(fields: readonly ParameterField[], values: Record<string, unknown>): string {
  return fields
    .flatMap((field) => {
      const value = values[field.name];
      if (typeof value !== "number" && typeof value !== "string") return value === undefined ? [] : [field.title];
      if (value === "") return [];
      const isDefault = "default" in field && value === field.default;
      // A default of 0 is the value of an untried arm, which many policies have: shown only if changed.
      if (isDefault && (field.type === "choice" || field.default === 0)) return [];
      return [
        field.type === "choice"
          ? `${field.title}: ${optionLabel(field.name, String(value))}`
          : `${field.symbol ?? field.title} = ${value}`,
      ];
    })
    .join(", ");
}
