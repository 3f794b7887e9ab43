import { useEffect, useId, useRef } from "react";

/** A key of a page, or a name for several that an element listens to itself. */
export interface Shortcut {
  /** As in `KeyboardEvent.key`; a letter is a small one. */
  key: string;
  /** The key's name for users; by default the key itself, a letter as a capital. */
  label?: string;
  /** What it does, in a few words. */
  does: string;
  /** Undefined while the key does nothing. */
  act?: () => void;
}

/** The shortcuts of all that is shown now. */
const shown = new Map<string, readonly Shortcut[]>();

export function shownShortcuts(): Shortcut[] {
  return [...shown.values()].flat();
}

/** Single-key shortcuts of what is shown, off inside inputs, selects and dialogs. The help dialog lists them. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const id = useId();
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
    shown.set(id, shortcuts);
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const target = event.target as Element | null;
      if (target?.closest("input, select, textarea, dialog, [contenteditable]")) return;
      const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const action = latest.current.find(({ key }) => key === pressed)?.act;
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
      shown.delete(id);
    };
  }, [id]);
}
