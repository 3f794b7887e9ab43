import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from "react";
import type { PastedCell, PasteOutcome } from "./table-paste.ts";
import "./use-block-paste.css";

interface BlockPaste<State> {
  /** The table, which Undo goes back to. */
  state: State;
  /** Undefined for what is no block of cells: it goes into its field as any paste does. */
  paste: (text: string, cell: PastedCell) => PasteOutcome<State> | undefined;
  apply: (state: State) => void;
}

/** What makes a table one to paste into: handlers for the element around it, a button and a line to put below it. */
export type TablePaste = ReturnType<typeof useBlockPaste>;

interface Done<State> {
  said: string;
  /** What Undo goes back to, where there is something to undo. */
  before?: State;
  /** The table that this is said of: once it is edited, there is nothing more to say. */
  after: string;
}

/**
 * Pasting a block of cells into a table: by the keyboard anywhere inside it, or by a button. What was done is said, and
 * is undone by a button or by Ctrl+Z until the table is edited again.
 */
export function useBlockPaste<State>({ state, paste, apply }: BlockPaste<State>) {
  const [done, setDone] = useState<Done<State> | null>(null);
  const status = useRef<HTMLOutputElement>(null);
  const now = JSON.stringify(state);
  const current = done?.after === now ? done : null;
  const take = (text: string, cell: PastedCell): boolean => {
    const outcome = paste(text, cell);
    if (!outcome) return false;
    const changed = outcome.state;
    setDone({ said: outcome.said, after: changed ? JSON.stringify(changed) : now, before: changed && state });
    if (changed) apply(changed);
    keepFocus();
    return true;
  };
  const say = (said: string) => setDone({ said, after: now });
  const undo = () => {
    if (current?.before === undefined) return;
    setDone({ said: "The paste is undone.", after: JSON.stringify(current.before) });
    apply(current.before);
    keepFocus();
  };
  // The cell that had the focus may be gone with its row, and the button with what it undid.
  const keepFocus = () =>
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) status.current?.focus();
    });
  return {
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
              say("The browser does not show the clipboard to buttons: click into the table and paste there.");
            else if (!take(text, { row: 0 })) say("The clipboard holds no rows of a table.");
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

/** Undefined where the browser does not give it. */
async function clipboardText(): Promise<string | undefined> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    return undefined;
  }
}

/** Inputs of a table say where they are: "2 mean". */
function cellOf(target: EventTarget): PastedCell {
  const cell = target instanceof HTMLElement ? target.dataset.cell : undefined;
  const [row, column] = cell?.split(" ") ?? [];
  return { row: Number(row ?? 0), column };
}
