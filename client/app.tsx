import { Suspense, useEffect, useLayoutEffect, useRef } from "react";
import { matchRoute, Route, Switch, useLocation, useRouter, useSearch } from "wouter";
import { TypesettingNotice } from "./components/typesetting-notice.tsx";
import { Footer } from "./frame/footer.tsx";
import { Header } from "./frame/header.tsx";
import { leaveMovedAddress, showHead } from "./frame/page-head.ts";
import { FailureBoundary } from "./loading/failure-boundary.tsx";
import { pageComponents } from "./page-components.ts";
import { moved, noPage, type Page, pageTable } from "./page-table.ts";
import { noteVisit } from "./pages/learn/visited.ts";
import { NotFoundPage } from "./pages/not-found-page.tsx";

const routes = pageTable.map(({ path }) => <Route key={path} path={path} component={pageComponents[path]} />);
/** Links to old addresses lead on, too. */
const oldRoutes = Object.keys(moved).map((path) => <Route key={path} path={path} component={MovedPage} />);

function MovedPage() {
  useLayoutEffect(leaveMovedAddress, []);
  return null;
}

/** The frame of every page: header, page and footer. */
export function App() {
  const [location] = useLocation();
  const { parser } = useRouter();
  const page = pageTable.find(({ path }) => matchRoute(parser, path, location)[0]);
  usePageChange(location, page);
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <Header />
      <main id="main" tabIndex={-1}>
        <TypesettingNotice />
        <Content page={page} />
      </main>
      <Footer />
    </>
  );
}

/** The page of the address. Its failures leave the frame usable. */
function Content({ page }: { page: Page | undefined }) {
  const [location] = useLocation();
  const search = useSearch();
  return (
    <FailureBoundary name={page ? `The ${page.name} page` : "This page"} isPage address={`${location}?${search}`}>
      <Suspense fallback={<output>Loading…</output>}>
        <Switch>
          {routes}
          {oldRoutes}
          <Route component={NotFoundPage} />
        </Switch>
      </Suspense>
    </FailureBoundary>
  );
}

/** Sets title and description; scrolls and focuses the top of a page that a link opens. */
function usePageChange(location: string, page: Page | undefined): void {
  const shown = useRef(location);
  useEffect(() => {
    showHead(page ?? noPage);
    if (page) noteVisit(page.path);
    if (shown.current === location) return;
    shown.current = location;
    scrollTo(0, 0);
    document.querySelector<HTMLElement>("#main")!.focus({ preventScroll: true });
  }, [location, page]);
}
