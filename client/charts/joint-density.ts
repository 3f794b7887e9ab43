import type { BetaParameters } from "../../policies/posteriors/beta.ts";
import { betaDensityCurve } from "./beta-density.ts";

/**
 * The joint density f(x)·f(y) of two independent posteriors on the unit square, at the middles of equal cells, as shares of
 * the density in full colour: that is the highest, or the 90th percentile if the density is infinite at an end.
 *
 * @returns a function of column and row, counted from 0 at x = 0 and y = 0
 */
export function jointShares(x: BetaParameters, y: BetaParameters, cells: number) {
  const [columns, rows] = [cellDensities(x, cells), cellDensities(y, cells)];
  const isInfinite = Math.min(x.alpha, x.beta, y.alpha, y.beta) < 1;
  const full = fullColour(columns, rows, isInfinite);
  return (column: number, row: number): number => Math.min(1, (columns[column] * rows[row]) / full);
}

function fullColour(columns: readonly number[], rows: readonly number[], isInfinite: boolean): number {
  if (!isInfinite) return Math.max(...columns) * Math.max(...rows);
  const densities = columns.flatMap((x) => rows.map((y) => x * y)).toSorted((a, b) => a - b);
  return densities[Math.floor(0.9 * densities.length)];
}

/** The density at the middle of every cell; it is finite there for all parameters. */
function cellDensities(parameters: BetaParameters, cells: number): number[] {
  const curve = betaDensityCurve(parameters, 2 * cells + 1);
  return Array.from({ length: cells }, (_, cell) => curve[2 * cell + 1].y);
}

/** A stretch of cells of one row that have the same colour. */
export interface Run {
  row: number;
  /** The first column, and the one after the last. */
  from: number;
  to: number;
  /** The share of full colour, rounded to one of the levels. */
  share: number;
  /** Whether it is in the half x > y. */
  wins: boolean;
}

/** The cells in few stretches, for drawings made of rectangles; cells without colour are left out. */
export function jointRuns(shares: (column: number, row: number) => number, cells: number, levels: number): Run[] {
  const runs: Run[] = [];
  for (let row = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++) {
      const share = Math.round(levels * shares(column, row)) / levels;
      const wins = column > row;
      const last = runs.at(-1);
      if (last?.row === row && last.to === column && last.share === share && last.wins === wins) last.to++;
      else if (share > 0) runs.push({ row, from: column, to: column + 1, share, wins });
    }
  }
  return runs;
}
