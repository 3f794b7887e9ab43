import { Fragment } from "react";
import { Link, useLocation } from "wouter";
import { ScrollBox } from "../components/scroll-box.tsx";
import { pageTable } from "../page-table.ts";
import { RunsLink } from "../runs/runs-link.tsx";
import { AppearanceMenu } from "./appearance-menu.tsx";
import { Help } from "./help-dialog.tsx";

/** The header of every page: the pages, the appearance and the shortcuts. */
export function Header() {
  const [location] = useLocation();
  return (
    <header className="site-header">
      <div className="site-header-row">
        <Link href="/" className="brand">
          <img src="/icon.svg" alt="" width="22" height="22" />
          Bandit Lab
        </Link>{" "}
        <nav aria-label="Pages">
          <ScrollBox label="Pages" className="site-pages">
            {pageTable.map((page) =>
              "inHeader" in page ? (
                <Fragment key={page.path}>
                  <Link href={page.path} aria-current={currentOf(page.path, location)}>
                    {page.name}
                  </Link>{" "}
                </Fragment>
              ) : null,
            )}
            <a href="/api/docs/">API</a>
          </ScrollBox>
        </nav>
        <div className="site-controls">
          <RunsLink /> <AppearanceMenu /> <Help />
        </div>
      </div>
    </header>
  );
}

/** "page" on the page itself, "true" on one below it. */
function currentOf(path: string, location: string): "page" | "true" | undefined {
  if (location === path) return "page";
  return location.startsWith(`${path}/`) ? "true" : undefined;
}
