import { formatCount } from "../../text/number-format.ts";
import { mistakeWithPlace } from "../../text/mistakes.ts";
import { mistakesAt } from "../../forms/mistakes-at.ts";
import { NumberField } from "../../forms/number-field.tsx";
import { ParameterForm } from "../../forms/parameter-form.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { CostEstimate } from "./cost-estimate.tsx";
import type { FormPart } from "./form-edit.ts";
import { FormSection } from "./form-section.tsx";
import type { BanditSpec } from "../../../experiments/bandits/registry.ts";
import { changedSettings, settingFields } from "./run-settings.ts";
import type { SpecDraft } from "./spec-draft.ts";
import type { Experiment } from "./sweep/experiment.ts";

interface RunFormProps extends FormPart {
  experiment: Experiment | undefined;
  /** The largest work that the server allows; undefined until known. */
  workLimit: number | undefined;
}

/** Horizon, replications, seed and settings of a run, with its estimated cost. */
export function RunForm({ draft, mistakes, experiment, workLimit, onEdit, onChange, onCommit }: RunFormProps) {
  const fields = settingFields(draft.bandit as BanditSpec);
  const settings = fields.flatMap(({ name }) => mistakesAt(mistakes, `/${name}`, true));
  const labels = mistakesAt(mistakes, "/labels", true);
  const numbers = ["/horizon", "/replications", "/seed"].flatMap((pointer) => mistakesAt(mistakes, pointer));
  const number = (name: "horizon" | "replications", label: string) => (
    <NumberField
      label={label}
      integer
      value={draft[name]}
      mistakes={mistakesAt(mistakes, `/${name}`)}
      onChange={(value) => onEdit({ ...draft, [name]: value })}
      onCommit={onCommit}
    />
  );
  return (
    <FormSection number={3} title="Run" summary={summaryOf(draft)} mistakes={[...numbers, ...settings, ...labels]}>
      <div className="lab-fields">
        {number("horizon", "Horizon, T")}
        {number("replications", "Replications, N")}
        <TextField
          label="Seed"
          value={String(draft.seed)}
          mistakes={mistakesAt(mistakes, "/seed")}
          onChange={(seed) => onEdit({ ...draft, seed })}
          onCommit={onCommit}
        />
      </div>
      <details className="lab-more">
        <summary>
          More settings{" "}
          {settings.length > 0 ? (
            <span className="error">{settings.length === 1 ? "1 mistake" : `${settings.length} mistakes`}</span>
          ) : (
            <span className="lab-summary">{changedSettings(draft)}</span>
          )}
        </summary>
        <ParameterForm
          fields={fields}
          values={{ ...draft }}
          pointer=""
          mistakes={mistakes}
          onChange={(name, value) => onEdit({ ...draft, [name]: value })}
          onCommit={onCommit}
        />
      </details>
      {labels.map((mistake) => (
        <p key={mistake.pointer} className="error">
          {mistakeWithPlace(mistake)}
        </p>
      ))}
      {experiment && (
        <CostEstimate
          experiment={experiment}
          limit={workLimit}
          onApply={(replications) => onChange({ ...draft, replications })}
        />
      )}
    </FormSection>
  );
}

function summaryOf({ horizon, replications }: SpecDraft): string {
  const shown = (value: unknown) => (typeof value === "number" ? formatCount(value) : String(value));
  return `T = ${shown(horizon)}, N = ${shown(replications)}`;
}
