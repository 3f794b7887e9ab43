import { useEffect } from "react";
import { Link, useLocation } from "wouter";
import "./runs-link.css";
import { followRuns } from "./follow-runs.ts";
import { isRunning } from "./run-record.ts";
import { useRuns } from "./use-runs.ts";

/** The header's link to the runs of this browser, with how many are running. */
export function RunsLink() {
  const [location] = useLocation();
  const running = useRuns().records.filter(isRunning).length;
  useEffect(followRuns, []);
  const current = location === "/runs" ? "page" : location.startsWith("/runs/") ? "true" : undefined;
  return (
    <Link href="/runs" className="runs-link" aria-current={current}>
      Runs{running > 0 && ` (${running} running)`}
    </Link>
  );
}
