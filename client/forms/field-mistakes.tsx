import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { adviceOn } from "../text/mistakes.ts";

interface FieldMistakesProps {
  id: string;
  /** Mistakes of the field, or what to say of them. */
  mistakes: readonly (Mistake | string)[];
}

/** What to do about the mistakes of a field, below it. */
export function FieldMistakes({ id, mistakes }: FieldMistakesProps) {
  const texts = new Set(mistakes.map((mistake) => (typeof mistake === "string" ? mistake : adviceOn(mistake))));
  if (texts.size === 0) return null;
  return (
    <div id={id} className="error">
      {[...texts].map((text) => (
        <p key={text} className="error">
          {text}
        </p>
      ))}
    </div>
  );
}
