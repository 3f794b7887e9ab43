import { banditDefinition, banditDefinitions } from "../../../experiments/bandits/registry.ts";
import { Menu } from "../../components/menu.tsx";
import { ChoiceField } from "../../forms/choice-field.tsx";
import { parameterFields } from "../../forms/parameter-fields.ts";
import { ParameterForm } from "../../forms/parameter-form.tsx";
import type { RecordDraft } from "../../forms/record-draft.ts";
import { useTyped } from "../../forms/use-typed.ts";
import { ArmsEditor } from "./arms-editor.tsx";
import { banditPresets, presetOf } from "./bandit-presets.ts";
import type { FormPart } from "./form-edit.ts";
import { FormSection } from "./form-section.tsx";
import { PriorsEditor } from "./priors-editor.tsx";
import { type KindDraft, mistakesAt, withBanditKind } from "./spec-draft.ts";

const kindOptions = banditDefinitions.map(({ kind, label }) => ({ value: kind, label }));

/** What pays: the kind of bandit and its arms. */
export function BanditForm({ draft, mistakes, onEdit, onChange, onCommit }: FormPart) {
  const { bandit } = draft;
  const definition = banditDefinition(bandit.kind);
  const fields = parameterFields(definition.parameters);
  const set = (name: string, value: unknown) => ({ ...draft, bandit: { ...bandit, [name]: value } });
  const arms = fields.find(({ type }) => type === "numbers" || type === "records");
  const count = arms ? (bandit[arms.name] as unknown[]).length : Number(bandit.arms);
  const preset = presetOf(bandit);
  const kinds = useTyped<KindDraft>();
  const pointer = `/bandit/${arms?.name}`;
  return (
    <FormSection
      number={1}
      title="Bandit"
      summary={`${definition.label}, ${count} arms`}
      mistakes={mistakesAt(mistakes, "/bandit", true)}
    >
      <div className="lab-fields">
        <ChoiceField
          label="Kind"
          value={bandit.kind}
          options={kindOptions}
          mistakes={mistakesAt(mistakes, "/bandit/kind")}
          onChange={(kind) => {
            const next = kinds.change(bandit.kind, bandit, kind) ?? withBanditKind(draft, kind).bandit;
            onChange({ ...draft, bandit: next });
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
                onClick={() => onChange({ ...draft, bandit: { ...next } })}
              >
                {label}
              </button>
            ))}
          </Menu>
        </div>
      </div>
      <p className="hint">{definition.rule}</p>
      <ParameterForm
        fields={fields}
        values={bandit}
        mistakesOf={(name) => mistakesAt(mistakes, `/bandit/${name}`)}
        onChange={(name, value) => onEdit(set(name, value))}
        onCommit={onCommit}
      />
      {arms?.type === "numbers" && (
        <ArmsEditor
          field={arms}
          values={bandit[arms.name] as unknown[]}
          pointer={pointer}
          mistakes={mistakes}
          onEdit={(values) => onEdit(set(arms.name, values))}
          onChange={(values) => onChange(set(arms.name, values))}
          onCommit={onCommit}
        />
      )}
      {arms?.type === "records" && (
        <PriorsEditor
          field={arms}
          values={bandit[arms.name] as RecordDraft[]}
          pointer={pointer}
          mistakes={mistakes}
          onEdit={(values) => onEdit(set(arms.name, values))}
          onChange={(values) => onChange(set(arms.name, values))}
          onCommit={onCommit}
        />
      )}
    </FormSection>
  );
}
