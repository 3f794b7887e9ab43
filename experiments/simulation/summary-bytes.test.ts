// Slow: merges summaries of 700 arms.
import { expect, test } from "vitest";
import { SimulationSpec, type SimulationSpecInput } from "../spec/spec.ts";
import { isExact } from "./histogram.ts";
import { HistogramCounts } from "./histogram-counts.ts";
import { planSimulation } from "./plan.ts";
import { runBlock } from "./run-block.ts";
import { emptyLike, emptySummary, mergeSummary, type SimulationSummary } from "./summary.ts";
import { summaryFromBytes, summaryToBytes } from "./summary-bytes.ts";
import { toResult } from "../result/to-result.ts";

const shapes: Record<string, SimulationSpecInput> = {
  "two arms": {
    bandit: { kind: "bernoulli", means: [0.45, 0.55] },
    policies: [{ kind: "ucb1" }, { kind: "thompson-beta" }],
    horizon: 1000,
    replications: 10_000,
    seed: "bytes",
  },
  "one pull": { bandit: { kind: "gaussian" }, policies: [{ kind: "greedy" }], horizon: 1, replications: 1, seed: 1 },
  "pulls at the horizon alone": {
    bandit: { kind: "bernoulli", means: Array.from({ length: 700 }, (_, arm) => arm / 700) },
    policies: [{ kind: "uniform" }, { kind: "softmax" }],
    horizon: 2000,
    replications: 60,
    seed: "many arms",
    checkpoints: { kind: "log", count: 1000 },
  },
};

const planOf = (spec: SimulationSpecInput) => planSimulation(SimulationSpec.parse(spec));

test.each(Object.entries(shapes))("a summary comes back from its bytes: %s", (_, spec) => {
  const block = runBlock(planOf(spec), 0)!;
  expect(summaryFromBytes(summaryToBytes(block))).toEqual(block);
});

test.each(Object.entries(shapes))("so does one of no replications: %s", (_, spec) => {
  const summary = emptySummary(planOf(spec));
  expect(summaryFromBytes(summaryToBytes(summary))).toEqual(summary);
});

test("merging by way of bytes gives the same result, and leaves the bytes as they were", () => {
  const plan = planOf(shapes["two arms"]);
  const blocks = [0, 1, 2].map((block) => runBlock(plan, block)!);
  const direct = emptySummary(plan);
  for (const block of blocks) mergeSummary(direct, block);
  let bytes = summaryToBytes(emptyLike(blocks[0]));
  for (const block of blocks) {
    const before = [...bytes];
    const merged = summaryFromBytes(bytes);
    mergeSummary(merged, summaryFromBytes(summaryToBytes(block)));
    expect([...bytes]).toEqual(before);
    bytes = summaryToBytes(merged);
  }
  const text = (summary: SimulationSummary) => JSON.stringify(toResult(plan, summary, undefined, ""));
  expect(text(summaryFromBytes(bytes)) === text(direct)).toBe(true);
});

test("histograms of values and of bins of both signs come back", () => {
  const plan = planOf(shapes["two arms"]);
  const summary = emptySummary(plan);
  const { histograms } = summary.policies[0].measures[0];
  const counts = new HistogramCounts(3);
  for (let i = 0; i < 200; i++) counts.add(Float64Array.of(i % 3, i - 100, -i / 7));
  counts.histograms().forEach((histogram, i) => (histograms![i] = histogram));
  expect(counts.histograms().map(isExact)).toEqual([true, false, false]);
  expect(summaryFromBytes(summaryToBytes(summary))).toEqual(summary);
});

test("other bytes are refused", () => {
  const bytes = summaryToBytes(runBlock(planOf(shapes["one pull"]), 0)!);
  expect(() => summaryFromBytes(bytes.subarray(0, 10))).toThrow("not a summary");
  expect(() => summaryFromBytes(bytes.subarray(0, bytes.length - 4))).toThrow("not a summary");
  expect(() => summaryFromBytes(Uint8Array.from(bytes).fill(0, 0, 4))).toThrow("not a summary");
});
