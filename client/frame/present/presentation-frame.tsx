import { type ReactNode, useEffect, useState } from "react";
import { AppearanceMenu } from "../appearance-menu.tsx";
import type { Presenting } from "./presenting.ts";
import { usePresentKeys } from "./use-present-keys.ts";
import { useSwipe } from "./use-swipe.ts";
import "./presentation.css";

interface FrameProps extends Omit<Presenting, "screen"> {
  /** The number of the screen, from 1, and how many there are. */
  place: number;
  count: number;
  children: ReactNode;
}

/** What every screen of a presentation has: its position, buttons, keys and swipes. */
export function PresentationFrame({ place, count, show, leave, children }: FrameProps) {
  const go = (to: number) => show(Math.min(Math.max(to, 1), count));
  const next = () => go(place + 1);
  const previous = () => go(place - 1);
  usePresentKeys({ next, previous, first: () => go(1), last: () => go(count), leave });
  const swipe = useSwipe(next, previous);
  return (
    <section className="presentation" aria-label="Presentation" {...swipe}>
      {children}
      <nav className="presentation-bar no-print" aria-label="Screens">
        <button type="button" aria-label="Previous screen" disabled={place === 1} onClick={previous}>
          ‹
        </button>{" "}
        <span className="number">
          {place} of {count}
        </span>{" "}
        <button type="button" aria-label="Next screen" disabled={place === count} onClick={next}>
          ›
        </button>{" "}
        <span className="presentation-rest">
          <AppearanceMenu /> <FullScreenButton leave={leave} />{" "}
          <button type="button" aria-label="Leave the presentation" onClick={leave}>
            ✕
          </button>
        </span>
      </nav>
    </section>
  );
}

/** Shown where the browser can fill the screen and does not yet. The end of full screen, as by Escape, leaves. */
function FullScreenButton({ leave }: Pick<Presenting, "leave">) {
  const [isFull, setIsFull] = useState(() => document.fullscreenElement !== null);
  useEffect(() => {
    const changed = () => {
      setIsFull(document.fullscreenElement !== null);
      if (!document.fullscreenElement) leave();
    };
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, [leave]);
  if (isFull || !document.fullscreenEnabled) return null;
  return (
    <button
      type="button"
      className="full-screen"
      onClick={() => {
        document.documentElement.requestFullscreen().catch(() => {
          // The window is as large as it can be.
        });
      }}
    >
      Full screen
    </button>
  );
}
