import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from "react";
import type { PastedCell, PasteOutcome } from "./table-paste.ts";
import "./use-block-paste.css";

interface BlockPaste<State> {
  /** The table, which Undo restores. */
  state: State;
  /** Undefined for a single cell, which goes into its field as usual. */
  paste: (text: string, cell: PastedCell) => PasteOutcome<State> | undefined;
  apply: (state: State) => void;
}

/** Handlers for the element around a table, a Paste button, and a status line to put below. */
export type TablePaste = Omit<ReturnType<typeof useBlockPaste>, "show">;

interface Done<State> {
  said: string;
  /** What is said once it is undone. */
  undone: string;
  /** The table that Undo restores, if any. */
  before?: State;
  /** The table that the message is about: an edit removes the message. */
  after: string;
}

/**
 * Pastes a block of cells into a table, by keyboard anywhere inside it or by a button. The result is reported and can be
 * undone, by a button or Ctrl+Z, until the table is edited again.
 */
export function useBlockPaste<State>({ state, paste, apply }: BlockPaste<State>) {
  const [done, setDone] = useState<Done<State> | null>(null);
  const status = useRef<HTMLOutputElement>(null);
  const now = JSON.stringify(state);
  const current = done?.after === now ? done : null;
  const take = (text: string, cell: PastedCell): boolean => {
    const outcome = paste(text, cell);
    if (outcome) show(outcome, "Paste undone.");
    return outcome !== undefined;
  };
  const show = ({ state: changed, said }: PasteOutcome<State>, undone: string) => {
    setDone({ said, undone, after: changed ? JSON.stringify(changed) : now, before: changed && state });
    if (changed) apply(changed);
    keepFocus();
  };
  const say = (said: string) => show({ said }, "");
  const undo = () => {
    if (current?.before === undefined) return;
    setDone({ said: current.undone, undone: "", after: JSON.stringify(current.before) });
    apply(current.before);
    keepFocus();
  };
  // The focused cell or button may have been removed.
  const keepFocus = () =>
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) status.current?.focus();
    });
  return {
    /** Shows and applies an outcome that came by another way than pasting, and what is said once it is undone. */
    show,
    handlers: {
      onPasteCapture: (event: ClipboardEvent<HTMLElement>) => {
        if (!take(event.clipboardData.getData("text/plain"), cellOf(event.target))) return;
        event.preventDefault();
        event.stopPropagation();
      },
      onKeyDownCapture: (event: KeyboardEvent<HTMLElement>) => {
        const isUndo = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
        if (!isUndo || current?.before === undefined) return;
        event.preventDefault();
        undo();
      },
    },
    button: (
      <button
        type="button"
        className="compact"
        onClick={() => {
          void clipboardText().then((text) => {
            if (text === undefined)
              say("Your browser blocks clipboard access for buttons. Click in the table and paste there.");
            else if (!take(text, { row: 0 })) say("The clipboard contains no table rows.");
          });
        }}
      >
        Paste rows
      </button>
    ),
    status: (
      <div className="paste-status">
        <output ref={status} tabIndex={-1}>
          {current?.said}
        </output>
        {current?.before !== undefined && (
          <button type="button" className="compact" onClick={undo}>
            Undo
          </button>
        )}
      </div>
    ),
  };
}

/** The text of the clipboard; undefined if the browser denies access. */
async function clipboardText(): Promise<string | undefined> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    return undefined;
  }
}

/** The place of an input in its table, from data-cell: "2 mean". */
function cellOf(target: EventTarget): PastedCell {
  const cell = target instanceof HTMLElement ? target.dataset.cell : undefined;
  const [row, column] = cell?.split(" ") ?? [];
  return { row: Number(row ?? 0), column };
}
