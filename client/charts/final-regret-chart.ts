import type { ChartConfiguration, ChartDataset, Point } from "chart.js";
import type { PolicyResult, SimulationResult } from "../../experiments/result/result.ts";
import { formatPulls, formatTick } from "../text/number-format.ts";
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

/**
 * The distribution of regret at the horizon over replications: one histogram per policy with its median; if there are few
 * distinct values, one stem per value.
 */
export function finalRegretChart({ result, hidden, theme }: FinalRegretChart): ChartConfiguration<"line", Point[]> {
  const shown = result.policies.map((policy, index) => ({ policy, index })).filter(({ index }) => !hidden.has(index));
  const range = rangeOf(shown.map(({ policy }) => policy.finalRegret.histogram));
  const bins = binCount(result.completedReplications);
  const datasets = shown.flatMap(({ policy, index }, row) =>
    ridge(policy, { row: shown.length - 1 - row, colour: seriesColour(index, theme), range, bins, theme }),
  );
  const title = (text: string) => ({ display: true, text, color: theme.muted });
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

function ridge({ label, finalRegret }: PolicyResult, look: RidgeLook): Ridge[] {
  const { row, colour, theme } = look;
  const isExact = finalRegret.histogram.every(({ from, to }) => from === to);
  const { levels, values } = finalRegret.quantiles;
  const median = values[levels.indexOf(0.5)];
  return [
    {
      label,
      borderColor: colour,
      pointRadius: 0,
      // Below the median.
      order: 1,
      ...(isExact ? stems(finalRegret.histogram, look) : steps(finalRegret.histogram, look)),
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

type Histogram = PolicyResult["finalRegret"]["histogram"];

/** The outline of bins of equal width. */
function steps(histogram: Histogram, { row, colour, range, bins }: RidgeLook) {
  const shares = rebinned(histogram, range, bins);
  const tallest = Math.max(...shares);
  const width = (range[1] - range[0]) / bins;
  const data = shares.flatMap((share, bin) => {
    const y = row + (tallest > 0 ? (HEIGHT * share) / tallest : 0);
    return [
      { x: range[0] + bin * width, y },
      { x: range[0] + (bin + 1) * width, y },
    ];
  });
  return { data, borderWidth: 1.5, fill: { value: row }, backgroundColor: withAlpha(colour, 0.25) };
}

/** The least distance of stems, as a share of the axis. */
const STEM = 1 / 150;
const FEW_STEMS = 20;

/** One vertical line per value; values that are too close share one. */
function stems(histogram: Histogram, { row, range }: RidgeLook) {
  const apart = STEM * (range[1] - range[0]);
  const values: { at: number; count: number }[] = [];
  for (const { from, count } of histogram) {
    const last = values.at(-1);
    if (last && from - last.at < apart) last.count += count;
    else values.push({ at: from, count });
  }
  const tallest = Math.max(...values.map(({ count }) => count));
  const data = values.flatMap(({ at, count }) => [
    { x: at, y: row },
    { x: at, y: row + (HEIGHT * count) / tallest },
    { x: at, y: NaN },
  ]);
  // A stem at the edge of the chart keeps its full width.
  const width = values.length <= FEW_STEMS ? 5 : 2.5;
  return { data, borderWidth: width, clip: width, fill: false };
}

/**
 * The range from the lowest to the highest value in round numbers. It includes 0 unless all values are far from it; around a
 * single value it is as wide as twice that value.
 */
export function rangeOf(histograms: readonly Histogram[]): readonly [number, number] {
  const rows = histograms.flat();
  const lowest = rows.reduce((least, { from }) => Math.min(least, from), Infinity);
  const highest = rows.reduce((most, { to }) => Math.max(most, to), -Infinity);
  if (!(highest >= lowest) || (lowest === 0 && highest === 0)) return [0, 1];
  const isSingle = lowest === highest;
  const start = isSingle ? Math.min(0, 2 * lowest) : lowest > 0 && lowest <= highest / 2 ? 0 : lowest;
  const end = isSingle ? Math.max(0, 2 * highest) : highest < 0 && highest >= lowest / 2 ? 0 : highest;
  const unit = 10 ** Math.floor(Math.log10((end - start) / 2));
  return [Math.floor(start / unit) * unit, Math.ceil(end / unit) * unit];
}

/** Finer than Rice's rule, because the longest tail decides the range of all histograms. */
function binCount(replications: number): number {
  return Math.min(60, Math.max(12, Math.round(4 * Math.cbrt(replications))));
}

/** Sums narrow bins into wide ones of equal width; a narrow bin on a border is split in proportion. */
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

const LABEL_LENGTH = 18;

/** Whether the axis has no room for the whole name. */
export function isShortened(label: string): boolean {
  return label.length > LABEL_LENGTH;
}

function shortened(label: string): string {
  return isShortened(label) ? `${label.slice(0, LABEL_LENGTH - 1)}…` : label;
}
