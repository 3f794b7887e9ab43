import { expect, test, vi } from "vitest";
import { SimulationResult } from "../../experiments/result/result.ts";
import type { Measure } from "../../experiments/simulation/measures.ts";
import { planSimulation } from "../../experiments/simulation/plan.ts";
import { resultCsv } from "../../experiments/result/result-csv.ts";
import { runBlock } from "../../experiments/simulation/run-block.ts";
import { simulate } from "../../experiments/result/simulate.ts";
import { summaryFromBytes, summaryToBytes } from "../../experiments/simulation/summary-bytes.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";
import { openApiDocument } from "./document.ts";

// Two made-up rows: a mean with all that a row can ask for, and a share.
vi.mock("../../experiments/simulation/measures.ts", async (original) => {
  const { measures } = await original<{ measures: readonly Measure[] }>();
  const even: Measure = {
    name: "evenReward",
    title: "Even reward",
    description: "whether the cumulative reward is even after t pulls",
    axis: "even reward",
    kind: "share",
    of: ({ rewardSums }, out) => {
      for (let i = 0; i < out.length; i++) out[i] = 1 - (rewardSums[i] % 2);
      return out;
    },
  };
  const lost: Measure = {
    name: "lost",
    title: "Lost",
    description: "the reward with its sign changed, after t pulls",
    axis: "lost reward",
    kind: "mean",
    of: ({ rewardSums }, out) => {
      for (let i = 0; i < out.length; i++) out[i] = -rewardSums[i];
      return out;
    },
    distribution: "finallyLost",
    difference: "lostDifference",
  };
  return { measures: [...measures, even, lost] };
});

const spec = SimulationSpec.parse({
  bandit: { kind: "bernoulli", means: [0.2, 0.7] },
  policies: [{ kind: "ucb1" }, { kind: "uniform" }],
  horizon: 5,
  replications: 100,
  seed: 1,
});
type Series = { mean: number[]; standardError: number[] };
type WithNew = { reward: Series; evenReward: Series; lost: Series & { quantiles: { values: number[][] } } };
const result = simulate(spec);
const policies = result.policies as unknown as (WithNew & {
  finallyLost: { mean: number; quantiles: { values: number[] }; histogram: { from: number; count: number }[] };
})[];

test("a new row of the table is in the result, of several blocks as of one, and by way of bytes", () => {
  expect(SimulationResult.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
  const block = runBlock(planSimulation(spec), 0)!;
  expect(summaryFromBytes(summaryToBytes(block))).toEqual(block);
  for (const { reward, evenReward, lost, finallyLost } of policies) {
    expect(lost.mean).toEqual(reward.mean.map((value) => -value));
    expect(lost.standardError).toEqual(reward.standardError);
    // After the first pull the reward is 1 or 0, and 0 is even.
    expect(evenReward.mean[0]).toBeCloseTo(1 - reward.mean[0], 12);
    expect(finallyLost.mean).toBe(lost.mean.at(-1));
    expect(finallyLost.quantiles.values).toEqual(lost.quantiles.values.map((series) => series.at(-1)));
    expect(finallyLost.histogram.every(({ from }) => from >= -5 && from <= 0)).toBe(true);
    expect(finallyLost.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(100);
  }
  const [{ lostDifference }] = result.comparisons as unknown as { lostDifference: Series }[];
  lostDifference.mean.forEach((value, i) =>
    expect(value).toBeCloseTo(policies[0].reward.mean[i] - policies[1].reward.mean[i], 12),
  );
});

test("it is in the CSV, with its quantiles", () => {
  const [header, first] = resultCsv(result)
    .split("\r\n")
    .map((line) => line.split(","));
  const column = header.indexOf("lostMean");
  expect(header.slice(column - 2)).toEqual([
    "evenReward",
    "evenRewardStandardError",
    "lostMean",
    "lostStandardError",
    ...[0.05, 0.25, 0.5, 0.75, 0.95].map((level) => `lostQuantile${level}`),
    "exactRegret",
    "exactOptimalArmProbability",
    "completedReplications",
    "replications",
  ]);
  expect(Number(first[column])).toBe(policies[0].lost.mean[0]);
});

test("it is in the OpenAPI document, with its description", () => {
  const { components } = openApiDocument() as {
    components: { schemas: Record<string, { properties: Record<string, { items: JsonObject }> }> };
  };
  const { policies: listed, comparisons } = components.schemas.SimulationResult.properties;
  expect(listed.items.properties).toMatchObject({
    evenReward: { description: "whether the cumulative reward is even after t pulls" },
    lost: {
      description: "the reward with its sign changed, after t pulls",
      required: expect.arrayContaining(["quantiles"]),
    },
    finallyLost: { required: expect.arrayContaining(["histogram"]) },
  });
  expect(comparisons.items.required).toEqual(["policy", "baseline", "regretDifference", "lostDifference"]);
});

interface JsonObject {
  properties: Record<string, object>;
  required: string[];
}
