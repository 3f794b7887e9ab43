import { useState } from "react";
import { listText, numbersFromList } from "./number-list.ts";

interface NumbersInputProps {
  id?: string;
  "aria-label"?: string;
  values: readonly unknown[];
  rows: number;
  wrong: boolean;
  /** Ids of other descriptions of the input. */
  describedBy?: string;
  /** Its place in a table: "2 means". */
  cell?: string;
  onChange: (values: unknown[]) => void;
  onCommit: () => void;
}

/** Numbers in one box, separated by spaces or commas. The typed text stays while it means the values. */
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
