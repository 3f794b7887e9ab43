import { formatCount, formatNumber } from "../../text/number-format.ts";
import { costOfExperiment, largestReplications } from "./cost.ts";
import { durationText, exactText, tooLargeText } from "./run-text.ts";
import type { Experiment } from "./sweep/experiment.ts";

interface CostEstimateProps {
  experiment: Experiment;
  limit: number | undefined;
  onApply: (replications: number) => void;
}

/** The estimated cost of a run; for one above the limit, a button for the largest that fits. */
export function CostEstimate({ experiment, limit, onApply }: CostEstimateProps) {
  const { work, seconds, exactSeconds } = costOfExperiment(experiment);
  const largest = limit === undefined ? experiment.base.replications : largestReplications(experiment, limit);
  return (
    <div className="lab-cost">
      <p>
        <strong>{durationText(seconds)}</strong> on one core{exactText(exactSeconds, seconds)}. Size, arms × pulls ×
        replications over all policies{experiment.sweep && " and values"}:{" "}
        <span className="number">{formatNumber(work)}</span>
        {limit !== undefined && (
          <>
            {" "}
            of <span className="number">{formatNumber(limit)}</span> allowed
          </>
        )}
        .
      </p>
      {work > (limit ?? Infinity) && (
        <div className="row">
          <p className="error">{tooLargeText(largest)}</p>
          {largest >= 1 && (
            <button type="button" className="compact" onClick={() => onApply(largest)}>
              Use {formatCount(largest)}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
