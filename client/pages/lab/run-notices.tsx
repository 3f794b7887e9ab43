import type { Mistake } from "../../../experiments/mistakes/mistakes.ts";
import type { SimulationSpec } from "../../../experiments/spec/spec.ts";
import { formatCount } from "../../text/number-format.ts";
import { LinkMistakes, MistakeList } from "../../forms/mistake-list.tsx";
import { workerCount } from "../../sources/worker-count.ts";
import type { Run } from "../../sources/simulation-run.ts";
import { allowedReplications, largestReplications } from "./cost.ts";
import { placeText, tooLargeText } from "./run-text.ts";

interface RunNoticesProps {
  run: Run;
  addressMistakes: readonly Mistake[];
  /** A specification above the server's limit, which was not sent. */
  tooLarge: SimulationSpec | undefined;
  workLimit: number | undefined;
  onRetry: () => void;
  /** Runs again with fewer replications. */
  onReplications: (spec: SimulationSpec, replications: number) => void;
}

/** Notices about the link, the run and its result. */
export function RunNotices({ run, addressMistakes, tooLarge, workLimit, onRetry, onReplications }: RunNoticesProps) {
  const { trouble, simulation, result, spec } = run;
  const mistakes = trouble?.problem.errors ?? [];
  const fitting = allowedReplications(mistakes);
  const place = placeText(run, workerCount());
  return (
    <>
      {place && <output className="notice">{place}</output>}
      <LinkMistakes mistakes={addressMistakes} shown="Showing the example instead." />
      {tooLarge && workLimit !== undefined && (
        <TooLarge spec={tooLarge} limit={workLimit} onReplications={onReplications} />
      )}
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
            {fitting !== undefined && <RunSmaller spec={spec} replications={fitting} onReplications={onReplications} />}
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
  spec: SimulationSpec;
  limit: number;
  onReplications: RunNoticesProps["onReplications"];
}

/** Why a run was not started, with a button for the largest one that fits. */
function TooLarge({ spec, limit, onReplications }: TooLargeProps) {
  const largest = largestReplications(spec, limit);
  return (
    <div className="notice danger" role="alert">
      <p>
        <strong>Not started.</strong> {tooLargeText(largest)}
      </p>
      {largest >= 1 && <RunSmaller spec={spec} replications={largest} onReplications={onReplications} />}
    </div>
  );
}

interface RunSmallerProps {
  spec: SimulationSpec;
  replications: number;
  onReplications: RunNoticesProps["onReplications"];
}

function RunSmaller({ spec, replications, onReplications }: RunSmallerProps) {
  return (
    <button type="button" onClick={() => onReplications(spec, replications)}>
      Run with {formatCount(replications)} {replications === 1 ? "replication" : "replications"}
    </button>
  );
}
