import { expect, test } from "vitest";
import { createPolicy, policyDefinition, PolicySpec } from "./registry.ts";
import { ArmStatistics } from "./statistics.ts";

const shapes = [
  [0, 0],
  [3, 0],
  [1, 1],
  [4, 7],
  [7, 4],
  [0, 0, 0],
  [2, 0, 3],
  [2, 3, 4],
  [3, 3, 3],
  [60, 2],
];
const specs = [
  { kind: "kl-ucb" },
  { kind: "kl-ucb", c: 3, tieBreak: "first" },
  { kind: "bayes-ucb" },
  { kind: "gittins" },
  { kind: "gittins", discount: 0.5, tieBreak: "first" },
  { kind: "bayes-ucb", alpha: 0.5, beta: 2, tieBreak: "first" },
];

test.each(specs.flatMap((spec) => shapes.map((pulls) => ({ spec, pulls }))))(
  "$spec at all states of $pulls pulls: the table is the law of each",
  ({ spec, pulls }) => {
    const { kind, ...parameters } = PolicySpec.parse(spec);
    const plan = policyDefinition(kind).tabulate!(parameters, pulls.length, Math.max(...pulls) + 1);
    const stateCount = pulls.reduce((product, count) => product * (count + 1), 1);
    const out = new Float64Array(stateCount * pulls.length + 3).fill(0.5);
    plan.create().fill(pulls, out);
    const statistics = new ArmStatistics(pulls.length);
    for (let state = 0; state < stateCount; state++) {
      let rest = state;
      for (let arm = pulls.length - 1; arm >= 0; arm--) {
        statistics.set(arm, pulls[arm], rest % (pulls[arm] + 1));
        rest = Math.floor(rest / (pulls[arm] + 1));
      }
      const law = createPolicy(PolicySpec.parse(spec), { statistics }).selectionProbabilities();
      const table = pulls.map((_, arm) => out[arm * stateCount + state]);
      expect(table, `successes ${statistics.rewardSums.join()}`).toEqual(law.arms.map(({ value }) => value));
    }
  },
);
