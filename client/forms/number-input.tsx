import { type ComponentProps, useContext, useId, useState } from "react";
import { ListsAllowed } from "./lists-allowed.ts";
import { numberFromText, shownText } from "./number-text.ts";
import { understoodText } from "./number-words.ts";
import "./number-input.css";
import { understoodValues } from "./value-list.ts";

interface NumberInputProps extends Pick<
  ComponentProps<"input">,
  "aria-label" | "onKeyDown" | "placeholder" | "disabled"
> {
  id?: string;
  value: unknown;
  /** A whole number: no fraction and no percentage. */
  whole: boolean;
  wrong: boolean;
  /** Ids of other descriptions of the input. */
  describedBy?: string;
  /** Its place in a table: "2 mean". */
  cell?: string;
  onChange: (value: unknown) => void;
  /** Called when the field is left. */
  onCommit: () => void;
}

/**
 * A number input with a note below it on how the text was understood: "= 1,000". The note shows while typing, because one
 * that appeared on blur would move the button being clicked; screen readers hear it on blur. A text that is not a number
 * is passed on as typed, for the schema to refuse; where lists are allowed, one that lists values counts them.
 */
export function NumberInput(props: NumberInputProps) {
  const { id, value, whole, wrong, describedBy = "", cell, onChange, onCommit, ...rest } = props;
  const noteId = useId();
  const [typed, setTyped] = useState("");
  const [isLeft, setLeft] = useState(false);
  const text = shownText(typed, value, { whole });
  const allowsLists = useContext(ListsAllowed);
  const understood = understoodText(text, { whole }) || (allowsLists ? understoodValues(text) : "");
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
          // The browser would drop line breaks and join "12" and "400" to 12400.
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
