import { type ReactNode, useState } from "react";
import type { Mistake } from "../../experiments/mistakes.ts";
import { numberFromText, shownText } from "./number-text.ts";
import { TextField } from "./text-field.tsx";

interface NumberFieldProps {
  label: ReactNode;
  value: unknown;
  integer?: boolean;
  mistakes?: readonly Mistake[];
  hint?: string;
  className?: string;
  onChange: (value: unknown) => void;
  onCommit: () => void;
}

/** A labelled number. What is no number is handed on as it was typed: the schema says what is wrong with it. */
export function NumberField({ value, integer = false, onChange, ...rest }: NumberFieldProps) {
  const [typed, setTyped] = useState("");
  return (
    <TextField
      {...rest}
      inputMode={integer ? "numeric" : "decimal"}
      value={shownText(typed, value)}
      onChange={(text) => {
        setTyped(text);
        onChange(numberFromText(text));
      }}
    />
  );
}
