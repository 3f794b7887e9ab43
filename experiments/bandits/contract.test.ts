import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Random } from "../../policies/random/random.ts";
import { relativeError } from "../../policies/testing/reference.ts";
import { laiRobbinsConstant } from "../analysis/lai-robbins.ts";
import {
  expectDeclaredMeans,
  expectDivergence,
  expectGaps,
  expectRewards,
  expectSameWorld,
  type RewardReference,
} from "../testing/bandit-contract.ts";
import { catalogueCases } from "../testing/catalogue-reference.ts";
import type { BanditDefinition } from "./bandit.ts";
import { banditDefinition, banditDefinitions, BanditSpec } from "./registry.ts";

const cases = banditDefinitions.flatMap((definition) =>
  [{}, ...(definition.variants ?? [])].map((given) => {
    const { kind, ...parameters } = BanditSpec.parse({ ...given, kind: definition.kind });
    return { name: `${kind} ${JSON.stringify(given)}`, definition, parameters };
  }),
);

const fileOf = (kind: string) => new URL(`${kind}.reference.ts`, import.meta.url);
const referenceOf = async (kind: string) =>
  ((await import(/* @vite-ignore */ fileOf(kind).href)) as { reference: RewardReference }).reference;

describe.each(cases)("$name", ({ definition, parameters }) => {
  test("pays its means and deviations, within its reward space", () => {
    expectRewards(definition, parameters);
    expect.hasAssertions();
  });

  test("has gaps where its means never change, and is the same world after a restart", () => {
    expectGaps(definition, parameters);
    expectSameWorld(definition, parameters);
    expect.hasAssertions();
  });

  test("has the means that it declares", () => {
    expectDeclaredMeans(definition, parameters);
    expect.hasAssertions();
  });
});

const withDivergence = cases.filter(({ definition }) => "divergence" in definition);

test.each(withDivergence)("the divergence of $name is that of the textbook", async ({ definition, parameters }) => {
  expect(expectDivergence(definition, parameters, await referenceOf(definition.kind))).toBeGreaterThan(0);
});

test("the bandits without a divergence, and so without a law of their own to compare, are these", () => {
  const without = banditDefinitions.filter(({ kind }) => !existsSync(fileOf(kind))).map(({ kind }) => kind);
  expect(without).toEqual(["beta-bernoulli", "gaussian-testbed", "piecewise-stationary"]);
});

const constants = catalogueCases("bandit_constants").filter(
  ({ bandit }) => BanditSpec.safeParse(bandit).success && banditDefinitions.some(({ kind }) => kind === bandit.kind),
);

test.each(constants)("$id: mean, variance and lower bound are those of the table", (reference) => {
  const spec = BanditSpec.parse(reference.bandit);
  const definition = banditDefinition(spec.kind);
  const means = definition.fixedMeans!(spec);
  const best = Math.max(...means);
  means.forEach((mean, arm) => {
    expect(relativeError(mean, Number(reference.means[arm]))).toBeLessThan(1e-15);
    expect(relativeError(definition.rewardDeviation(spec, mean) ** 2, Number(reference.variances[arm]))).toBeLessThan(
      1e-12,
    );
    const expected = reference.divergenceToBest[arm];
    if (expected !== null)
      expect(relativeError(definition.divergence!(spec, mean, best), Number(expected))).toBeLessThan(1e-12);
  });
  expect(relativeError(laiRobbinsConstant(spec)!, Number(reference.laiRobbinsConstant))).toBeLessThan(1e-12);
});

describe("a bandit that is wrong turns the contract red", () => {
  const poisson = banditDefinition("poisson");
  const parameters = { means: [1, 1.5] };
  const paying = (change: (reward: number) => number): BanditDefinition => ({
    ...poisson,
    create: (given, random) => {
      const right = poisson.create(given, random);
      return { means: right.means, gaps: right.gaps, pull: (arm: number, r: Random) => change(right.pull(arm, r)) };
    },
  });

  test("a Poisson bandit that pays 1 too much", () => {
    expect(() =>
      expectRewards(
        paying((reward) => reward + 1),
        parameters,
      ),
    ).toThrow(/mean of arm 0/);
  });

  test("one that pays 2% too much, one that pays halves, and one whose spread is too small", () => {
    expect(() =>
      expectRewards(
        paying((reward) => 1.02 * reward),
        parameters,
      ),
    ).toThrow(/space|mean/);
    expect(() =>
      expectRewards(
        paying((reward) => reward / 2),
        parameters,
      ),
    ).toThrow(/space/);
    expect(() => expectRewards({ ...poisson, rewardDeviation: () => 0.5 }, parameters)).toThrow(/mean|variance/);
  });

  test("a divergence that is turned round", async () => {
    const turned = { ...poisson, divergence: (p: never, x: number, y: number) => poisson.divergence!(p, y, x) };
    const reference = await referenceOf("poisson");
    expect(() => expectDivergence(turned as BanditDefinition, parameters, reference)).toThrow(/, not /);
  });

  test("gaps to the second best arm, and a world that is another one after a restart", () => {
    const gaps = {
      ...poisson,
      create: () => ({ ...poisson.create(parameters, undefined as never), gaps: new Float64Array(2) }),
    };
    expect(() => expectGaps(gaps as BanditDefinition, parameters)).toThrow(/expected 0.5 to be/);
    let made = 0;
    const another = { ...poisson, create: () => poisson.create({ means: [1, made++] }, undefined as never) };
    expect(() => expectSameWorld(another as BanditDefinition, parameters)).toThrow(/deeply equal/);
  });
});
