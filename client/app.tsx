import { lazy, Suspense } from "react";
import { Link, Route, Switch, useLocation } from "wouter";
import { StartPage } from "./pages/start-page.tsx";

const LecturePage = lazy(() =>
  import("./pages/lecture-page.tsx").then(({ LecturePage }) => ({ default: LecturePage })),
);
const LabPage = lazy(() => import("./pages/lab-page.tsx").then(({ LabPage }) => ({ default: LabPage })));

const pages = [
  { path: "/lecture", label: "Lecture" },
  { path: "/lab", label: "Lab" },
];

/** The frame around every page: navigation, the page, and the way to the API. */
export function App() {
  const [location] = useLocation();
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <header className="site-header">
        <Link href="/" className="brand">
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
      </header>
      <main id="main">
        <Suspense fallback={<p>Loading…</p>}>
          <Switch>
            <Route path="/" component={StartPage} />
            <Route path="/lecture" component={LecturePage} />
            <Route path="/lab" component={LabPage} />
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
