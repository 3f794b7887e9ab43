import { type ComponentProps, useId, useState } from "react";
import { numberFromText, shownText } from "./number-text.ts";
import { understoodText } from "./number-words.ts";
import "./number-input.css";

interface NumberInputProps extends Pick<
  ComponentProps<"input">,
  "aria-label" | "onKeyDown" | "placeholder" | "disabled"
> {
  id?: string;
  value: unknown;
  /** A count: no fraction and no percentage. */
  whole: boolean;
  wrong: boolean;
  /** Ids of what is said about the input elsewhere. */
  describedBy?: string;
  /** Where it is in a table: "2 mean". */
  cell?: string;
  onChange: (value: unknown) => void;
  /** The field was left: the edit is at its end. */
  onCommit: () => void;
}

/**
 * A line to type a number into, and below it what is understood where that is written otherwise: "= 1,000". It stands
 * there while one types, for a line that came with leaving the field would move the button that is being clicked;
 * screen readers hear it once the field is left. What is no number is handed on as it was typed: the schema says what
 * is wrong with it.
 */
export function NumberInput(props: NumberInputProps) {
  const { id, value, whole, wrong, describedBy = "", cell, onChange, onCommit, ...rest } = props;
  const noteId = useId();
  const [typed, setTyped] = useState("");
  const [isLeft, setLeft] = useState(false);
  const text = shownText(typed, value, { whole });
  const understood = understoodText(text, { whole });
  const type = (next: string) => {
    setTyped(next);
    setLeft(false);
    onChange(numberFromText(next, { whole }));
  };
  return (
    <>
      <input
        {...rest}
        id={id}
        type="text"
        inputMode={whole ? "numeric" : "decimal"}
        autoComplete="off"
        spellCheck={false}
        data-cell={cell}
        value={text}
        aria-invalid={wrong || undefined}
        aria-describedby={`${describedBy} ${understood && noteId}`.trim() || undefined}
        onChange={({ target }) => type(target.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData("text/plain").trim();
          if (!/[\t\r\n]/.test(pasted)) return;
          // The browser would leave line breaks out, and "12" above "400" would be 12400.
          event.preventDefault();
          type(pasted.replaceAll(/[\t\r\n]+/g, "; "));
        }}
        onBlur={() => {
          setLeft(true);
          onCommit();
        }}
      />
      {understood && (
        <span id={noteId} className="understood" aria-hidden="true">
          {understood}
        </span>
      )}
      <output htmlFor={id} className="visually-hidden">
        {isLeft && understood}
      </output>
    </>
  );
}
