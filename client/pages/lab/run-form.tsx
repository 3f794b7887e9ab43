import * as z from "zod";
import type { BanditSpec } from "../../../experiments/bandits/registry.ts";
import { couplingsOf } from "../../../experiments/simulation/coupling.ts";
import { SimulationSpec } from "../../../experiments/spec.ts";
import { formatCount } from "../../charts/number-format.ts";
import { ChoiceField } from "../../forms/choice-field.tsx";
import { NumberField } from "../../forms/number-field.tsx";
import { parameterFields } from "../../forms/parameter-fields.ts";
import { TextField } from "../../forms/text-field.tsx";
import { CostEstimate } from "./cost-estimate.tsx";
import type { FormPart } from "./form-edit.ts";
import { FormSection } from "./form-section.tsx";
import { mistakesAt, type SpecDraft } from "./spec-draft.ts";

const PLACES = ["horizon", "replications", "seed", "rewardCoupling", "feedback", "checkpoints", "labels"] as const;
const [coupling] = parameterFields(z.object({ rewardCoupling: SimulationSpec.shape.rewardCoupling }));

interface RunFormProps extends FormPart {
  spec: SimulationSpec | undefined;
  /** The work that the server allows, once it has said. */
  workLimit: number | undefined;
}

/** How long, how often and from which seed, and what that will cost. */
export function RunForm({ draft, mistakes, spec, workLimit, onEdit, onChange, onCommit }: RunFormProps) {
  const own = PLACES.flatMap((place) => mistakesAt(mistakes, `/${place}`, true));
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
  const options = couplingsOf(draft.bandit as BanditSpec);
  const rest = own.filter(({ pointer }) => pointer.startsWith("/checkpoints") || pointer.startsWith("/labels"));
  return (
    <FormSection number={3} title="Run" summary={summaryOf(draft)} mistakes={own}>
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
        <ChoiceField
          label="Reward coupling"
          value={draft.rewardCoupling}
          options={options.map((value) => ({ value, label: value }))}
          mistakes={mistakesAt(mistakes, "/rewardCoupling")}
          onChange={(rewardCoupling) => onChange({ ...draft, rewardCoupling })}
        />
      </div>
      <p className="hint">{coupling.description}</p>
      {rest.map(({ pointer, detail }) => (
        <p key={pointer} className="error">
          {pointer} {detail}
        </p>
      ))}
      {spec && (
        <CostEstimate spec={spec} limit={workLimit} onApply={(replications) => onChange({ ...draft, replications })} />
      )}
    </FormSection>
  );
}

function summaryOf({ horizon, replications }: SpecDraft): string {
  const shown = (value: unknown) => (typeof value === "number" ? formatCount(value) : String(value));
  return `T = ${shown(horizon)}, N = ${shown(replications)}`;
}
