import { formatCount } from "../../text/number-format.ts";
import { MistakeList } from "../../forms/mistake-list.tsx";
import { workerCount } from "../../sources/worker-count.ts";
import type { Run } from "../../sources/simulation-run.ts";
import { allowedReplications, largestReplications } from "./cost.ts";
import { placeText, tooLargeText } from "./run-text.ts";
import type { Experiment } from "./sweep/experiment.ts";

interface RunNoticesProps {
  run: Run;
  onRetry: () => void;
  /** Runs again with fewer replications. */
  onReplications: (experiment: Experiment, replications: number) => void;
}

/** Notices about the run and its result. */
export function RunNotices({ run, onRetry, onReplications }: RunNoticesProps) {
  const { trouble, simulation, result, spec } = run;
  const mistakes = trouble?.problem.errors ?? [];
  const fitting = allowedReplications(mistakes);
  const place = placeText(run, workerCount());
  return (
    <>
      {place && <output className="notice">{place}</output>}
      {trouble && (
        <div className="notice danger" role="alert">
          <p>
            {mistakes.length > 0 ? (
              <strong>The server refused these settings.</strong>
            ) : (
              <>
                <strong>{trouble.problem.title}.</strong> {trouble.problem.detail}
              </>
            )}
            {trouble.retryAfter !== undefined && ` Try again in ${formatCount(trouble.retryAfter)} s.`}
          </p>
          <MistakeList mistakes={mistakes} />
          <div className="row">
            {fitting !== undefined && (
              <RunSmaller experiment={{ base: spec }} replications={fitting} onReplications={onReplications} />
            )}
            {mistakes.length === 0 && (
              <button type="button" onClick={onRetry}>
                Try again
              </button>
            )}
          </div>
        </div>
      )}
      {simulation?.state === "failed" && (
        <div className="notice danger" role="alert">
          <p>
            <strong>The simulation failed.</strong> {simulation.error}
          </p>
          <button type="button" onClick={onRetry}>
            Try again
          </button>
        </div>
      )}
      {result?.warnings.map((warning) => (
        <p key={warning} className="notice warning">
          {warning}
        </p>
      ))}
    </>
  );
}

interface TooLargeProps {
  experiment: Experiment;
  limit: number;
  onReplications: RunNoticesProps["onReplications"];
}

/** Why an experiment was not started, with a button for the largest one that fits. */
export function TooLarge({ experiment, limit, onReplications }: TooLargeProps) {
  const largest = largestReplications(experiment, limit);
  return (
    <div className="notice danger" role="alert">
      <p>
        <strong>Not started.</strong> {tooLargeText(largest)}
      </p>
      {largest >= 1 && experiment.sweep?.axis.pointer !== "/replications" && (
        <RunSmaller experiment={experiment} replications={largest} onReplications={onReplications} />
      )}
    </div>
  );
}

interface RunSmallerProps {
  experiment: Experiment;
  replications: number;
  onReplications: RunNoticesProps["onReplications"];
}

function RunSmaller({ experiment, replications, onReplications }: RunSmallerProps) {
  return (
    <button type="button" onClick={() => onReplications(experiment, replications)}>
      Run with {formatCount(replications)} {replications === 1 ? "replication" : "replications"}
    </button>
  );
}
