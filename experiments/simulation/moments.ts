/** Count, mean and sum of squared deviations of a series at every checkpoint; plain data, so that it crosses threads. */
export interface Moments {
  count: number;
  mean: Float64Array;
  squares: Float64Array;
}

export function emptyMoments(length: number): Moments {
  return { count: 0, mean: new Float64Array(length), squares: new Float64Array(length) };
}

/** Takes in one replication's series. Welford (1962). */
export function addSeries(moments: Moments, series: Float64Array): void {
  const count = ++moments.count;
  const { mean, squares } = moments;
  for (let i = 0; i < series.length; i++) {
    const deviation = series[i] - mean[i];
    mean[i] += deviation / count;
    squares[i] += deviation * (series[i] - mean[i]);
  }
}

/** Appends later replications. The result depends on the order and the grouping, which are fixed by the specification. */
export function mergeMoments(moments: Moments, later: Moments): void {
  const count = moments.count + later.count;
  for (let i = 0; i < moments.mean.length; i++) {
    const deviation = later.mean[i] - moments.mean[i];
    moments.mean[i] += (deviation * later.count) / count;
    moments.squares[i] += later.squares[i] + (deviation * deviation * moments.count * later.count) / count;
  }
  moments.count = count;
}

/** Standard errors of the means; null where a single replication says nothing of its spread. */
export function standardErrors({ count, squares }: Moments): (number | null)[] {
  return Array.from(squares, (square) => (count < 2 ? null : Math.sqrt(square / (count - 1) / count)));
}
