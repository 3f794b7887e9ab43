import { expect, test } from "vitest";
import { simulate } from "../result/simulate.ts";
import type { SimulationSpecInput } from "../spec/spec.ts";
import { expandSweep } from "./expand.ts";
import { noEstimate, pointEstimate, SweepResult, sweepResult } from "./result.ts";
import { sweepCsv } from "./sweep-csv.ts";
import { sweep } from "./sweep.ts";

const base: SimulationSpecInput = {
  bandit: { kind: "bernoulli", means: [0, 1] },
  policies: [
    { kind: "greedy", tieBreak: "first" },
    { kind: "ucb", c: 0 },
  ],
  horizon: 10,
  replications: 5,
  seed: "sweep",
};
const initialValues = { pointer: "/policies/0/initialValue", values: [0, 0.5, 2] };
/** Greedy stays on the arm that pays 0 unless the untried arm looks better; UCB tries the bad arm once. */
const result = sweep({ base, axes: [initialValues] });

test("the regret at every point is what algebra says, and the best point is the first of equal ones", () => {
  expect(SweepResult.parse(result)).toBeTruthy();
  expect(result.points.map(({ policies }) => policies.map(({ finalRegret }) => finalRegret.mean))).toEqual([
    [10, 1],
    [1, 1],
    [1, 1],
  ]);
  expect(result.best).toEqual([
    {
      policy: 0,
      point: 1,
      values: [0.5],
      label: expect.stringContaining("0.5"),
      finalRegret: { mean: 1, standardError: 0 },
    },
    {
      policy: 1,
      point: 0,
      values: [0],
      label: expect.stringContaining("UCB"),
      finalRegret: { mean: 1, standardError: 0 },
    },
  ]);
  expect([result.complete, result.completedPoints]).toEqual([true, 3]);
});

test("a point's estimates are those of its simulation alone", () => {
  const noisy = { ...base, bandit: { kind: "bernoulli", means: [0.4, 0.5, 0.6] } } as SimulationSpecInput;
  const axes = [{ pointer: "/policies/1/c", values: [0, 0.5, 1] }];
  const { points } = sweep({ base: noisy, axes });
  for (const { values, ...estimate } of points) {
    const alone = { ...noisy, policies: [noisy.policies[0], { kind: "ucb", c: values[0] }] } as SimulationSpecInput;
    expect(estimate).toEqual(pointEstimate(simulate(alone)));
  }
});

const play = (axes: { pointer: string; values: unknown[] }[], given: SimulationSpecInput) =>
  expandSweep({ base: given, axes }).points.map(({ spec }) => simulate(spec.spec));

test("all points have the same rewards: on one arm, any parameter collects the same, and another seed does not", () => {
  const single: SimulationSpecInput = { ...base, bandit: { kind: "bernoulli", means: [0.3] }, horizon: 20 };
  const rewards = (axes: { pointer: string; values: unknown[] }[]) =>
    play(axes, single).map(({ policies }) => policies[1].reward.mean);
  const [first, ...others] = rewards([{ pointer: "/policies/1/c", values: [0, 1, 2] }]);
  for (const other of others) expect(other).toEqual(first);
  const [, otherSeed] = rewards([{ pointer: "/seed", values: ["sweep", "another"] }]);
  expect(otherSeed).not.toEqual(first);
});

test("a policy's own draws are those of its specification: another policy's axis changes nothing for it", () => {
  const noisy = {
    ...base,
    policies: [{ kind: "epsilon-greedy" }, { kind: "uniform" }],
    horizon: 20,
  } as SimulationSpecInput;
  const [first, ...others] = play([{ pointer: "/policies/0/epsilon", values: [0.1, 0.2, 0.3] }], noisy);
  for (const other of others) {
    expect(other.policies[1]).toEqual(first.policies[1]);
    expect(other.policies[0].pulls).not.toEqual(first.policies[0].pulls);
  }
});

test("only complete points can be the best, and a point without a result has no policies", () => {
  const { spec, points } = result;
  const [first, second, third] = points;
  const partial = sweepResult(spec, [first, { ...second, complete: false }, third]);
  expect([partial.best[0]?.point, partial.complete, partial.completedPoints]).toEqual([2, false, 2]);
  const waiting = { values: [0.5], ...noEstimate(second.specHash, 5) };
  expect(sweepResult(spec, [first, waiting, waiting]).best[0]?.point).toBe(0);
  expect(sweepResult(spec, [{ ...first, complete: false }, waiting, waiting]).best).toEqual([null, null]);
});

test("where points have different numbers of policies, each policy is compared where it is", () => {
  const axes = [{ pointer: "/policies", values: [[{ kind: "ucb", c: 0 }], base.policies] }];
  const { best } = sweep({ base, axes });
  expect(best.map((each) => [each?.policy, each?.point])).toEqual([
    [0, 0],
    [1, 1],
  ]);
});

test("progress rises to 1 over all points", () => {
  const seen: number[] = [];
  sweep({ base, axes: [initialValues] }, { onProgress: (fraction) => seen.push(fraction) });
  expect(seen).toEqual([1 / 3, 2 / 3, 1]);
});

test("the CSV has a column for every axis, quotes what is no number, and runs no formula", () => {
  const axes = [
    { pointer: "/policies/1", values: [{ kind: "ucb", c: 0 }] },
    { pointer: "/seed", values: ["=1+1", -1] },
  ];
  const { spec, points } = sweep({ base, axes });
  const rows = sweepCsv(sweepResult(spec, [points[0], { values: points[1].values, ...noEstimate("", 5) }])).split(
    "\r\n",
  );
  expect(rows).toEqual([
    "point,/policies/1,/seed,policy,label,finalRegretMean,finalRegretStandardError,isBest,completedReplications,replications",
    expect.stringMatching(/^0,"\{""kind"":""ucb"",""c"":0\}","'=1\+1",0,[^,]*Greedy[^,]*,?[^,]*,10,0,true,5,5$/),
    expect.stringMatching(/^0,"\{""kind"":""ucb"",""c"":0\}","'=1\+1",1,.*,1,0,true,5,5$/),
    '1,"{""kind"":""ucb"",""c"":0}",-1,,,,,,0,5',
    "",
  ]);
});
