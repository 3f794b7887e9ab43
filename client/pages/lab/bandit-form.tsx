import {
  armCountOf,
  banditDefinition,
  banditDefinitions,
  type BanditSpec,
} from "../../../experiments/bandits/registry.ts";
import { Menu } from "../../components/menu.tsx";
import { ChoiceField } from "../../forms/choice-field.tsx";
import { mistakesAt } from "../../forms/mistakes-at.ts";
import { type NumbersParameter, type ParameterField, parameterFields } from "../../forms/parameter-fields.ts";
import { ParameterForm } from "../../forms/parameter-form.tsx";
import { useTyped } from "../../forms/use-typed.ts";
import { ArmsEditor } from "./arms-editor.tsx";
import { banditPresets, presetOf } from "./bandit-presets.ts";
import type { FormPart } from "./form-edit.ts";
import { FormSection } from "./form-section.tsx";
import { type KindDraft, withBandit, withBanditKind } from "./spec-draft.ts";

const kindOptions = banditDefinitions.map(({ kind, label }) => ({ value: kind, label }));

/** The kind of bandit and its arms. */
export function BanditForm({ draft, mistakes, onEdit, onChange, onCommit }: FormPart) {
  const { bandit } = draft;
  const definition = banditDefinition(bandit.kind);
  const fields = parameterFields(definition.parameters);
  const set = (name: string, value: unknown) => ({ ...draft, bandit: { ...bandit, [name]: value } });
  const means = fields.find(areMeans);
  const count = armCountOf(draft.bandit as BanditSpec);
  const preset = presetOf(bandit);
  const kinds = useTyped<KindDraft>();
  return (
    <FormSection
      number={1}
      title="Bandit"
      summary={`${definition.label}, ${count} arms`}
      mistakes={mistakesAt(mistakes, "/bandit", true)}
    >
      <div className="lab-fields lab-kind">
        <ChoiceField
          label="Kind"
          value={bandit.kind}
          options={kindOptions}
          mistakes={mistakesAt(mistakes, "/bandit/kind")}
          onChange={(kind) => {
            const before = kinds.change(bandit.kind, bandit, kind);
            onChange(before ? withBandit(draft, before) : withBanditKind(draft, kind));
          }}
        />
        <div className="field">
          <span className="label">Presets</span>
          <Menu label={banditPresets[preset]?.label ?? "Choose…"} name="Presets of the bandit" className="at-end">
            {banditPresets.map(({ label, bandit: next }, index) => (
              <button
                key={label}
                type="button"
                className="quiet"
                aria-current={index === preset || undefined}
                onClick={() => onChange(withBandit(draft, { ...next }))}
              >
                {label}
              </button>
            ))}
          </Menu>
        </div>
      </div>
      <p className="hint">{definition.rule}</p>
      <ParameterForm
        fields={fields.filter((field) => field !== means)}
        values={bandit}
        pointer="/bandit"
        mistakes={mistakes}
        armCount={count}
        onChange={(name, value) => onEdit(set(name, value))}
        onCommit={onCommit}
      />
      {means && (
        <ArmsEditor
          field={means}
          values={bandit[means.name] as unknown[]}
          pointer={`/bandit/${means.name}`}
          mistakes={mistakes}
          onEdit={(values) => onEdit(set(means.name, values))}
          onChange={(values) => onChange(set(means.name, values))}
          onCommit={onCommit}
        />
      )}
    </FormSection>
  );
}

/** Whether a field holds one mean per arm; such means have gaps and can be drawn. */
function areMeans(field: ParameterField): field is NumbersParameter {
  return field.type === "numbers" && field.name === "means";
}
