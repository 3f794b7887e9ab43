import type { Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { mistakesAt } from "../../forms/mistakes-at.ts";
import { NumberField } from "../../forms/number-field.tsx";
import type { RecordDraft } from "../../forms/record-draft.ts";
import { isSamePrior, namedPriors, type Prior, priorText } from "./priors.ts";

interface PriorFieldProps {
  prior: RecordDraft;
  mistakes: readonly Mistake[];
  onEdit: (prior: RecordDraft) => void;
  onChange: (prior: RecordDraft) => void;
  onCommit: () => void;
}

/** The Beta prior of every variant's rate: one with a name, or α and β of one's own. */
export function PriorField({ prior, mistakes, onEdit, onChange, onCommit }: PriorFieldProps) {
  const wrong = mistakesAt(mistakes, "/prior", true);
  const given = wrong.length === 0 ? (prior as unknown as Prior) : undefined;
  const named = given && namedPriors.find((each) => isSamePrior(each.prior, given));
  return (
    <details className="decide-prior" open={wrong.length > 0 || undefined}>
      <summary>Prior: {given ? (named?.label ?? `Beta(${given.alpha}, ${given.beta})`) : "not valid yet"}</summary>
      <div className="row">
        {namedPriors.map(({ label, prior: of }) => (
          <button
            key={label}
            type="button"
            className="compact"
            aria-pressed={of === named?.prior}
            onClick={() => onChange({ ...of })}
          >
            {label}
          </button>
        ))}
      </div>
      <div className="decide-prior-fields">
        {(["alpha", "beta"] as const).map((name) => (
          <NumberField
            key={name}
            label={name === "alpha" ? "Prior α: conversions" : "Prior β: others"}
            value={prior[name]}
            mistakes={mistakesAt(mistakes, `/prior/${name}`)}
            onChange={(value) => onEdit({ ...prior, [name]: value })}
            onCommit={onCommit}
          />
        ))}
      </div>
      {given && (
        <p className="hint">
          {named?.says} {priorText(given)}
        </p>
      )}
    </details>
  );
}
