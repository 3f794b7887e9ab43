import type { Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { describe } from "../../../experiments/mistakes/mistakes.ts";
import type { SimulationSpec } from "../../../experiments/spec/spec.ts";
import { formatCount } from "../../charts/number-format.ts";
import { workerCount } from "../../sources/worker-count.ts";
import type { Run } from "../../sources/simulation-run.ts";
import { allowedReplications, largestReplications } from "./cost.ts";
import { placeText, tooLargeText } from "./run-text.ts";

interface RunNoticesProps {
  run: Run;
  addressMistakes: readonly Mistake[];
  /** What was not sent, because it is above the server's limit. */
  tooLarge: SimulationSpec | undefined;
  workLimit: number | undefined;
  onRetry: () => void;
  /** Runs again with fewer replications. */
  onReplications: (spec: SimulationSpec, replications: number) => void;
}

/** What stands in the way of a result, or qualifies it. */
export function RunNotices({ run, addressMistakes, tooLarge, workLimit, onRetry, onReplications }: RunNoticesProps) {
  const { trouble, simulation, result, spec } = run;
  const mistakes = trouble?.problem.errors ?? [];
  const fitting = allowedReplications(mistakes);
  const place = placeText(run, workerCount());
  return (
    <>
      {place && <output className="notice">{place}</output>}
      {addressMistakes.length > 0 && (
        <div className="notice danger" role="alert">
          <p>The link’s specification means nothing, so this is the example instead.</p>
          <MistakeList mistakes={addressMistakes} />
        </div>
      )}
      {tooLarge && workLimit !== undefined && (
        <TooLarge spec={tooLarge} limit={workLimit} onReplications={onReplications} />
      )}
      {trouble && (
        <div className="notice danger" role="alert">
          <p>
            <strong>{trouble.problem.title}.</strong> {trouble.problem.detail}
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

/** Why nothing was sent, and the largest run that would be. */
function TooLarge({ spec, limit, onReplications }: TooLargeProps) {
  const largest = largestReplications(spec, limit);
  return (
    <div className="notice danger" role="alert">
      <p>
        <strong>Not sent.</strong> {tooLargeText(largest)}
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

function MistakeList({ mistakes }: { mistakes: readonly Mistake[] }) {
  if (mistakes.length === 0) return null;
  return (
    <ul>
      {mistakes.map((mistake) => (
        <li key={mistake.pointer + mistake.detail}>{describe(mistake)}</li>
      ))}
    </ul>
  );
}
