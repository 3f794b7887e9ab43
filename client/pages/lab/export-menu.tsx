import type { SimulationResult } from "../../../experiments/result/result.ts";
import { FigureMenu } from "../../charts/figure/figure-menu.tsx";
import { type LabView, measureNamed } from "../../charts/lab-view.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { downloadText } from "../../components/downloads.ts";
import { resultCsv } from "../../../experiments/result/result-csv.ts";
import { bibtex, curlCommand } from "./exports.ts";
import { linkTo, measureFigure } from "./lab-figures.ts";

interface ExportMenuProps {
  result: SimulationResult;
  /** The view of the figure. */
  view: LabView;
}

/** The main chart as a figure; links, commands, citations and files of a result. */
export function ExportMenu({ result, view }: ExportMenuProps) {
  const { spec, specHash } = result;
  const name = `bandit-lab-${specHash.slice(0, 8)}`;
  const link = () => linkTo(result);
  return (
    <FigureMenu name={`${measureNamed(view.measure).title} chart`} figure={() => measureFigure(result, view)}>
      <CopyButton label="Copy link" text={link} className="quiet" />
      <CopyButton label="Copy as curl" text={() => curlCommand(spec, location.origin)} className="quiet" />
      <CopyButton label="Copy BibTeX" text={() => bibtex(result, link())} className="quiet" />
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
    </FigureMenu>
  );
}
