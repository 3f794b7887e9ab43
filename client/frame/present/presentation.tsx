import { type ReactNode, useEffect, useRef, useState } from "react";
import { AppearanceMenu } from "../appearance-menu.tsx";
import type { Presenting } from "./presenting.ts";
import { usePresentKeys } from "./use-present-keys.ts";
import { useSwipe } from "./use-swipe.ts";
import "./presentation.css";

/** One idea of a presentation. */
export interface Screen {
  title: string;
  content: ReactNode;
}

interface PresentationProps extends Presenting {
  screens: readonly Screen[];
}

/** Screens one by one, in place of the page: by keys, buttons or swipes. The heading of a new screen gets the focus. */
export function Presentation({ screens, screen = 1, show, leave }: PresentationProps) {
  const place = Math.min(screen, screens.length);
  const go = (to: number) => show(Math.min(Math.max(to, 1), screens.length));
  const next = () => go(place + 1);
  const previous = () => go(place - 1);
  usePresentKeys({ next, previous, first: () => go(1), last: () => go(screens.length), leave });
  const swipe = useSwipe(next, previous);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current!.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [place]);
  const { title, content } = screens[place - 1];
  return (
    <section className="presentation no-print" aria-label="Presentation" {...swipe}>
      <div className="screen" key={place}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {content}
      </div>
      <nav className="presentation-bar" aria-label="Screens">
        <button type="button" aria-label="Previous screen" disabled={place === 1} onClick={previous}>
          ‹
        </button>{" "}
        <span className="number">
          {place} of {screens.length}
        </span>{" "}
        <button type="button" aria-label="Next screen" disabled={place === screens.length} onClick={next}>
          ›
        </button>{" "}
        <span className="presentation-rest">
          <AppearanceMenu /> <FullScreenButton leave={leave} />{" "}
          <button type="button" onClick={leave}>
            Leave
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
