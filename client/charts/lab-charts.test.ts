import { expect, test } from "vitest";
import { exampleResult } from "../pages/lab/example.ts";
import type { BandedLine } from "./bands.ts";
import { differenceChart } from "./difference-chart.ts";
import type { ExactLine } from "./exact-lines.ts";
import { exactOf, labMeasures, type LabView, measureNamed, measuresOf } from "./lab-view.ts";
import { bandOf, measureChart } from "./measure-chart.ts";
import { armGroups, pullsChart } from "./pulls-chart.ts";
import { cursorFraction, nearestCheckpoint } from "./checkpoint-places.ts";
import { seriesStyle } from "./series-style.ts";
import { chartTheme as theme } from "../testing/chart-theme.ts";

const view: LabView = {
  measure: "regret",
  band: "mean",
  logX: false,
  logY: false,
  bounds: true,
  exact: true,
  hidden: new Set(),
};
const result = exampleResult;
const none = new Set<number>();
const chart = (changes: Partial<LabView> = {}, of = result) =>
  measureChart({ result: of, view: { ...view, ...changes }, theme, labelled: true });
const regret = chart;
const titles = (config: ReturnType<typeof regret>) => {
  const { x, y } = config.options!.scales as Record<string, { title: { text: string | string[] } }>;
  return { x: x.title.text, y: y.title.text };
};

test("the axes are named, and say what the band is", () => {
  expect(titles(regret())).toEqual({ x: "pulls t", y: ["mean cumulative regret", "band: 95% interval of the mean"] });
  expect(titles(regret({ band: "quantiles" })).y).toContain("band: 5–95% of replications, ± 0.8%");
  expect(titles(regret({ band: "none" })).y).toEqual(["mean cumulative regret"]);
});

test("the band of the mean is the mean ± 1.96 standard errors", () => {
  const { mean, standardError } = result.policies[3].regret;
  const { lower, upper } = bandOf(result.policies[3].regret, "mean")!;
  mean.forEach((value, index) => {
    expect(upper[index]! - value).toBeCloseTo(1.96 * standardError[index]!, 2);
    expect(value - lower[index]!).toBeCloseTo(1.96 * standardError[index]!, 2);
  });
});

test("the band of replications is their 5% and 95% quantiles", () => {
  const { values } = result.policies[0].regret.quantiles;
  expect(bandOf(result.policies[0].regret, "quantiles")).toEqual({ lower: values[0], upper: values[4] });
  expect(bandOf({ mean: [1], standardError: [null] }, "mean")).toEqual({
    lower: [null],
    upper: [null],
  });
});

test("every policy has a line through its means with a band inside the axis", () => {
  const { datasets } = regret().data;
  const policies = result.policies.length;
  expect(datasets).toHaveLength(policies + 1);
  const lines = datasets.slice(-policies);
  expect(lines.map(({ label }) => label)).toEqual(result.policies.map(({ label }) => label));
  expect(lines[0].data).toEqual(
    result.checkpoints.map((x, index) => ({ x, y: result.policies[0].regret.mean[index] })),
  );
  const { band } = lines[4] as BandedLine;
  const { lower, upper } = bandOf(result.policies[4].regret, "mean")!;
  expect(band!.lower.map(({ y }) => y)).toEqual(lower);
  expect(band!.upper.map(({ y }) => y)).toEqual(upper);
  const { y } = regret().options!.scales as Record<string, { suggestedMax: number }>;
  expect(y.suggestedMax).toBeGreaterThanOrEqual(Math.max(...(upper as number[])));
});

test("the lower bound and policies can be left out", () => {
  const { datasets } = regret({ bounds: false, band: "none", hidden: new Set([0, 1]) }).data;
  expect(datasets.map(({ label }) => label)).toEqual(result.policies.slice(2).map(({ label }) => label));
});

test("an exact curve is drawn as far as known, and can be hidden", () => {
  const horizon = result.checkpoints[2];
  const curve = { horizon, regret: [0.5, 1, 1e6], optimalArmProbability: [0.1, 0.2, 0.3] };
  const known = { ...result, exact: result.policies.map((_, policy) => (policy === 1 ? curve : null)) };
  const lines = (exact: boolean) => chart({ bounds: false, exact }, known).data.datasets as ExactLine[];
  expect(lines(true).map(({ exact }) => exact?.map(({ x, y }) => [x, y]))).toEqual(
    result.policies.map((_, policy) =>
      policy === 1 ? curve.regret.map((regret, index) => [result.checkpoints[index], regret]) : undefined,
    ),
  );
  expect(lines(false).every(({ exact }) => exact === undefined)).toBe(true);
  const { y } = chart({}, known).options!.scales as Record<string, { suggestedMax: number }>;
  expect(y.suggestedMax).toBe(1e6);
  const optimal = chart({ measure: "optimalArmRate" }, known);
  expect((optimal.data.datasets[1] as ExactLine).exact!.map(({ y }) => y)).toEqual([10, 20, 30]);
});

test("a logarithmic axis starts above zero and has gaps at values without a logarithm", () => {
  const { data, options } = regret({ logX: true, logY: true });
  const { x, y } = options!.scales as Record<string, { type: string; min: number }>;
  expect([x.type, y.type]).toEqual(["logarithmic", "logarithmic"]);
  expect(x.min).toBe(1);
  expect(y.min).toBeGreaterThan(0);
  for (const { band } of data.datasets as BandedLine[]) {
    for (const { y } of [...(band?.lower ?? []), ...(band?.upper ?? [])]) expect(y).toBeGreaterThan(0);
  }
  for (const { data: points } of data.datasets)
    for (const { y } of points) expect(y! > 0 || Number.isNaN(y)).toBe(true);
});

