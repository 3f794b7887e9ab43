import { type ReactNode, useEffect, useRef } from "react";
import { PresentationFrame } from "./presentation-frame.tsx";
import type { Presenting } from "./presenting.ts";

/** One idea of a presentation. */
export interface Screen {
  title: string;
  content: ReactNode;
}

interface PresentationProps extends Presenting {
  screens: readonly Screen[];
}

/** Screens one by one, in place of the page. The heading of a new screen gets the focus. */
export function Presentation({ screens, screen = 1, ...presenting }: PresentationProps) {
  const place = Math.min(screen, screens.length);
  return (
    <PresentationFrame {...presenting} place={place} count={screens.length}>
      <ScreenView key={place} {...screens[place - 1]} />
    </PresentationFrame>
  );
}

function ScreenView({ title, content }: Screen) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current!.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  return (
    <div className="screen">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {content}
    </div>
  );
}
