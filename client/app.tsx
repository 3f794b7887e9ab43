import { Fragment, Suspense, useEffect, useRef } from "react";
import { Link, Route, Switch, useLocation, useSearch } from "wouter";
import icon from "./icon.svg";
import { TypesettingNotice } from "./components/typesetting-notice.tsx";
import { FailureBoundary } from "./loading/failure-boundary.tsx";
import { lazyPart } from "./loading/lazy-part.tsx";
import { StartPage } from "./pages/start-page.tsx";
import { RunsLink, runsTitle } from "./runs/runs-link.tsx";

const LecturePage = lazyPart(async () => (await import("./pages/lecture-page.tsx")).LecturePage);
const CalculatorPage = lazyPart(async () => (await import("./pages/calculator-page.tsx")).CalculatorPage);
const DecidePage = lazyPart(async () => (await import("./pages/decide-page.tsx")).DecidePage);
const SoftmaxPage = lazyPart(async () => (await import("./pages/softmax-page.tsx")).SoftmaxPage);
const RunsPage = lazyPart(async () => (await import("./pages/runs-page.tsx")).RunsPage);
const RunPage = lazyPart(async () => (await import("./pages/run-page.tsx")).RunPage);
const ComparePage = lazyPart(async () => (await import("./pages/compare-page.tsx")).ComparePage);
const StepPage = lazyPart(async () => (await import("./pages/step-page.tsx")).StepPage);
const LabPage = lazyPart(async () => (await import("./pages/lab-page.tsx")).LabPage);

const pages = [
  { path: "/lecture", label: "Lecture" },
  { path: "/lab", label: "Lab" },
  { path: "/decide", label: "Decide" },
  { path: "/calculator", label: "Calculator" },
];

/** The frame of every page: header, navigation and the page. */
export function App() {
  const [location] = useLocation();
  usePageChange(location);
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <header className="site-header">
        <div className="site-header-row">
          <Link href="/" className="brand">
            <img src={icon} alt="" width="22" height="22" />
            Bandit Lab
          </Link>{" "}
          <nav aria-label="Pages">
            {pages.map(({ path, label }) => (
              <Fragment key={path}>
                <Link href={path} aria-current={location === path ? "page" : undefined}>
                  {label}
                </Link>{" "}
              </Fragment>
            ))}
            <a href="/api/docs/">API</a> <RunsLink />
          </nav>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <TypesettingNotice />
        <Page />
      </main>
    </>
  );
}

/** The page of the address. Its failures leave the header usable. */
function Page() {
  const [location] = useLocation();
  const search = useSearch();
  const page = pages.find(({ path }) => path === location);
  return (
    <FailureBoundary name={page ? `The ${page.label} page` : "This page"} isPage address={`${location}?${search}`}>
      <Suspense fallback={<output>Loading…</output>}>
        <Switch>
          <Route path="/" component={StartPage} />
          <Route path="/lecture" component={LecturePage} />
          <Route path="/decide" component={DecidePage} />
          <Route path="/learn/step" component={StepPage} />
          <Route path="/learn/softmax" component={SoftmaxPage} />
          <Route path="/lab" component={LabPage} />
          <Route path="/calculator" component={CalculatorPage} />
          <Route path="/runs" component={RunsPage} />
          <Route path="/runs/:id" component={RunPage} />
          <Route path="/compare" component={ComparePage} />
          <Route>
            <h1>Page not found</h1>
            <p>
              <Link href="/">Back to the start</Link>
            </p>
          </Route>
        </Switch>
      </Suspense>
    </FailureBoundary>
  );
}

/** Sets the document title; scrolls and focuses the top of a page that a link opens. */
function usePageChange(location: string): void {
  const shown = useRef(location);
  useEffect(() => {
    const page = pages.find(({ path }) => path === location);
    const label = page?.label ?? runsTitle(location);
    document.title = label ? `${label} · Bandit Lab` : "Bandit Lab";
    if (shown.current === location) return;
    shown.current = location;
    scrollTo(0, 0);
    document.querySelector<HTMLElement>("#main")!.focus({ preventScroll: true });
  }, [location]);
}
