import { expect, test } from "vitest";
import type { SimulationResult } from "./result.ts";
import { resultCsv } from "./result-csv.ts";
import { simulate } from "./simulate.ts";

const result = simulate({
  bandit: { kind: "bernoulli", means: [0.2, 0.8] },
  policies: [{ kind: "greedy" }, { kind: "uniform" }],
  horizon: 5,
  replications: 20,
  seed: "table",
  labels: ['=A1+"x"', "plain, with a comma"],
});
const lines = resultCsv(result).split("\r\n");

test("one row for every policy and checkpoint, under a header", () => {
  expect(lines).toHaveLength(1 + 2 * 5 + 1);
  expect(lines[0]).toBe(
    "policy,t,regretMean,regretStandardError,regretQuantile0.05,regretQuantile0.25,regretQuantile0.5,regretQuantile0.75," +
      "regretQuantile0.95,rewardMean,rewardStandardError,averageRewardMean,averageRewardStandardError,optimalArmRate,optimalArmRateStandardError,switchesMean,switchesStandardError,exactRegret,exactOptimalArmProbability," +
      "completedReplications,replications",
  );
  expect(lines.at(-1)).toBe("");
});

test("the numbers are the result's own, to the last digit", () => {
  const [, uniform] = result.policies;
  const cells = lines[10].slice('"plain, with a comma",'.length).split(",").map(Number);
  expect(cells.slice(0, 3)).toEqual([5, uniform.regret.mean[4], uniform.regret.standardError[4]]);
  expect(cells.slice(8, 10)).toEqual([uniform.reward.mean[4], uniform.reward.standardError[4]]);
  const exact = { horizon: 5, regret: [1, 2, 3, 4, 5.5], optimalArmProbability: [0, 0.1, 0.2, 0.3, 0.25] };
  const rows = resultCsv({ ...result, exact: [null, exact] }).split("\r\n");
  expect(rows[5]).toMatch(/,,,20,20$/);
  expect(rows[10]).toMatch(/,5.5,0.25,20,20$/);
});

test("every row of a partial result says of how many replications it is, and how many were asked for", () => {
  const partial = { ...result, complete: false, completedReplications: 7 };
  const [, ...rows] = resultCsv(partial).trimEnd().split("\r\n");
  expect(rows).toHaveLength(10);
  for (const row of rows) expect(row).toMatch(/,7,20$/);
});

test("a stored result without a measure has no columns for it", () => {
  const earlier = {
    ...result,
    policies: result.policies.map(({ averageReward: _averageReward, ...policy }) => policy),
  };
  const [header, row] = resultCsv(earlier as typeof result).split("\r\n");
  expect(header).toBe(lines[0].replace("averageRewardMean,averageRewardStandardError,", ""));
  expect(row.split(",")).toHaveLength(lines[1].split(",").length - 2);
});

test("a label cannot become a formula of a spreadsheet, and a comma stays inside its cell", () => {
  expect(lines[1]).toMatch(/^"'=A1\+""x""",1,/);
  expect(lines[6]).toMatch(/^"plain, with a comma",1,/);
});

test("a result that an earlier version stored has the columns of the measures that it has", () => {
  const former = JSON.parse(JSON.stringify(result)) as SimulationResult;
  for (const policy of former.policies) Reflect.deleteProperty(policy, "averageReward");
  const [header, row] = resultCsv(former).split("\r\n");
  expect(header).not.toContain("averageReward");
  expect(header).toContain("rewardStandardError,optimalArmRate,");
  expect(row.split(",")).toHaveLength(header.split(",").length);
});
