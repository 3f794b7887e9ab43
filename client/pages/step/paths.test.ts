import { describe, expect, test } from "vitest";
import { simulate } from "../../../experiments/result/simulate.ts";
import { parting, pathsOf } from "./paths.ts";
import { firstSpec, language, requestOf } from "./spec.ts";
import { takesBernoulli } from "./policies.ts";

const request = requestOf(firstSpec);

describe("the path", () => {
  test("is the replication that the simulator plays: the same rewards, regret and pulls", () => {
    const { steps, before } = pathsOf(request, []);
    expect(before).toBeUndefined();
    const [{ reward, pulls, regret }] = simulate(request.spec).policies;
    expect(steps).toHaveLength(30);
    expect(steps.at(-1)!.rewardSum).toBe(reward.mean.at(-1));
    expect(Math.abs(steps.at(-1)!.regret - regret.mean.at(-1)!)).toBeLessThan(1e-12);
    for (const arm of [0, 1, 2]) {
      expect(steps.filter((step) => step.arm === arm)).toHaveLength(pulls[arm].at(-1)!);
    }
  });

  test("starts with three equal chances, 1/3, before anything is known", () => {
    const [{ probabilities }] = pathsOf(request, []).steps;
    expect(probabilities.map(({ fraction }) => fraction)).toEqual(["1/3", "1/3", "1/3"]);
  });
});

describe("a flipped reward", () => {
  test("is the other one, and changes what is known after it alone", () => {
    const { steps, before } = pathsOf(request, [3]);
    expect(steps[2]).toMatchObject({ reward: 1 - before![2].reward, replaced: before![2].reward });
    expect(steps.slice(0, 2)).toEqual(before!.slice(0, 2));
    const { arm } = steps[2];
    const [after, without] = [steps[3].arms[arm], before![3].arms[arm]];
    expect(after.pulls).toBe(without.pulls);
    expect(Math.abs(after.rewardSum - without.rewardSum)).toBe(1);
  });

  test("flips what the path pays that earlier flips have changed, in any order of the list", () => {
    const { steps, before } = pathsOf(request, [9, 2]);
    expect(pathsOf(request, [2, 9])).toEqual({ steps, before });
    expect(before).toEqual(pathsOf(request, [2]).steps);
    expect(steps[8].reward).toBe(1 - before![8].reward);
  });

  test("parts the paths where the arms first differ", () => {
    const path = (...arms: number[]) =>
      arms.map((arm, place) => ({ ...pathsOf(request, []).steps[0], t: place + 1, arm }));
    expect(parting(path(0, 1, 1), path(0, 1, 2))).toBe(3);
    expect(parting(path(0, 1), path(0, 1))).toBeUndefined();
  });
});

describe("the address", () => {
  const { read, write, check } = language;

  test("holds the run, the flips and the pull that is shown", () => {
    expect(write(firstSpec)).toBe("");
    const own = { ...firstSpec, policy: "ucb1", flipped: [4], t: 7 };
    expect(read(write(own))).toEqual({ draft: own, mistakes: [] });
  });

  test("a shorter run shows its last pull, and forgets flips behind it", () => {
    expect(check({ ...firstSpec, horizon: 5, t: 9, flipped: [2, 8] }).spec).toMatchObject({ t: 5, flipped: [2] });
  });

  test.each([
    [{ means: [0.5, 2] }, "/means/1"],
    [{ means: [0.5] }, "/means"],
    [{ policy: "ucb3" }, "/policy"],
    [{ horizon: 101 }, "/horizon"],
    [{ seed: "" }, "/seed"],
    // Optimal play cannot plan so far for six arms.
    [{ policy: "bayes-optimal", means: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6] }, "/horizon"],
  ])("%j is refused at %s", (change, pointer) => {
    expect(check({ ...firstSpec, ...change }).mistakes.map((mistake) => mistake.pointer)).toEqual([pointer]);
  });
});

test("policies that cannot play rewards of 0 or 1 are not offered", () => {
  expect(takesBernoulli("thompson-beta")).toBe(true);
  expect(takesBernoulli("ucb1")).toBe(true);
});
