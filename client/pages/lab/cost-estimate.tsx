import type { SimulationSpec } from "../../../experiments/spec/spec.ts";
import { formatCount, formatNumber } from "../../text/number-format.ts";
import { costOf, largestReplications } from "./cost.ts";
import { durationText, exactText, tooLargeText } from "./run-text.ts";

interface CostEstimateProps {
  spec: SimulationSpec;
  limit: number | undefined;
  onApply: (replications: number) => void;
}

/** The estimated cost of a run; for one above the limit, a button for the largest that fits. */
export function CostEstimate({ spec, limit, onApply }: CostEstimateProps) {
  const { work, seconds, exactSeconds } = costOf(spec);
  const largest = limit === undefined ? spec.replications : largestReplications(spec, limit);
  return (
    <div className="lab-cost">
      <p>
        <strong>{durationText(seconds)}</strong> on one core{exactText(exactSeconds, seconds)}. Size, arms × pulls ×
        replications over all policies: <span className="number">{formatNumber(work)}</span>
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
