import type { Chart } from "chart.js";
import { expect, test } from "vitest";
import { chartTheme } from "../testing/chart-theme.ts";
import { emphasise, opacityOf } from "./emphasis.ts";
import type { BarredLine } from "./error-bars.ts";
import type { MarkedLine } from "./line-markers.ts";
import { sweepChart, valueFraction } from "./sweep-chart.ts";

const lines = [
  {
    label: "ε-greedy",
    policy: 3,
    points: [
      { value: 0.01, mean: 10, standardError: 1 },
      { value: 0.1, mean: 4, standardError: null },
    ],
    best: 1,
  },
];
const titles = { xTitle: "ε", yTitle: "regret" };

test("every point has a marker and a bar of its standard error; the best one has a ring", () => {
  const values = [0.01, 0.1, 1];
  const { data, options } = sweepChart({ lines, values, isLog: true, ...titles, theme: chartTheme });
  expect(data.datasets[0] as BarredLine & MarkedLine).toMatchObject({
    label: "ε-greedy",
    data: [
      { x: 0.01, y: 10 },
      { x: 0.1, y: 4 },
    ],
    errors: [1, null],
    ringAt: 1,
    markedAt: [0, 1],
  });
  // A twenty-fifth of two decades beyond either end.
  const { x, y } = options!.scales as { x: { min: number; max: number }; y: object };
  expect([Math.log10(x.min), Math.log10(x.max)]).toEqual([expect.closeTo(-2.08, 12), expect.closeTo(0.08, 12)]);
  expect(y).toMatchObject({ min: 0, suggestedMin: 4, suggestedMax: 11 });
});

test("the axis of regret does not begin at 0 where all values are far from it", () => {
  const far = [{ ...lines[0], points: lines[0].points.map((point) => ({ ...point, mean: point.mean + 100 })) }];
  const { options } = sweepChart({ lines: far, values: [0.01, 0.1], isLog: false, ...titles, theme: chartTheme });
  expect((options!.scales as { y: { min?: number } }).y.min).toBeUndefined();
});

test.each([
  [[0, 1, 2], false],
  [[1, 10, 100], true],
])("the places of %j are the same on either axis", (values, isLog) => {
  // The axis is 1.08 as long as the values span.
  const places = values.map((_, index) => valueFraction(values, index, isLog));
  expect(places).toEqual([0.04 / 1.08, 0.5, 1.04 / 1.08].map((place) => expect.closeTo(place, 12) as number));
});

test("lines beside the emphasised one are faint, and none while it is hidden", () => {
  let draws = 0;
  const [first, second, bound] = [{ policy: 0 }, { policy: 1 }, {}];
  const data = { datasets: [first, second, bound] };
  const chart = { data, draw: () => draws++ } as unknown as Chart;
  const opacities = () => [first, second, bound].map((dataset) => opacityOf(chart, dataset));
  expect(opacities()).toEqual([1, 1, 1]);
  emphasise(chart, 1);
  expect(opacities()).toEqual([expect.closeTo(0.15, 12), 1, 1]);
  data.datasets = [first, bound];
  expect(opacities()).toEqual([1, 1, 1]);
  emphasise(chart, 1);
  emphasise(chart, null);
  expect(opacities()).toEqual([1, 1, 1]);
  expect(draws).toBe(2);
});
