import { expect, test } from "vitest";
import { jointRuns, jointShares } from "./joint-density.ts";

const lecture = [
  { alpha: 1, beta: 2 },
  { alpha: 2, beta: 1 },
] as const;

// f(x)·f(y) = 4·(1 − x)·y: highest in the cell at x = 1/8 and y = 7/8 of four by four.
test("a cell has the density at its middle, as a share of the highest", () => {
  const shares = jointShares(...lecture, 4);
  for (let column = 0; column < 4; column++) {
    for (let row = 0; row < 4; row++) {
      const [x, y] = [(2 * column + 1) / 8, (2 * row + 1) / 8];
      expect(shares(column, row)).toBeCloseTo(((1 - x) * y) / (7 / 8) ** 2, 9);
    }
  }
});

test("an infinite density is cut off at full colour", () => {
  const shares = jointShares({ alpha: 0.5, beta: 0.5 }, { alpha: 1, beta: 1 }, 20);
  expect([shares(0, 0), shares(19, 5)]).toEqual([1, 1]);
  expect(shares(10, 0)).toBeGreaterThan(0);
  expect(shares(10, 0)).toBeLessThan(1);
});

test("runs cover every cell once, with its level and its half of the square", () => {
  const cells = 25;
  const shares = jointShares(...lecture, cells);
  const covered = new Map<string, { share: number; wins: boolean }>();
  for (const { row, from, to, share, wins } of jointRuns(shares, cells, 8)) {
    for (let column = from; column < to; column++) {
      expect(covered.has(`${column} ${row}`)).toBe(false);
      covered.set(`${column} ${row}`, { share, wins });
    }
  }
  for (let column = 0; column < cells; column++) {
    for (let row = 0; row < cells; row++) {
      const cell = covered.get(`${column} ${row}`);
      expect(cell?.share ?? 0).toBeCloseTo(Math.round(8 * shares(column, row)) / 8, 12);
      if (cell) expect(cell.wins).toBe(column > row);
    }
  }
});
