import type { SimulationSpec } from "../../../experiments/spec/spec.ts";
import { formatCount, formatNumber } from "../../charts/number-format.ts";
import { costOf, largestReplications } from "./cost.ts";
import { durationText, exactText, tooLargeText } from "./run-text.ts";

interface CostEstimateProps {
  spec: SimulationSpec;
  limit: number | undefined;
  onApply: (replications: number) => void;
}

/** What a run costs before it is started, and the largest that fits where it is too much. */
export function CostEstimate({ spec, limit, onApply }: CostEstimateProps) {
  const { work, seconds, exactSeconds } = costOf(spec);
  const largest = limit === undefined ? spec.replications : largestReplications(spec, limit);
  return (
    <div className="lab-cost">
      <p>
        <strong>{durationText(seconds)}</strong> on one core{exactText(exactSeconds, seconds)}; work K·T·N over all
        policies <span className="number">{formatNumber(work)}</span>
        {limit !== undefined && (
          <>
            {" "}
            of <span className="number">{formatNumber(limit)}</span> allowed here
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
