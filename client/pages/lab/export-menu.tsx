import { useRef } from "react";
import type { SimulationResult } from "../../../experiments/result.ts";
import { chartPicture } from "../../charts/chart-picture.ts";
import { regretChart, type RegretView } from "../../charts/regret-chart.ts";
import { useChartTheme } from "../../charts/theme.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { downloadPicture, downloadText } from "./downloads.ts";
import { resultCsv } from "../../../experiments/simulation/result-csv.ts";
import { bibtex, curlCommand } from "./exports.ts";
import { specToSearch } from "./spec-url.ts";

interface ExportMenuProps {
  result: SimulationResult;
  /** How the chart is saved as a picture. */
  view: RegretView;
}

/** Ways to take the result elsewhere. */
export function ExportMenu({ result, view }: ExportMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const theme = useChartTheme();
  const { spec, specHash } = result;
  const name = `bandit-lab-${specHash.slice(0, 8)}`;
  const link = () => `${location.origin}${location.pathname}${specToSearch(spec)}`;
  const save = (action: () => void) => () => {
    action();
    menu.current?.removeAttribute("open");
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- leaving the menu closes it
    <details
      ref={menu}
      className="lab-menu"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !menu.current?.open) return;
        event.preventDefault();
        menu.current.open = false;
        menu.current.querySelector("summary")?.focus();
      }}
      onBlur={(event) => {
        if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false;
      }}
    >
      <summary className="button">Export</summary>
      <div className="lab-menu-items">
        <CopyButton label="Copy link" text={link} className="quiet" />
        <CopyButton label="Copy as curl" text={() => curlCommand(spec, location.origin)} className="quiet" />
        <CopyButton label="Copy BibTeX" text={() => bibtex(result, link())} className="quiet" />
        <button
          type="button"
          className="quiet"
          onClick={save(() => {
            const chart = regretChart({ result, view, theme });
            downloadPicture(chartPicture(chart, captionOf(result)), `${name}.png`);
          })}
        >
          Chart as PNG
        </button>
        <button
          type="button"
          className="quiet"
          onClick={save(() => downloadText(resultCsv(result), `${name}.csv`, "text/csv"))}
        >
          Result as CSV
        </button>
        <button
          type="button"
          className="quiet"
          onClick={save(() => downloadText(JSON.stringify(result), `${name}.json`, "application/json"))}
        >
          Result as JSON
        </button>
      </div>
    </details>
  );
}

function captionOf({ completedReplications, spec, specHash }: SimulationResult): string {
  return `Bandit Lab · ${completedReplications} replications · seed ${spec.seed} · spec ${specHash.slice(0, 12)}`;
}
