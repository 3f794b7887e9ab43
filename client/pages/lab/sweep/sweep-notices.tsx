import { MistakeList } from "../../../forms/mistake-list.tsx";
import type { SweepRun } from "./sweep-run.ts";

/** What is wrong with a sweep, or where it runs. */
export function SweepNotices({ run, onRetry }: { run: SweepRun; onRetry: () => void }) {
  const { place, trouble, status, connection } = run;
  const mistakes = trouble?.problem.errors ?? [];
  const failure = trouble ? (trouble.problem.detail ?? trouble.problem.title) : status?.error;
  const hasFailed = trouble !== null || status?.state === "failed";
  return (
    <>
      {place === "browser" && (
        <output className="notice">
          {connection === "closed"
            ? "The server could not be reached, so this ran in your browser, with the same numbers."
            : "The server cannot be reached, so this runs in your browser, value by value, with the same numbers. Leaving or reloading the page ends it."}
        </output>
      )}
      {hasFailed && (
        <div className="notice danger" role="alert">
          <p>
            <strong>{mistakes.length > 0 ? "The server refused these settings." : "The sweep failed."}</strong>{" "}
            {mistakes.length === 0 && failure}
            {trouble?.retryAfter !== undefined && ` Try again in ${trouble.retryAfter} s.`}
          </p>
          <MistakeList mistakes={mistakes} />
          {mistakes.length === 0 && (
            <button type="button" onClick={onRetry}>
              Try again
            </button>
          )}
        </div>
      )}
    </>
  );
}
