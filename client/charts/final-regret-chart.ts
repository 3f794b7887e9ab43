import type { ChartConfiguration, ChartDataset, Point } from "chart.js";
import type { PolicyResult, SimulationResult } from "../../experiments/result.ts";
import { formatPulls, formatTick } from "./number-format.ts";
import { seriesColour } from "./series-style.ts";
import { type ChartTheme, withAlpha } from "./theme.ts";

interface FinalRegretChart {
  result: SimulationResult;
  hidden: ReadonlySet<number>;
  theme: ChartTheme;
}

type Ridge = ChartDataset<"line", Point[]>;

/** Height of the tallest ridge, in rows. */
const HEIGHT = 0.8;

/** Distribution of regret at the horizon over replications: a histogram per policy, one above the other, its median marked. */
export function finalRegretChart({ result, hidden, theme }: FinalRegretChart): ChartConfiguration<"line", Point[]> {
  const shown = result.policies.map((policy, index) => ({ policy, index })).filter(({ index }) => !hidden.has(index));
  const range = rangeOf(shown.map(({ policy }) => policy));
  const bins = binCount(result.completedReplications);
  const datasets = shown.flatMap(({ policy, index }, row) =>
    ridge(policy, { row: shown.length - 1 - row, colour: seriesColour(index, theme), range, bins, theme }),
  );
  const title = (text: string) => ({ display: true, text, color: theme.muted, font: { size: 12 } });
  return {
    type: "line",
    data: { datasets },
    options: {
      parsing: false,
      animation: false,
      color: theme.text,
      layout: { padding: { top: 4, right: 12 } },
      scales: {
        x: {
          type: "linear",
          min: range[0],
          max: range[1],
          grid: { color: theme.grid },
          ticks: { color: theme.muted, maxRotation: 0, callback: (value) => formatTick(Number(value)) },
          title: title(`regret after ${formatPulls(result.spec.horizon)}`),
        },
        y: {
          type: "linear",
          min: -0.1,
          max: shown.length,
          afterBuildTicks: (axis) => {
            axis.ticks = shown.map((_, row) => ({ value: row }));
          },
          grid: { color: theme.grid },
          ticks: {
            color: theme.text,
            autoSkip: false,
            callback: (value) => shortened(shown[shown.length - 1 - Number(value)]?.policy.label ?? ""),
          },
        },
      },
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
    },
  };
}

interface RidgeLook {
  row: number;
  colour: string;
  range: readonly [number, number];
  bins: number;
  theme: ChartTheme;
}

function ridge({ label, finalRegret }: PolicyResult, { row, colour, range, bins, theme }: RidgeLook): Ridge[] {
  const shares = rebinned(finalRegret.histogram, range, bins);
  const tallest = Math.max(...shares);
  const width = (range[1] - range[0]) / bins;
  const steps = shares.flatMap((share, bin) => {
    const y = row + (tallest > 0 ? (HEIGHT * share) / tallest : 0);
    return [
      { x: range[0] + bin * width, y },
      { x: range[0] + (bin + 1) * width, y },
    ];
  });
  const { levels, values } = finalRegret.quantiles;
  const median = values[levels.indexOf(0.5)];
  return [
    {
      label,
      data: steps,
      borderColor: colour,
      borderWidth: 1.5,
      pointRadius: 0,
      fill: { value: row },
      backgroundColor: withAlpha(colour, 0.25),
    },
    {
      label: `${label}, median`,
      data: [
        { x: median, y: row },
        { x: median, y: row + HEIGHT },
      ],
      borderColor: theme.text,
      borderWidth: 1.5,
      pointRadius: 0,
    },
  ];
}

/** From zero, or from the lowest value where all are far from it, to the highest, in round numbers. */
function rangeOf(policies: PolicyResult[]): readonly [number, number] {
  const bins = policies.flatMap(({ finalRegret }) => finalRegret.histogram);
  const highest = bins.reduce((most, { to }) => Math.max(most, to), 0);
  const lowest = bins.reduce((least, { from }) => Math.min(least, from), Infinity);
  if (!(highest > 0)) return [0, 1];
  const start = lowest > highest / 2 ? lowest : 0;
  const unit = 10 ** Math.floor(Math.log10((highest - start) / 2 || highest));
  return [Math.floor(start / unit) * unit, Math.ceil(highest / unit) * unit];
}

/** Somewhat finer than Rice's rule, since the longest tail decides the range of all; as far as there is room. */
function binCount(replications: number): number {
  return Math.min(60, Math.max(12, Math.round(4 * Math.cbrt(replications))));
}

/** Counts of narrow bins as those of wide ones of equal width; a narrow bin on a border is split in proportion. */
export function rebinned(
  histogram: readonly { from: number; to: number; count: number }[],
  [start, end]: readonly [number, number],
  bins: number,
): number[] {
  const width = (end - start) / bins;
  const counts = Array<number>(bins).fill(0);
  const binOf = (value: number) => Math.min(bins - 1, Math.max(0, Math.floor((value - start) / width)));
  for (const { from, to, count } of histogram) {
    const [first, last] = [binOf(from), binOf(to)];
    if (first === last) counts[first] += count;
    else {
      for (let bin = first; bin <= last; bin++) {
        const overlap = Math.min(to, start + (bin + 1) * width) - Math.max(from, start + bin * width);
        counts[bin] += count * Math.max(0, overlap / (to - from));
      }
    }
  }
  return counts;
}

function shortened(label: string): string {
  return label.length > 18 ? `${label.slice(0, 17)}…` : label;
}
