import { useId, useState } from "react";
import type { Mistake } from "../../../experiments/mistakes.ts";
import { FieldMistakes } from "../../forms/field-mistakes.tsx";
import { listMistake, listText, numbersFromList } from "../../forms/number-list.ts";
import { mistakesAt } from "./spec-draft.ts";

interface ArmsTextProps {
  values: unknown[];
  pointer: string;
  mistakes: readonly Mistake[];
  onEdit: (values: unknown[]) => void;
  onCommit: () => void;
}

const MOST_SHOWN = 3;

/** Many arms as a list of numbers. */
export function ArmsText({ values, pointer, mistakes, onEdit, onCommit }: ArmsTextProps) {
  const id = useId();
  const [typed, setTyped] = useState(() => listText(values));
  const meant = numbersFromList(typed);
  const same = meant.length === values.length && meant.every((value, index) => Object.is(value, values[index]));
  const inside = mistakesAt(mistakes, pointer, true).filter((mistake) => mistake.pointer !== pointer);
  const explained = inside.slice(0, MOST_SHOWN).map((mistake) => {
    const place = mistake.pointer.slice(pointer.length + 1);
    const detail = listMistake(values[Number(place)]) ?? mistake.detail;
    return { ...mistake, detail: `Arm ${Number(place) + 1}: ${detail}` };
  });
  return (
    <div className="field">
      <label htmlFor={id}>Means of the {values.length} arms, separated by spaces or commas</label>
      <textarea
        id={id}
        rows={6}
        value={same ? typed : listText(values)}
        aria-invalid={inside.length > 0 || undefined}
        aria-describedby={inside.length > 0 ? `${id}-mistakes` : undefined}
        onChange={(event) => {
          setTyped(event.target.value);
          onEdit(numbersFromList(event.target.value));
        }}
        onBlur={onCommit}
      />
      <FieldMistakes id={`${id}-mistakes`} mistakes={explained} />
    </div>
  );
}
