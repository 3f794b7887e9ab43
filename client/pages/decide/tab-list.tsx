import { Fragment, type KeyboardEvent, useRef } from "react";
import { Link } from "wouter";
import { searchOfTab, type Tab, tabs } from "./tabs.ts";

interface TabListProps {
  current: Tab;
  /** The query of the address, whose rows every tab shows. */
  search: string;
  /** The id of the element that shows the tab. */
  panel: string;
}

/** Where the keys of a tab list lead, from one of so many tabs. */
const STEPS: Partial<Record<string, (at: number, count: number) => number>> = {
  ArrowLeft: (at, count) => (at + count - 1) % count,
  ArrowRight: (at, count) => (at + 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** The tabs as links: arrow keys move between them, Enter or Space opens one, and each is an address. */
export function TabList({ current, search, panel }: TabListProps) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const links = [...list.current!.querySelectorAll("a")];
    const at = links.indexOf(event.target as HTMLAnchorElement);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = STEPS[event.key];
    if (event.key === " ") links[at].click();
    else if (step) links[step(at, links.length)].focus();
    else return;
    event.preventDefault();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the tabs inside have the focus
    <div ref={list} className="tabs no-print" role="tablist" aria-label="Views of the same rows" onKeyDown={onKeyDown}>
      {tabs.map(({ id, label }) => (
        <Fragment key={id}>
          <Link
            href={`/decide${searchOfTab(id, search)}`}
            role="tab"
            id={`tab-${id}`}
            aria-selected={id === current}
            aria-controls={panel}
            tabIndex={id === current ? 0 : -1}
          >
            {label}
          </Link>{" "}
        </Fragment>
      ))}
    </div>
  );
}
