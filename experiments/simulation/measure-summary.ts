import { emptyHistogram, type Histogram, mergedHistogram } from "./histogram.ts";
import { HistogramCounts } from "./histogram-counts.ts";
import type { Measure } from "./measures.ts";
import { emptyMoments, mergeMoments, type Moments, SeriesSums } from "./moments.ts";
import type { Trace } from "./trace.ts";

/** The summary of one measure of one policy over replications, as its row asks. Every array runs over checkpoints. Plain data. */
export interface MeasureSummary {
  /** Of a mean. */
  moments?: Moments;
  /** Of a share: replications in which the value was 1. */
  ones?: Float64Array;
  /** Of the value minus that of the first policy, replication by replication. */
  difference?: Moments;
  histograms?: Histogram[];
}

export function emptyMeasure({ kind, difference, distribution }: Measure, length: number): MeasureSummary {
  return {
    ...(kind === "mean" && { moments: emptyMoments(length) }),
    ...(kind === "share" && { ones: new Float64Array(length) }),
    ...(difference && { difference: emptyMoments(length) }),
    ...(distribution && { histograms: Array.from({ length }, emptyHistogram) }),
  };
}

/** Appends later replications of the same measure. */
export function mergeMeasure({ moments, ones, difference, histograms }: MeasureSummary, later: MeasureSummary): void {
  if (moments) mergeMoments(moments, later.moments!);
  if (difference) mergeMoments(difference, later.difference!);
  ones?.forEach((count, i) => (ones[i] = count + later.ones![i]));
  histograms?.forEach((histogram, i) => (histograms[i] = mergedHistogram(histogram, later.histograms![i])));
}

/** One measure of one policy while a block runs. */
export class MeasureSums {
  readonly #measure: Measure;
  readonly #out: Float64Array;
  readonly #sums: SeriesSums;
  readonly #ones: Float64Array;
  readonly #differences: SeriesSums;
  readonly #histograms: HistogramCounts;
  #series: Float64Array;

  constructor(measure: Measure, length: number) {
    const lengthIf = (kept: unknown) => (kept ? length : 0);
    this.#measure = measure;
    this.#out = new Float64Array(length);
    this.#sums = new SeriesSums(lengthIf(measure.kind === "mean"));
    this.#ones = new Float64Array(lengthIf(measure.kind === "share"));
    this.#differences = new SeriesSums(lengthIf(measure.difference));
    this.#histograms = new HistogramCounts(lengthIf(measure.distribution));
    this.#series = this.#out;
  }

  /** Adds the last replication of a policy, and its difference to that of the first policy, which must be added before. */
  take(trace: Trace, baseline: MeasureSums): void {
    const { kind, difference, distribution } = this.#measure;
    if (kind === "per-pull") return;
    const series = (this.#series = this.#measure.of!(trace, this.#out));
    const ones = this.#ones;
    if (kind === "mean") this.#sums.add(series);
    else for (let i = 0; i < series.length; i++) ones[i] += series[i];
    if (difference && baseline !== this) this.#differences.addDifference(series, baseline.#series);
    if (distribution) this.#histograms.add(series);
  }

  /** @param replications the number that was added */
  summary(replications: number): MeasureSummary {
    const { kind, difference, distribution } = this.#measure;
    return {
      ...(kind === "mean" && { moments: this.#sums.moments() }),
      ...(kind === "share" && { ones: this.#ones }),
      ...(difference && { difference: this.#differences.moments(replications) }),
      ...(distribution && { histograms: this.#histograms.histograms() }),
    };
  }
}
