import type { CSSProperties } from "react";

interface CursorLineProps {
  /** Its position along the x axis, from 0 to 1. */
  at: number;
}

/** The chart cursor. It lies over the canvas, so that moving it redraws no chart. */
export function CursorLine({ at }: CursorLineProps) {
  return <div className="cursor-line" style={{ "--at": at } as CSSProperties} />;
}
