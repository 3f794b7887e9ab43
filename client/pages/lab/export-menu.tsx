import type { SimulationResult } from "../../../experiments/result/result.ts";
import { chartPicture } from "../../charts/chart-picture.ts";
import type { LabView } from "../../charts/lab-view.ts";
import { measureChart } from "../../charts/measure-chart.ts";
import { useChartTheme } from "../../charts/theme.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { Menu } from "../../components/menu.tsx";
import { downloadPicture, downloadText } from "./downloads.ts";
import { resultCsv } from "../../../experiments/result/result-csv.ts";
import { bibtex, curlCommand } from "./exports.ts";
import { specToSearch } from "./spec-url.ts";

interface ExportMenuProps {
  result: SimulationResult;
  /** The view of the saved picture. */
  view: LabView;
}

/** Links, commands, citations and files of a result. */
export function ExportMenu({ result, view }: ExportMenuProps) {
  const theme = useChartTheme();
  const { spec, specHash } = result;
  const name = `bandit-lab-${specHash.slice(0, 8)}`;
  const link = () => `${location.origin}/lab${specToSearch(spec)}`;
  return (
    <Menu label="Export" className="at-end">
      <CopyButton label="Copy link" text={link} className="quiet" />
      <CopyButton label="Copy as curl" text={() => curlCommand(spec, location.origin)} className="quiet" />
      <CopyButton label="Copy BibTeX" text={() => bibtex(result, link())} className="quiet" />
      <button
        type="button"
        className="quiet"
        onClick={() => {
          const chart = measureChart({ result, view, theme, labelled: true });
          downloadPicture(chartPicture(chart, captionOf(result)), `${name}.png`);
        }}
      >
        Chart as PNG
      </button>
      <button
        type="button"
        className="quiet"
        onClick={() => downloadText(resultCsv(result), `${name}.csv`, "text/csv")}
      >
        Result as CSV
      </button>
      <button
        type="button"
        className="quiet"
        onClick={() => downloadText(JSON.stringify(result), `${name}.json`, "application/json")}
      >
        Result as JSON
      </button>
    </Menu>
  );
}

function captionOf({ completedReplications, spec, specHash }: SimulationResult): string {
  return `Bandit Lab · ${completedReplications} replications · seed ${spec.seed} · spec ${specHash.slice(0, 12)}`;
}
