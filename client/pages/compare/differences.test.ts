import { expect, test } from "vitest";
import type { SimulationResult } from "../../../experiments/result/result.ts";
import { simulate } from "../../../experiments/result/simulate.ts";
import { SimulationSpec, type SimulationSpecInput } from "../../../experiments/spec/spec.ts";
import { howText } from "./difference-words.ts";
import { regretDifference } from "./differences.ts";
import { contendersOf } from "./contenders.ts";

const base: SimulationSpecInput = {
  bandit: { kind: "bernoulli", means: [0.3, 0.6] },
  policies: [{ kind: "ucb1" }, { kind: "epsilon-greedy" }],
  horizon: 30,
  replications: 40,
  seed: "compared",
};
const kinds = (...names: ("ucb1" | "epsilon-greedy" | "thompson-beta" | "greedy")[]) => ({
  policies: names.map((kind) => ({ kind })),
});
const run = (changes: Partial<SimulationSpecInput> = {}) => simulate(SimulationSpec.parse({ ...base, ...changes }));
const first = run();

/** The first result with other final regrets, by policy: [mean, standard error]. */
function withRegrets(result: SimulationResult, regrets: [number, number | null][]): SimulationResult {
  const policies = result.policies.map((policy, index) => {
    const [mean, standardError] = regrets[index];
    const regret = {
      ...policy.regret,
      mean: [...policy.regret.mean.slice(0, -1), mean],
      standardError: [...policy.regret.standardError.slice(0, -1), standardError],
    };
    return { ...policy, regret };
  });
  return { ...result, policies };
}

test("unpaired, the variances add: 3² + 4² = 5²", () => {
  const one = withRegrets(run({ seed: "one" }), [
    [10, 3],
    [0, 1],
  ]);
  const other = withRegrets(run({ seed: "other" }), [
    [4, 4],
    [0, 1],
  ]);
  expect(regretDifference({ result: one, policy: 0 }, { result: other, policy: 0 })).toEqual({
    mean: 6,
    standardError: 5,
    pulls: 30,
    method: "unpaired",
    reason: "the seeds differ",
  });
});

test("without a standard error there is none of the difference", () => {
  const single = run({ replications: 1 });
  const difference = regretDifference({ result: single, policy: 0 }, { result: first, policy: 0 });
  expect(difference).toMatchObject({ method: "unpaired", standardError: null });
});

test("inside a run, the difference from the first policy is the result's own, and its negative the other way round", () => {
  const { mean, standardError } = first.comparisons[0].regretDifference;
  const [x, y] = [0, 1].map((policy) => ({ result: first, policy }));
  expect(regretDifference(y, x)).toMatchObject({
    method: "paired",
    mean: mean.at(-1),
    standardError: standardError.at(-1),
  });
  expect(regretDifference(x, y)).toMatchObject({
    method: "paired",
    mean: -mean.at(-1)!,
    standardError: standardError.at(-1),
  });
});

test("across runs, a paired difference is the one that a run of both policies has", () => {
  // ε-greedy is the second policy of one run and the first of the other.
  const other = run(kinds("epsilon-greedy", "thompson-beta"));
  const { mean, standardError } = run(kinds("epsilon-greedy", "greedy", "thompson-beta")).comparisons[1]
    .regretDifference;
  const difference = regretDifference({ result: other, policy: 1 }, { result: first, policy: 1 });
  expect(difference).toEqual({
    mean: mean.at(-1),
    standardError: standardError.at(-1),
    pulls: 30,
    method: "paired",
  });
});

test("one policy in two runs of the same seed is the same replications", () => {
  const other = run(kinds("thompson-beta", "ucb1"));
  const difference = regretDifference({ result: other, policy: 1 }, { result: first, policy: 0 });
  expect(difference).toMatchObject({ method: "same", mean: 0, standardError: 0 });
});

test("two policies of which neither is the first one of the other's run are not paired, and the reason says so", () => {
  const other = run(kinds("thompson-beta", "greedy"));
  const [contender, reference] = [
    { result: other, policy: 1 },
    { result: first, policy: 1 },
  ];
  const difference = regretDifference(contender, reference)!;
  const variance = [contender, reference]
    .map(({ result, policy }) => result.policies[policy].regret.standardError.at(-1)! ** 2)
    .reduce((sum, each) => sum + each);
  expect(difference.method).toBe("unpaired");
  expect(difference.standardError! ** 2).toBeCloseTo(variance, 12);
  const [, ...rest] = contendersOf([
    { id: "a", letter: "A", name: "", result: first },
    { id: "b", letter: "B", name: "", result: other },
  ]);
  expect(howText(rest[2], rest[0], difference)).toEqual({
    how: "Unpaired",
    note: "Neither policy is the first one of the other’s run, and results hold paired differences from that, so the interval comes from both standard errors. The seed is the same, so the two are not independent, which the interval ignores: it is usually too wide.",
  });
});

test.each<[string, Partial<SimulationSpecInput>]>([
  ["the seeds differ", { seed: "another" }],
  ["the bandits differ", { bandit: { kind: "bernoulli", means: [0.3, 0.7] } }],
  ["the common random numbers differ", { rewardCoupling: "independent" }],
  ["the feedback differs", { feedback: { kind: "batched", every: 5 } }],
  ["the numbers of replications differ", { replications: 41 }],
])("runs are not paired where %s", (reason, changes) => {
  const difference = regretDifference({ result: run(changes), policy: 1 }, { result: first, policy: 0 });
  expect(difference).toMatchObject({ method: "unpaired", reason });
});

test("runs of other horizons are compared, unpaired, at the last number of pulls that both have", () => {
  const longer = run({ horizon: 50, checkpoints: { kind: "linear", count: 5 } });
  const difference = regretDifference({ result: longer, policy: 1 }, { result: first, policy: 0 });
  expect(difference).toMatchObject({ pulls: 30, method: "unpaired", reason: "the horizons differ" });
  const at = longer.checkpoints.indexOf(30);
  const expected = longer.policies[1].regret.mean[at] - first.policies[0].regret.mean.at(-1)!;
  expect(difference!.mean).toBe(expected);
});

test("a result whose numbers were edited is not paired", () => {
  const edited = withRegrets(run(kinds("ucb1", "thompson-beta")), [
    [1, 0.5],
    [2, 0.5],
  ]);
  const difference = regretDifference({ result: edited, policy: 1 }, { result: first, policy: 0 });
  expect(difference!.method).toBe("unpaired");
});

test("without a number of pulls in common there is no difference", () => {
  const [early, late] = [
    { ...first, checkpoints: first.checkpoints.map((t) => t * 2) },
    { ...first, checkpoints: first.checkpoints.map((t) => t * 2 + 1) },
  ];
  expect(regretDifference({ result: early, policy: 0 }, { result: late, policy: 0 })).toBeUndefined();
});
