import { lazy, Suspense, useEffect, useRef } from "react";
import { Link, Route, Switch, useLocation } from "wouter";
import icon from "./icon.svg";
import { StartPage } from "./pages/start-page.tsx";

const LecturePage = lazy(() =>
  import("./pages/lecture-page.tsx").then(({ LecturePage }) => ({ default: LecturePage })),
);
const CalculatorPage = lazy(() =>
  import("./pages/calculator-page.tsx").then(({ CalculatorPage }) => ({ default: CalculatorPage })),
);
const LabPage = lazy(() => import("./pages/lab-page.tsx").then(({ LabPage }) => ({ default: LabPage })));

const pages = [
  { path: "/lecture", label: "Lecture" },
  { path: "/lab", label: "Lab" },
  { path: "/calculator", label: "Calculator" },
];

/** The frame around every page: navigation, the page, and the way to the API. */
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
          </Link>
          <nav aria-label="Pages">
            {pages.map(({ path, label }) => (
              <Link key={path} href={path} aria-current={location === path ? "page" : undefined}>
                {label}
              </Link>
            ))}
            <a href="/api/docs/">API</a>
          </nav>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<output>Loading…</output>}>
          <Switch>
            <Route path="/" component={StartPage} />
            <Route path="/lecture" component={LecturePage} />
            <Route path="/lab" component={LabPage} />
            <Route path="/calculator" component={CalculatorPage} />
            <Route>
              <h1>No such page</h1>
              <p>
                <Link href="/">Back to the start</Link>
              </p>
            </Route>
          </Switch>
        </Suspense>
      </main>
    </>
  );
}

/** Names the document after the page; a page that a link opens is shown and read from its top. */
function usePageChange(location: string): void {
  const shown = useRef(location);
  useEffect(() => {
    const page = pages.find(({ path }) => path === location);
    document.title = page ? `${page.label} · Bandit Lab` : "Bandit Lab";
    if (shown.current === location) return;
    shown.current = location;
    scrollTo(0, 0);
    document.querySelector<HTMLElement>("#main")!.focus({ preventScroll: true });
  }, [location]);
}
