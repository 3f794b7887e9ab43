/** Count, mean and sum of squared deviations of a series at every checkpoint. Plain data, which can cross threads. */
export interface Moments {
  count: number;
  mean: Float64Array;
  squares: Float64Array;
}

export function emptyMoments(length: number): Moments {
  return { count: 0, mean: new Float64Array(length), squares: new Float64Array(length) };
}

/**
 * Sums of a series and of its squares over the replications of a block, as deviations from the first one: this needs no
 * division for each value. Of n values the first is at most √n standard deviations off, so the relative rounding error of
 * the sums is at most some n²·2⁻⁵³, and n·2⁻⁵³ if the first is no outlier: 10⁻⁹ of a standard error at the worst.
 *
 * There are two partial sums, of the replications at even and at odd places of the block, which an engine that plays two at a
 * time can form, too.
 */
export class SeriesSums {
  #count = 0;
  readonly #origin: Float64Array;
  readonly #even: PartialSums;
  readonly #odd: PartialSums;
  readonly #difference: Float64Array;

  constructor(length: number) {
    this.#origin = new Float64Array(length);
    this.#even = { sums: new Float64Array(length), squares: new Float64Array(length) };
    this.#odd = { sums: new Float64Array(length), squares: new Float64Array(length) };
    this.#difference = new Float64Array(length);
  }

  /** Adds the series of one replication. */
  add(series: Float64Array): void {
    const place = this.#count++;
    const origin = this.#origin;
    const { sums, squares } = place % 2 === 0 ? this.#even : this.#odd;
    if (place === 0) origin.set(series);
    for (let i = 0; i < series.length; i++) {
      const deviation = series[i] - origin[i];
      sums[i] += deviation;
      squares[i] += deviation * deviation;
    }
  }

  /** Adds the difference of two series of one replication. */
  addDifference(series: Float64Array, baseline: Float64Array): void {
    const difference = this.#difference;
    for (let i = 0; i < series.length; i++) difference[i] = series[i] - baseline[i];
    this.add(difference);
  }

  get count(): number {
    return this.#count;
  }

  /** @param count the number of series; may be more than were added, if the others are zero */
  moments(count = this.#count): Moments {
    const n = Math.max(1, count);
    const sums = this.#even.sums.map((sum, i) => sum + this.#odd.sums[i]);
    return {
      count,
      mean: sums.map((sum, i) => this.#origin[i] + sum / n),
      squares: sums.map((sum, i) => Math.max(0, this.#even.squares[i] + this.#odd.squares[i] - (sum / n) * sum)),
    };
  }
}

/** Sums of deviations from the origin, and of their squares. */
interface PartialSums {
  sums: Float64Array;
  squares: Float64Array;
}

/** Appends later replications. The result depends on the order and the grouping, which are fixed by the specification. */
export function mergeMoments(moments: Moments, later: Moments): void {
  const count = moments.count + later.count;
  if (count === 0) return;
  for (let i = 0; i < moments.mean.length; i++) {
    const deviation = later.mean[i] - moments.mean[i];
    moments.mean[i] += (deviation * later.count) / count;
    moments.squares[i] += later.squares[i] + (deviation * deviation * moments.count * later.count) / count;
  }
  moments.count = count;
}

/** Standard errors of the means; null for a single replication. */
export function standardErrors({ count, squares }: Moments): (number | null)[] {
  return Array.from(squares, (square) => (count < 2 ? null : Math.sqrt(square / (count - 1) / count)));
}
