import { test } from "vitest";
import type { Policy } from "./policy.ts";
import { recommendationOf } from "./recommendation.ts";
import { stream } from "./random/streams.ts";
import { createPolicy } from "./registry.ts";
import { ArmStatistics } from "./statistics/arm-statistics.ts";
import { expectCountsToFollow } from "./testing/laws.ts";

const named = (policy: Policy, statistics: ArmStatistics) => {
  const random = stream("recommendation", "policy", "");
  const counts = new Float64Array(statistics.armCount);
  for (let draw = 0; draw < 3000; draw++) counts[recommendationOf(policy, statistics, random)]++;
  return counts;
};

test("a policy without an opinion names an arm of the highest sample mean, also where all of them are negative", () => {
  const statistics = new ArmStatistics(4);
  const policy = createPolicy({ kind: "uniform" }, { statistics });
  expectCountsToFollow(named(policy, statistics), [0.25, 0.25, 0.25, 0.25]);
  statistics.set(0, 2, -3, 5);
  expectCountsToFollow(named(policy, statistics), [1, 0, 0, 0]);
  statistics.set(1, 4, -2, 5);
  statistics.set(3, 2, -1, 5);
  expectCountsToFollow(named(policy, statistics), [0, 0.5, 0, 0.5]);
});

test("a policy's own recommendation is used", () => {
  const statistics = new ArmStatistics(3);
  statistics.set(2, 1, 1);
  const uniform = createPolicy({ kind: "uniform" }, { statistics });
  const policy: Policy = Object.assign(uniform, { recommend: () => 1 });
  expectCountsToFollow(named(policy, statistics), [0, 1, 0]);
});
