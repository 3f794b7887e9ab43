import type { Mistake } from "../../experiments/mistakes/mistakes.ts";

interface FieldMistakesProps {
  id: string;
  mistakes: readonly Mistake[];
}

/** What is wrong with a field, below it, in the words of the API. */
export function FieldMistakes({ id, mistakes }: FieldMistakesProps) {
  if (mistakes.length === 0) return null;
  return (
    <div id={id} className="error">
      {mistakes.map(({ code, detail }) => (
        <p key={code + detail} className="error">
          {detail}
        </p>
      ))}
    </div>
  );
}
