import { useState } from "react";
import { listText, numbersFromList } from "./number-list.ts";

interface NumbersInputProps {
  id?: string;
  "aria-label"?: string;
  values: readonly unknown[];
  rows: number;
  wrong: boolean;
  /** Ids of what is said about the input elsewhere. */
  describedBy?: string;
  /** Where it is in a table: "2 means". */
  cell?: string;
  onChange: (values: unknown[]) => void;
  onCommit: () => void;
}

/** Numbers in one box, parted by spaces or commas. What was typed stands as long as it means the values. */
export function NumbersInput({ values, wrong, describedBy, cell, onChange, onCommit, ...rest }: NumbersInputProps) {
  const [typed, setTyped] = useState(() => listText(values));
  const meant = numbersFromList(typed);
  const same = meant.length === values.length && meant.every((value, index) => Object.is(value, values[index]));
  return (
    <textarea
      {...rest}
      autoComplete="off"
      spellCheck={false}
      data-cell={cell}
      value={same ? typed : listText(values)}
      aria-invalid={wrong || undefined}
      aria-describedby={describedBy || undefined}
      onChange={({ target }) => {
        setTyped(target.value);
        onChange(numbersFromList(target.value));
      }}
      onBlur={onCommit}
    />
  );
}
