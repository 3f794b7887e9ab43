import { Suspense } from "react";
import { useSearch } from "wouter/use-browser-location";
import { lazyPart } from "../loading/lazy-part.tsx";
import { SimpleTab } from "./decide/simple-tab.tsx";
import { TabList } from "./decide/tab-list.tsx";
import { type Tab, tabOf } from "./decide/tabs.ts";
import "./calculator/calculator.css";
import "./decide/decide.css";

/** What each tab shows. The code of the first is the page's, that of the others is fetched when they are opened. */
const contents: Record<Tab, React.ComponentType> = {
  simple: SimpleTab,
  posteriors: lazyPart(async () => (await import("./decide/posteriors-tab.tsx")).PosteriorsTab),
  digits: lazyPart(async () => (await import("./decide/digits-tab.tsx")).DigitsTab),
};

/** From the results of a test to a decision: in words, as posteriors, and with all digits. */
export function DecidePage() {
  const search = useSearch();
  const tab = tabOf(search);
  const Content = contents[tab];
  return (
    <>
      <TabList current={tab} search={search} panel="decide-panel" />
      <div id="decide-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        <Suspense fallback={<output>Loading…</output>}>
          <Content />
        </Suspense>
      </div>
    </>
  );
}
