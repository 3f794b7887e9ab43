import { useEffect } from "react";
import { Link, useLocation } from "wouter";
import { followRuns } from "./follow-runs.ts";
import { isRunning } from "./run-record.ts";
import { useRuns } from "./use-runs.ts";

/** The header's link to the runs of this browser, with how many are running. */
export function RunsLink() {
  const [location] = useLocation();
  const running = useRuns().records.filter(isRunning).length;
  useEffect(followRuns, []);
  const isHere = location === "/runs" || location.startsWith("/runs/");
  return (
    <Link href="/runs" aria-current={location === "/runs" ? "page" : undefined} data-section={isHere || undefined}>
      Runs{running > 0 && ` (${running} running)`}
    </Link>
  );
}

/** The title of a page about runs; undefined for other pages. */
export function runsTitle(location: string): string | undefined {
  if (location === "/compare") return "Compare runs";
  if (location === "/runs") return "Runs";
  return location.startsWith("/runs/") ? "Run" : undefined;
}
