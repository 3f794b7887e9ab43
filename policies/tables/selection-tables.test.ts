import { expect, test } from "vitest";
import { stream } from "../random/streams.ts";
import { createPolicy, policyDefinition, policyDefinitions, PolicySpec } from "../registry.ts";
import { ArmStatistics } from "../statistics/arm-statistics.ts";
import { relativeError } from "../testing/reference.ts";
import { selectionTablePlan, tablePlans } from "./tables.ts";

const specs = [
  ...policyDefinitions
    .filter((definition) => definition.kind in tablePlans || definition.indexFormula !== undefined)
    .map(({ kind }) => ({ kind })),
  { kind: "greedy", initialValue: 0.1, tieBreak: "first" },
  { kind: "epsilon-greedy", initialValue: 1 },
  { kind: "epsilon-greedy", epsilon: 0.37, tieBreak: "first" },
  { kind: "epsilon-greedy", epsilon: 0.37, explore: "others" },
  { kind: "epsilon-greedy", explore: "others", initialValue: 0.5, tieBreak: "first" },
  { kind: "softmax", temperature: 0.005 },
  { kind: "softmax", temperature: 1e9 },
  { kind: "ucb", c: 0 },
  { kind: "ucb", c: 1e-200 },
  { kind: "ucb", c: 5, tieBreak: "first" },
  { kind: "kl-ucb", c: 3, tieBreak: "first" },
  { kind: "bayes-ucb", alpha: 0.5, beta: 2, tieBreak: "first" },
  { kind: "gittins", discount: 0 },
  { kind: "gittins", discount: 0.5, tieBreak: "first" },
  { kind: "gittins", alpha: 0.01, beta: 7 },
  { kind: "bayes-optimal", alpha: 0.5, beta: 2, tieBreak: "first" },
];

/** All ways to spread so many pulls. */
function* spreads(armCount: number, pulls: number): Generator<number[]> {
  if (armCount === 1) yield [pulls];
  else for (let n = 0; n <= pulls; n++) for (const rest of spreads(armCount - 1, pulls - n)) yield [n, ...rest];
}

/** Few pulls in all ways, and some ways of many, fewest first; states of equal counts and of equal means among them. */
function blocks(armCount: number, mostPulls: number, few: number): number[][] {
  const random = stream(`${mostPulls} pulls of ${armCount} arms`, "reward", "");
  const many = Array.from({ length: 4 }, () =>
    Array.from({ length: armCount }, () => random.below(mostPulls / armCount)),
  );
  const equal = Array.from({ length: armCount }, () => Math.floor(mostPulls / armCount));
  const all = Array.from({ length: few + 1 }, (_, pulls) => [...spreads(armCount, pulls)]).flat();
  const total = (pulls: number[]) => pulls.reduce((sum, n) => sum + n, 0);
  return [...all, ...many, equal].toSorted((one, other) => total(one) - total(other));
}

test.each(
  specs.flatMap((spec) => [
    { spec, armCount: 1, mostPulls: 30, few: 3 },
    { spec, armCount: 2, mostPulls: 50, few: 7 },
    { spec, armCount: 3, mostPulls: 15, few: 4 },
  ]),
)(
  "$spec, up to $mostPulls pulls of $armCount arms: its table is the law of every state",
  ({ spec, armCount, mostPulls, few }) => {
    const { kind, ...parameters } = PolicySpec.parse(spec);
    const table = selectionTablePlan(policyDefinition(kind), parameters, armCount, mostPulls)!.create();
    const statistics = new ArmStatistics(armCount);
    const policy = createPolicy(PolicySpec.parse(spec), { statistics, horizon: mostPulls + 1 });
    for (const pulls of blocks(armCount, mostPulls, few)) {
      const stateCount = pulls.reduce((product, count) => product * (count + 1), 1);
      const out = new Float64Array(stateCount * armCount + 3).fill(0.5);
      table.fill(pulls, out);
      for (let state = 0; state < stateCount; state++) {
        let rest = state;
        for (let arm = armCount - 1; arm >= 0; arm--) {
          statistics.set(arm, pulls[arm], rest % (pulls[arm] + 1));
          rest = Math.floor(rest / (pulls[arm] + 1));
        }
        policy.reset();
        const law = policy.selectionProbabilities().arms.map(({ value }) => value);
        const error = law.map((value, arm) => relativeError(out[arm * stateCount + state], value));
        if (error.some((size) => !(size < 1e-13))) {
          expect.fail(
            `successes ${statistics.rewardSums.join()} of ${pulls.join()} pulls: relative errors ${error.join()}`,
          );
        }
      }
    }
  },
);

test("states with probability 0 are skipped, and the others have their law", () => {
  const { kind, ...parameters } = PolicySpec.parse({ kind: "greedy" });
  const table = selectionTablePlan(policyDefinition(kind), parameters, 2, 6)!.create();
  const out = new Float64Array(24);
  const mass = new Float64Array(12).fill(1);
  mass[0] = 0;
  // Two pulls of the first arm and three of the second: from (0, 0) to (2, 3) successes.
  table.fill(Int32Array.of(2, 3), out, mass);
  expect([...out.subarray(1, 12)]).toEqual([0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 0.5]);
});
