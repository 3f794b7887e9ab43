import { useState } from "react";
import { armCountOf, type BanditSpec } from "../../../experiments/bandits/registry.ts";
import { limits } from "../../../experiments/limits.ts";
import { policyDefinitions } from "../../../policies/registry.ts";
import { Menu } from "../../components/menu.tsx";
import { FieldMistakes } from "../../forms/field-mistakes.tsx";
import { mistakesAt } from "../../forms/mistakes-at.ts";
import type { FormPart } from "./form-edit.ts";
import { FormSection } from "./form-section.tsx";
import { PolicyCard } from "./policy-card.tsx";
import {
  fittingPolicies,
  newPolicy,
  withPolicyReplaced,
  withBaseline,
  withPolicyAdded,
  withPolicyChanged,
  withPolicyRemoved,
} from "./spec-draft.ts";

/** The policies to compare, each with its own colour, dash and marker. */
export function PoliciesForm({ draft, mistakes, onEdit, onChange, onCommit }: FormPart) {
  const { policies } = draft;
  const [latest, setLatest] = useState<number>();
  const armCount = armCountOf(draft.bandit as BanditSpec);
  const full = policies.length >= limits.policies;
  const misplaced = policies.map((_, index) => mistakesAt(mistakes, `/policies/${index}/kind`).length > 0);
  const fitting = misplaced.includes(true) ? fittingPolicies(draft) : [];
  const add = (kind: string) => {
    setLatest(policies.length);
    onChange(withPolicyAdded(draft, newPolicy(kind)));
  };
  return (
    <FormSection
      number={2}
      title="Policies"
      summary={policies.length === 1 ? "1 policy" : `${policies.length} policies`}
      mistakes={mistakesAt(mistakes, "/policies", true)}
    >
      <ul className="lab-policies">
        {policies.map((policy, index) => (
          <PolicyCard
            // oxlint-disable-next-line react/no-array-index-key -- a policy's place decides its look, and two may be equal
            key={`${index} ${policy.kind}`}
            policy={policy}
            index={index}
            armCount={armCount}
            horizon={draft.horizon}
            startsOpen={index === latest}
            mistakes={mistakes}
            onEdit={(changed) => onEdit(withPolicyChanged(draft, index, changed))}
            onCommit={onCommit}
            onDuplicate={full ? undefined : () => onChange(withPolicyAdded(draft, { ...policy }, index + 1))}
            onRemove={policies.length > 1 ? () => onChange(withPolicyRemoved(draft, index)) : undefined}
            replacements={misplaced[index] ? fitting : []}
            onReplace={(kind) => onChange(withPolicyReplaced(draft, index, kind))}
            onBaseline={index > 0 ? () => onChange(withBaseline(draft, index)) : undefined}
          />
        ))}
      </ul>
      <p className="hint">Several values of a number, such as 0.1, 0.2, 0.5, make a sweep.</p>
      <FieldMistakes id="policies-mistakes" mistakes={mistakesAt(mistakes, "/policies")} />
      {full ? (
        <p className="hint">At most {limits.policies} policies.</p>
      ) : (
        <Menu label="Add a policy">
          {policyDefinitions.map(({ kind, label }) => (
            <button key={kind} type="button" className="quiet" onClick={() => add(kind)}>
              {label}
            </button>
          ))}
        </Menu>
      )}
    </FormSection>
  );
}
