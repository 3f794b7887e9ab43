import { useEffect, useState } from "react";
import { forgetKept } from "../forms/kept.ts";
import { NotLoaded } from "./lazy-part.tsx";
import { reloadOnce } from "./reload-once.ts";
import { type ServerState, serverState } from "./server-state.ts";

interface FailureNoticeProps {
  name: string;
  isPage: boolean;
  /** Whether the page reloads without asking, once, if the server answers. */
  mayReload: boolean;
  error: unknown;
  onRetry: () => void;
}

const CAUSES: Record<ServerState, string> = {
  away: "The server does not answer. Check the connection, then try again.",
  updated: "Bandit Lab was updated after this page was opened, and the old version’s files are gone. Reload the page.",
  same: "The server answers, but a file did not arrive or could not be run. Try again, or reload the page.",
};

/** Says what failed, why, and what the user can do. */
export function FailureNotice({ name, isPage, mayReload, error, onRetry }: FailureNoticeProps) {
  const isMissing = error instanceof NotLoaded;
  const [server, setServer] = useState<ServerState>();
  useEffect(() => {
    if (!isMissing) return undefined;
    let isOver = false;
    void serverState().then((state) => {
      if (isOver || (mayReload && state !== "away" && reloadOnce())) return;
      setServer(state);
    });
    return () => {
      isOver = true;
    };
  }, [isMissing, mayReload]);

  const reload = async () => {
    // While the server is away, a reload would end on the browser's own error page.
    const state = await serverState();
    if (state === "away") setServer(state);
    else location.reload();
  };
  if (isMissing && !server) return <output>Loading…</output>;
  const Heading = isPage ? "h1" : "h2";
  return (
    <div className="notice danger failure" role="alert">
      <Heading>{isMissing ? `${name} did not load` : `${name} stopped on an error`}</Heading>
      {server && <p>{CAUSES[server]}</p>}
      {!isMissing && (
        <p>
          This is an internal error of the page: <code>{messageOf(error)}</code>
        </p>
      )}
      <p>What you typed is kept.</p>
      <p className="row">
        <button type="button" className="primary" onClick={onRetry}>
          Try again
        </button>{" "}
        <button type="button" onClick={() => void reload()}>
          Reload
        </button>{" "}
        {!isMissing && (
          <a className="button" href={location.pathname} onClick={forgetKept}>
            Start over
          </a>
        )}
      </p>
    </div>
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
