import type { Figure } from "../../../charts/figure/figure.ts";
import { sweepChart } from "../../../charts/sweep-chart.ts";
import type { ChartTheme } from "../../../charts/theme.ts";
import { formatCount, formatPulls } from "../../../text/number-format.ts";
import { axisName } from "./axis-name.ts";
import { experimentToSearch } from "./experiment-url.ts";
import { isLogAxis, type SweepLine } from "./sweep-lines.ts";
import type { SweepExperiment } from "./sweep-run.ts";
import { bestText, commonText } from "./sweep-words.ts";

/** The chart of a sweep as on the page. */
export function chartOf(
  { base, sweep }: SweepExperiment,
  lines: readonly SweepLine[],
  more: { theme: ChartTheme; onCursor?: (index: number) => void },
) {
  const values = sortedValues(sweep.axis.values);
  const { symbol, title } = axisName(sweep.axis.pointer, base);
  const xTitle = symbol === title ? title : `${symbol}, ${title}`;
  return sweepChart({
    lines,
    values,
    isLog: isLogAxis(values),
    xTitle,
    yTitle: regretTitle(sweep.axis.pointer, base.horizon),
    ...more,
  });
}

export function sortedValues(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b);
}

/** "regret after 1,000 pulls"; after T where T is what varies. */
export function regretTitle(pointer: string, horizon: number): string {
  return `regret after ${pointer === "/horizon" ? "T pulls" : formatPulls(horizon)}`;
}

/** The chart of a sweep for print. */
export function sweepFigure(experiment: SweepExperiment, lines: readonly SweepLine[]): Figure {
  const { base, sweep } = experiment;
  const { symbol, title } = axisName(sweep.axis.pointer, base);
  const regret = regretTitle(sweep.axis.pointer, base.horizon);
  const isAlone = lines.length === 1;
  const best = isAlone ? bestText(lines[0], symbol) : undefined;
  const bars = "Bars: ± standard error.";
  const size =
    sweep.axis.pointer === "/replications" ? "" : ` ${formatCount(base.replications)} replications at each value.`;
  return {
    name: "sweep",
    title: `Regret against ${symbol}, ${title}`,
    chart: (theme) => chartOf(experiment, lines, { theme }),
    yTitle: `${regret.replace(/^r/, "R")} (units of reward)`,
    notes: [`${bars}${best ? ` Ring: lowest regret. ${best}` : ""}${size}`, commonText(experiment)],
    source: { address: `${location.origin}/lab${experimentToSearch(experiment)}` },
  };
}
