import { expect, test } from "vitest";
import { levels } from "./rooms.js";
import { wrongImport } from "./rooms-rule.js";

test.each([
  ["policies/value/greedy.ts", "../numerics/rational.ts"],
  ["policies/numerics/rational.ts", "./elementary.ts"],
  ["policies/numerics/elementary.ts", "./elementary/power.ts"],
  ["experiments/exact/work-plan.ts", "../../policies/tables/index-table.ts"],
  ["server/commands/regret.ts", "../questions/questions.ts"],
  ["client/pages/lab-page.tsx", "../../experiments/spec/spec.ts"],
  ["policies/random/streams.ts", "seedrandom"],
  ["policies/policy.ts", "zod"],
  ["server/config.ts", "node:fs"],
])("%s may import %s", (path, specifier) => {
  expect(wrongImport(path, specifier)).toBeUndefined();
});

test.each([
  ["policies/numerics/rational.ts", "../policy.ts"],
  ["policies/statistics/arm-statistics.ts", "../policy.ts"],
  ["policies/value/greedy.ts", "../weights/softmax.ts"],
  ["policies/value/greedy.ts", "../tables/mean-table.ts"],
  ["policies/policy.ts", "../experiments/limits.ts"],
  ["experiments/spec/spec.ts", "../simulation/plan.ts"],
  ["server/store/store.ts", "../http/problems.ts"],
  ["server/store/store.ts", "../../client/router.ts"],
  ["client/pages/lab-page.tsx", "../../server/config.ts"],
  ["policies/random/sfc32.ts", "seedrandom"],
  ["experiments/spec/version.ts", "node:crypto"],
  ["server/jobs/crew.ts", "libsql"],
])("%s may not import %s", (path, specifier) => {
  expect(wrongImport(path, specifier)).toMatch(/may (not )?import/);
});

test("every room is on one level", () => {
  const names = levels.flat();
  expect(new Set(names).size).toBe(names.length);
});