test("live data is neither parsed nor animated", () => {
  expect(regret().options).toMatchObject({ parsing: false, animation: false });
});

test("sixteen policies have distinct styles", () => {
  const looks = Array.from({ length: 16 }, (_, index) => {
    const { colour, dash } = seriesStyle(index);
    return JSON.stringify([colour, dash]);
  });
  expect(new Set(looks).size).toBe(16);
});

test("the optimal arm's share is in per cent", () => {
  const config = chart({ measure: "optimalArmRate" });
  expect(config.data.datasets[0].data.at(-1)!.y).toBeCloseTo(100 * result.policies[0].optimalArmRate.mean.at(-1)!, 10);
  expect(config.options!.scales!.y).toMatchObject({ min: 0, max: 100 });
});

test("the bars of a policy add up to the horizon, best arm first", () => {
  const { data } = pullsChart({ result, hidden: none, theme });
  expect(data.labels!.slice(0, 2)).toEqual(["9", "8"]);
  for (const { data: pulls } of data.datasets) {
    const total = pulls.reduce((sum, value) => sum + value, 0);
    expect(Math.abs(total - result.spec.horizon)).toBeLessThan(0.01);
  }
});

test("many arms are shown as the best and the others", () => {
  const pulls = Array.from({ length: 100 }, () => [1]);
  const many = { ...result, spec: { ...result.spec, bandit: { kind: "gaussian-testbed" as const, arms: 100 } } };
  const { labels, groups } = armGroups({ ...many, policies: [{ ...result.policies[0], pulls }] });
  expect(labels.at(-1)).toBe("89 others");
  expect(groups.flat()).toHaveLength(100);
});

test("every measure of the table has a chart with its own axis, and the mean's band where it has no quantiles", () => {
  for (const { name, axis, kind } of labMeasures) {
    const config = chart({ measure: name, band: "quantiles", bounds: false });
    const scale = kind === "share" ? 100 : 1;
    expect(config.data.datasets.map(({ data }) => data.at(-1)!.y)).toEqual(
      result.policies.map((policy) => scale * policy[name].mean.at(-1)!),
    );
    const [title, band] = titles(config).y as string[];
    expect(title).toBe(kind === "share" ? `${axis}, %` : axis);
    expect(band).toMatch(name === "regret" ? /^band: 5–95% of replications/ : /^band: 95% interval of the mean$/);
  }
});

test("an axis of values far from 0 does not start at 0, and one of negative values starts below", () => {
  const yMin = (config: ReturnType<typeof chart>) => (config.options!.scales!.y as { min?: number }).min;
  expect(yMin(regret())).toBe(0);
  const policies = result.policies.map((policy) => ({
    ...policy,
    reward: { ...policy.reward, mean: policy.reward.mean.map((_, i) => 10 + i / 100) },
    regret: { ...policy.regret, mean: policy.regret.mean.map((value) => value - 20) },
  }));
  expect(yMin(chart({ measure: "reward" }, { ...result, policies }))).toBeUndefined();
  expect(yMin(chart({}, { ...result, policies }))).toBeUndefined();
});

test("unless chosen, the axis of pulls is as the checkpoints are", () => {
  const linear = { ...result, spec: { ...result.spec, checkpoints: { kind: "linear" as const, count: 60 } } };
  const typeOf = (config: ReturnType<typeof chart>) => (config.options!.scales!.x as { type: string }).type;
  expect([null, true, false].map((logX) => typeOf(chart({ logX })))).toEqual(["logarithmic", "logarithmic", "linear"]);
  expect([null, true, false].map((logX) => typeOf(chart({ logX }, linear)))).toEqual([
    "linear",
    "logarithmic",
    "linear",
  ]);
});

test("a measure without an exact curve or bound shows none", () => {
  expect(exactOf(result, 0, measureNamed("averageReward"))).toBeUndefined();
  expect(chart({ measure: "averageReward" }).data.datasets).toHaveLength(result.policies.length);
});

test("a stored result of an earlier version shows the measures that it holds, and no bound", () => {
  const { bounds: _, ...rest } = result;
  const policies = result.policies.map(({ averageReward: _averageReward, ...policy }) => policy);
  const earlier = { ...rest, policies } as unknown as typeof result;
  expect(measuresOf(earlier).map(({ name }) => name)).toEqual(["regret", "reward", "optimalArmRate", "switches"]);
  expect(chart({}, earlier).data.datasets).toHaveLength(policies.length);
});

test("differences are from the baseline, which is the zero line", () => {
  const { data } = differenceChart({ result, logX: false, hidden: none, theme });
  expect(data.datasets.find(({ label }) => label === "baseline")!.data.every(({ y }) => y === 0)).toBe(true);
  expect(data.datasets.at(-1)!.data.at(-1)!.y).toBe(result.comparisons.at(-1)!.regretDifference.mean.at(-1));
});

test("the nearest checkpoint is that of the axis in use", () => {
  expect(nearestCheckpoint([1, 10, 100], 40, false)).toBe(1);
  expect(nearestCheckpoint([1, 10, 100], 40, true)).toBe(2);
});

test("the cursor stands where the axis has its checkpoint", () => {
  expect(cursorFraction([1, 10, 100], 1, false)).toBeCloseTo(0.1, 12);
  expect(cursorFraction([1, 10, 100], 1, true)).toBeCloseTo(0.5, 12);
  expect(cursorFraction([1], 0, true)).toBe(0);
});
