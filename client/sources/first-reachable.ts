import type { RunSource } from "./run-source.ts";

/**
 * A source that runs on the server, and in this browser where the server cannot be reached. Every run asks the server
 * first, so that a server that is back has the next one; what has begun in the browser stays there.
 */
export function firstReachable(server: RunSource, browser: RunSource): RunSource {
  return (spec, tell) => {
    let isCancelled = false;
    let run = server(spec, (news) => {
      // Who has cancelled meanwhile does not want it from the browser either.
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
      abandon: () => run.abandon(),
    };
  };
}
