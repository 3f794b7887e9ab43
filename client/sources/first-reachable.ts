import type { RunSource } from "./run-source.ts";

/**
 * A source that runs on the server, or in this browser if the server cannot be reached. Every run tries the server first;
 * a run that has begun in the browser stays there.
 */
export function firstReachable(server: RunSource, browser: RunSource): RunSource {
  return (spec, tell) => {
    let isCancelled = false;
    let run = server(spec, (news) => {
      // A run that was cancelled meanwhile does not move to the browser.
      if (news.type === "failed" && news.trouble.kind === "unreachable" && !isCancelled) {
        tell({ type: "moved", place: "browser" });
        run = browser(spec, tell);
      } else tell(news);
    });
    return {
      cancel: () => {
        isCancelled = true;
        run.cancel();
      },
      leave: () => run.leave(),
    };
  };
}
