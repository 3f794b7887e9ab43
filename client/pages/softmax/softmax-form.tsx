import type { Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { mistakesAt } from "../../forms/mistakes-at.ts";
import { NumberField } from "../../forms/number-field.tsx";
import { NumbersField } from "../../forms/numbers-field.tsx";
import { postsSpec, type SoftmaxDraft, withInputs } from "./spec.ts";

export interface FormProps {
  draft: SoftmaxDraft;
  mistakes: readonly Mistake[];
  onEdit: (draft: SoftmaxDraft) => void;
  onCommit: () => void;
}

/** x, W and the observed class. */
export function SoftmaxForm({ draft, mistakes, onEdit, onCommit }: FormProps) {
  const whole = (next: SoftmaxDraft) => {
    onEdit(next);
    onCommit();
  };
  return (
    <section className="card softmax-form" aria-labelledby="inputs">
      <h2 id="inputs">Inputs</h2>
      <div className="softmax-fields">
        <NumbersField
          label="x, the inputs"
          values={draft.x}
          entry="input"
          pointer="/x"
          mistakes={mistakes}
          rows={1}
          onChange={(x) => onEdit(withInputs(draft, x))}
          onCommit={onCommit}
        />
        {draft.weights.map((row, j) => (
          <NumbersField
            // oxlint-disable-next-line react/no-array-index-key -- a row is its place
            key={j}
            label={`W, row ${j + 1}: weights of input ${j + 1}`}
            values={row}
            entry="class"
            pointer={`/weights/${j}`}
            mistakes={mistakes}
            rows={1}
            onChange={(weights) => onEdit({ ...draft, weights: draft.weights.with(j, weights) })}
            onCommit={onCommit}
          />
        ))}
        <NumberField
          label="y, the observed class"
          value={draft.target}
          integer
          mistakes={mistakesAt(mistakes, "/target")}
          onChange={(target) => onEdit({ ...draft, target })}
          onCommit={onCommit}
        />
      </div>
      <button type="button" onClick={() => whole({ ...draft, ...layerOfPosts })}>
        Use the posts’ numbers
      </button>
    </section>
  );
}

const { x, weights, target } = postsSpec;
const layerOfPosts = { x, weights, target };
