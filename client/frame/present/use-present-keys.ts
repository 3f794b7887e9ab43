import { useEffect, useEffectEvent } from "react";
import { useShortcuts } from "../shortcuts.ts";

interface Moves {
  next: () => void;
  previous: () => void;
  first: () => void;
  last: () => void;
  leave: () => void;
}

/** By `KeyboardEvent.key`; remote controls send PageDown and PageUp. */
const moveOf: Readonly<Record<string, keyof Moves>> = {
  ArrowRight: "next",
  PageDown: "next",
  " ": "next",
  ArrowLeft: "previous",
  PageUp: "previous",
  Home: "first",
  End: "last",
  Escape: "leave",
};

/** Keys that belong to an element that has the focus: all to a field, the arrows to a box that scrolls, Space to a button. */
const owners: Readonly<Record<string, string>> = {
  ArrowRight: "[role=group]",
  ArrowLeft: "[role=group]",
  " ": "a, button, summary, label",
  Escape: "details[open]",
};

/** The keys of a presentation; the help dialog lists them. */
export function usePresentKeys(moves: Moves): void {
  useShortcuts([
    { key: "ArrowRight", label: "→ PgDn Space", does: "next screen" },
    { key: "ArrowLeft", label: "← PgUp Shift+Space", does: "previous screen" },
    { key: "Home", label: "Home End", does: "first and last screen" },
    { key: "Escape", label: "Esc", does: "leave the presentation" },
  ]);
  const press = useEffectEvent((event: KeyboardEvent) => {
    const move = moveOf[event.key];
    if (move === undefined || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const owner = ["input, select, textarea, dialog", owners[event.key]].filter(Boolean).join(", ");
    if (event.target instanceof Element && event.target.closest(owner)) return;
    event.preventDefault();
    moves[event.key === " " && event.shiftKey ? "previous" : move]();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
}
