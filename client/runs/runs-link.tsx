import { useEffect, useState } from "react";
import { Link, useLocation } from "wouter";
import { twice } from "../loading/twice.ts";
import "./runs-link.css";

/** The header's link to the runs of this browser, with how many are running. */
export function RunsLink() {
  const [location] = useLocation();
  const running = useRunningCount();
  const current = location === "/runs" ? "page" : location.startsWith("/runs/") ? "true" : undefined;
  return (
    <Link href="/runs" className="runs-link" aria-current={current}>
      Runs{running > 0 && ` (${running} running)`}
    </Link>
  );
}

/** The list of runs is fetched after the page is shown; the link works without the count. */
function useRunningCount(): number {
  const [running, setRunning] = useState(0);
  useEffect(() => {
    let stop = () => {};
    let hasEnded = false;
    twice(() => import("./watch-running.ts")).then(
      ({ watchRunning }) => {
        if (!hasEnded) stop = watchRunning(setRunning);
      },
      () => {},
    );
    return () => {
      hasEnded = true;
      stop();
    };
  }, []);
  return running;
}
