import type { Mistake } from "../../../../experiments/mistakes/mistakes.ts";
import { FieldMistakes } from "../../../forms/field-mistakes.tsx";
import { mistakesAt } from "../../../forms/mistakes-at.ts";
import { NumberField } from "../../../forms/number-field.tsx";
import { TextField } from "../../../forms/text-field.tsx";
import { offeredPolicies } from "../policies.ts";
import { LONGEST, MOST_ARMS } from "../spec.ts";
import type { PlayDraft } from "./spec.ts";

interface PlayFormProps {
  draft: PlayDraft;
  mistakes: readonly Mistake[];
  /** A change of the game itself starts it anew. */
  onRestart: (change: Partial<PlayDraft>) => void;
  onAgainst: (kinds: string[]) => void;
  onCommit: () => void;
}

/** The arms, pulls and seed of a game, and the policies that it is compared with. */
export function PlayForm({ draft, mistakes, onRestart, onAgainst, onCommit }: PlayFormProps) {
  const { against, means } = draft;
  const toggle = (kind: string) =>
    onAgainst(against.includes(kind) ? against.filter((other) => other !== kind) : [...against, kind]);
  const names = offeredPolicies.filter(({ value }) => against.includes(value)).map(({ label }) => label);
  const wrong = mistakesAt(mistakes, "/against");
  return (
    <form className="card step-form" aria-label="Game" onSubmit={(event) => event.preventDefault()}>
      {means === undefined && (
        <NumberField
          label="Arms"
          value={draft.arms}
          integer
          mistakes={mistakesAt(mistakes, "/arms")}
          hint={`2 to ${MOST_ARMS}`}
          onChange={(arms) => onRestart({ arms })}
          onCommit={onCommit}
        />
      )}
      <NumberField
        label="Pulls"
        value={draft.pulls}
        integer
        mistakes={mistakesAt(mistakes, "/pulls")}
        hint={`Up to ${LONGEST}`}
        onChange={(pulls) => onRestart({ pulls })}
        onCommit={onCommit}
      />
      <TextField
        label="Seed"
        value={draft.seed}
        mistakes={mistakesAt(mistakes, "/seed")}
        hint={means === undefined ? "Decides the hidden means and all rewards" : "Decides all rewards"}
        onChange={(seed) => onRestart({ seed })}
        onCommit={onCommit}
      />
      <details className="play-policies">
        <summary>Compare with: {names.length === 0 ? "nobody" : names.join(", ")}</summary>
        <fieldset>
          <legend className="visually-hidden">Policies to compare with</legend>
          {offeredPolicies.map(({ value, label }) => (
            <label key={value} className="choice">
              <input type="checkbox" checked={against.includes(value)} onChange={() => toggle(value)} /> {label}
            </label>
          ))}
        </fieldset>
      </details>
      <FieldMistakes id="play-against" mistakes={wrong} />
    </form>
  );
}
