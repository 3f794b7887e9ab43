import { type ReactNode, useEffect, useRef, useState } from "react";
import { PresentationFrame } from "./presentation-frame.tsx";
import type { Presenting } from "./presenting.ts";

interface PresentedSectionsProps extends Presenting {
  /** The title of the page, above every screen. */
  title: string;
  /** The page's sections, each with a heading: a screen each. */
  children: ReactNode;
}

/** The sections of a page one by one. Paper has all of them. */
export function PresentedSections({ title, screen = 1, children, ...presenting }: PresentedSectionsProps) {
  const box = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(screen);
  const place = Math.min(screen, count);
  useEffect(() => {
    const sections = [...box.current!.querySelectorAll("section")];
    setCount(sections.length);
    sections.forEach((section, index) => section.toggleAttribute("data-other", index !== place - 1));
    const heading = sections[place - 1]?.querySelector<HTMLElement>("h2");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [place]);
  return (
    <PresentationFrame {...presenting} place={place} count={count}>
      <div className="screen presented-sections" ref={box}>
        <h1>{title}</h1>
        {children}
      </div>
    </PresentationFrame>
  );
}
