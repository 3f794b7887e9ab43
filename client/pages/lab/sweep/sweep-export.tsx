import type { SweepResult } from "../../../../experiments/sweep/result.ts";
import { sweepCsv } from "../../../../experiments/sweep/sweep-csv.ts";
import { FigureMenu } from "../../../charts/figure/figure-menu.tsx";
import { CopyButton } from "../../../components/copy-button.tsx";
import { downloadText } from "../../../components/downloads.ts";
import { experimentToSearch } from "./experiment-url.ts";
import { sweepFigure } from "./sweep-figure.ts";
import type { SweepLine } from "./sweep-lines.ts";
import type { SweepExperiment } from "./sweep-run.ts";

interface SweepExportProps {
  experiment: SweepExperiment;
  result: SweepResult;
  lines: readonly SweepLine[];
}

/** The chart of a sweep as a figure; its link and its result as files. */
export function SweepExport({ experiment, result, lines }: SweepExportProps) {
  return (
    <FigureMenu name="Sweep chart" figure={() => sweepFigure(experiment, lines)}>
      <CopyButton
        label="Copy link"
        text={() => `${location.origin}/lab${experimentToSearch(experiment)}`}
        className="quiet"
      />
      <button
        type="button"
        className="quiet"
        onClick={() => downloadText(sweepCsv(result), "bandit-lab-sweep.csv", "text/csv")}
      >
        Result as CSV
      </button>
      <button
        type="button"
        className="quiet"
        onClick={() => downloadText(JSON.stringify(result), "bandit-lab-sweep.json", "application/json")}
      >
        Result as JSON
      </button>
    </FigureMenu>
  );
}
