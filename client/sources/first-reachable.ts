import type { SourceRun, Trouble } from "./run-source.ts";

type Source<Spec, News> = (spec: Spec, tell: (news: News) => void) => SourceRun;

interface Moved {
  type: "moved";
  place: "browser";
}

/**
 * A source that runs on the server, or in this browser if the server cannot be reached. Every run tries the server first;
 * a run that has begun in the browser stays there.
 */
export function firstReachable<Spec, News extends { type: string }>(
  server: Source<Spec, News>,
  browser: Source<Spec, News | Moved>,
): Source<Spec, News | Moved> {
  return (spec, tell) => {
    let isCancelled = false;
    let run = server(spec, (news) => {
      // A run that was cancelled meanwhile does not move to the browser.
      if (isUnreachable(news) && !isCancelled) {
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

function isUnreachable(news: { type: string; trouble?: Trouble }): boolean {
  return news.type === "failed" && news.trouble?.kind === "unreachable";
}
