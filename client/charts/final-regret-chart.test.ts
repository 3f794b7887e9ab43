import { expect, test } from "vitest";
import { exampleResult } from "../pages/lab/example.ts";
import { finalRegretChart, rangeOf, rebinned } from "./final-regret-chart.ts";
import { chartTheme as theme } from "../testing/chart-theme.ts";

const result = exampleResult;
const none = new Set<number>();

test("rebinning loses no replication", () => {
  const { histogram } = result.policies[4].finalRegret;
  const counts = rebinned(histogram, [0, 900], 17);
  const total = counts.reduce((sum, count) => sum + count, 0);
  expect(Math.abs(total - result.completedReplications)).toBeLessThan(1e-9);
  expect(rebinned([{ from: 0, to: 4, count: 8 }], [0, 4], 2)).toEqual([4, 4]);
});

test("single values are stems in their row; close values share one", () => {
  const histogram = [-10, 1, 1 + 1e-12, 30].map((value) => ({ from: value, to: value, count: 2 }));
  const policy = { ...result.policies[0], finalRegret: { ...result.policies[0].finalRegret, histogram } };
  const [ridge] = finalRegretChart({ result: { ...result, policies: [policy] }, hidden: none, theme }).data.datasets;
  expect(ridge.data.map(({ x, y }) => [x, y])).toEqual([
    [-10, 0],
    [-10, 0.4],
    [-10, NaN],
    [1, 0],
    [1, 0.8],
    [1, NaN],
    [30, 0],
    [30, 0.4],
    [30, NaN],
  ]);
});

test.each([
  [[0, 0], 0, 1],
  [[1, 1], 0, 2],
  [[-3, -3], -6, 0],
  [[2, 87], 0, 90],
  [[-42, 87], -50, 90],
  [[80, 87], 80, 87],
  [[-87, -5], -90, 0],
])("values in %j are drawn from %d to %d", ([from, to], start, end) => {
  const [lowest, highest] = rangeOf([[{ from, to, count: 1 }]]);
  expect([lowest + 0, highest + 0]).toEqual([start, end]);
});

test("the distribution has a ridge and a median for every policy", () => {
  expect(finalRegretChart({ result, hidden: none, theme }).data.datasets).toHaveLength(2 * result.policies.length);
});
