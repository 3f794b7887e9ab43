import type { CSSProperties } from "react";

interface CursorLineProps {
  /** Where the cursor stands along the x axis, from 0 to 1. */
  at: number;
}

/** The chart cursor: lies over the chart, so that moving it draws nothing again. */
export function CursorLine({ at }: CursorLineProps) {
  return <div className="cursor-line" style={{ "--at": at } as CSSProperties} />;
}
