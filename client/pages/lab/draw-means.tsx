import { useState } from "react";
import { limits } from "../../../experiments/limits.ts";
import { ListsAllowed } from "../../forms/lists-allowed.ts";
import { NumberField } from "../../forms/number-field.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { formatCount } from "../../text/number-format.ts";
import { drawMeans } from "./bandit-presets.ts";

interface DrawMeansProps {
  /** The current number of arms. */
  count: number;
  bounds: { minimum?: number; maximum?: number };
  onDraw: (means: number[]) => void;
}

/** Random means; equal seeds give equal means. */
export function DrawMeans({ count, bounds, onDraw }: DrawMeansProps) {
  const [arms, setArms] = useState<unknown>(count);
  const [seed, setSeed] = useState("1");
  const fits = typeof arms === "number" && Number.isInteger(arms) && arms >= 1 && arms <= limits.arms;
  const mistakes = fits ? [] : [`Enter a whole number from 1 to ${formatCount(limits.arms)}.`];
  return (
    <details className="lab-draw">
      <summary>Draw random means</summary>
      <div className="lab-fields">
        {/* No number of the experiment, so no list either. */}
        <ListsAllowed value={false}>
          <NumberField label="Arms, K" integer value={arms} mistakes={mistakes} onChange={setArms} onCommit={ignore} />
        </ListsAllowed>
        <TextField label="Seed of the draw" value={seed} onChange={setSeed} onCommit={ignore} />
      </div>
      <button
        type="button"
        className="compact"
        disabled={!fits}
        onClick={() => fits && onDraw(drawMeans(arms, seed, bounds))}
      >
        Draw
      </button>
    </details>
  );
}

function ignore() {}
