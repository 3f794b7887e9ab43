import type { TouchEvent } from "react";
import { useRef } from "react";

const LEAST_PIXELS = 50;

/** Calls for a swipe to the left (next) and to the right (previous), except inside a box that scrolls sideways. */
export function useSwipe(next: () => void, previous: () => void) {
  const start = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart: ({ touches, target }: TouchEvent) => {
      const isAlone = touches.length === 1 && !(target as Element).closest("[role=group], input");
      start.current = isAlone ? { x: touches[0].clientX, y: touches[0].clientY } : null;
    },
    onTouchEnd: ({ changedTouches }: TouchEvent) => {
      const touch = changedTouches[0];
      if (!start.current) return;
      const [right, down] = [touch.clientX - start.current.x, touch.clientY - start.current.y];
      start.current = null;
      if (Math.abs(right) < LEAST_PIXELS || Math.abs(right) < 2 * Math.abs(down)) return;
      if (right < 0) next();
      else previous();
    },
  };
}
