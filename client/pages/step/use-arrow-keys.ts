import { useEffect, useRef } from "react";

/** Calls with −1 or 1 for the arrow keys, except where they belong to a field or scroll a box. */
export function useArrowKeys(onMove: (move: number) => void): void {
  const move = useRef(onMove);
  useEffect(() => {
    move.current = onMove;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      const isElsewhere =
        event.target instanceof Element && event.target.closest("input, select, textarea, [role=group]");
      if (step === undefined || isElsewhere || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      move.current(step);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}
