import { expect } from "vitest";
import { stream } from "../../policies/random/streams.ts";
import { containsReward } from "../../policies/reward-space.ts";
import type { Bandit, BanditDefinition } from "../bandits/bandit.ts";

type Parameters = Record<string, unknown>;

/** The law of one reward of an arm, as a textbook writes it; `<kind>.reference.ts` exports one by parameters and mean. */
export interface RewardLaw {
  /** Whole numbers from 0 to `to`, or all numbers in between; the probability outside is negligible. */
  kind: "discrete" | "continuous";
  from: number;
  to: number;
  logDensity(reward: number): number;
}

export type RewardReference = (parameters: Record<string, never>, mean: number) => RewardLaw;

const PULLS = 40_000;
const WORLDS = 20_000;
/** The standard errors that a normal variate exceeds with probability 10⁻⁶. */
const BOUND = 4.9;

/** Checks the mean of many draws against its expectation, to 4.9 standard errors and the share that a rare draw may hide. */
function expectMean(draws: ArrayLike<number>, expected: number, spread: number, what: string): void {
  const mean = Array.from(draws).reduce((sum, draw) => sum + draw, 0) / draws.length;
  const most = BOUND * (spread / Math.sqrt(draws.length)) + 1e-12 * (1 + Math.abs(expected));
  expect(Math.abs(mean - expected), `${what}: ${mean}, not ${expected}`).toBeLessThanOrEqual(most);
}

function fresh(definition: BanditDefinition, parameters: Parameters, replication = 0): Bandit {
  return definition.create(parameters, stream("contract", "means", definition.kind, replication));
}

/** The decisions at which a world is checked: the first, and those after its first changes. */
function decisionsOf(bandit: Bandit): number[] {
  const decisions = [1];
  bandit.restart?.(stream("contract", "world", ""));
  for (let t = 1; bandit.moveTo && decisions.length < 4;) {
    t = bandit.moveTo(t, stream("contract", "world", ""));
    if (t === Infinity) break;
    decisions.push(t);
  }
  return decisions;
}

/** Moves a world from the start to a decision. */
function moveTo(bandit: Bandit, decision: number): void {
  const random = stream("contract", "world", "");
  bandit.restart?.(random);
  for (let t = 1; bandit.moveTo && t <= decision;) t = bandit.moveTo(t, random);
}

/** Checks that E[reward] is the arm's mean, that its deviation is as declared, and that rewards lie in the declared space. */
export function expectRewards(definition: BanditDefinition, parameters: Parameters): void {
  const space = definition.rewards(parameters);
  const bandit = fresh(definition, parameters);
  expect(bandit.means).toHaveLength(definition.armCount(parameters));
  for (const t of decisionsOf(bandit)) {
    for (let arm = 0; arm < bandit.means.length; arm++) {
      moveTo(bandit, t);
      const mean = bandit.means[arm];
      const random = stream("contract", "reward", `${definition.kind} ${arm} ${t}`);
      const rewards = new Float64Array(PULLS);
      for (let pull = 0; pull < PULLS; pull++) {
        if (definition.changes === "with pulls") moveTo(bandit, t);
        rewards[pull] = bandit.pull(arm, random);
      }
      const outside = rewards.find((reward) => !containsReward(space, reward));
      expect(outside, `arm ${arm} at ${t} pays a reward outside its space`).toBeUndefined();
      const spread = definition.rewardDeviation(parameters, mean);
      expectMean(rewards, mean, spread, `mean of arm ${arm} at ${t}`);
      const squares = rewards.map((reward) => (reward - mean) ** 2);
      const fourth = squares.reduce((sum, square) => sum + square * square, 0) / PULLS;
      expectMean(squares, spread * spread, Math.sqrt(fourth), `variance of arm ${arm} at ${t}`);
    }
  }
}

/** Checks that gaps are to the best arm and 0 for the best arms alone; where means change there are none. */
export function expectGaps(definition: BanditDefinition, parameters: Parameters): void {
  const { means, gaps } = fresh(definition, parameters);
  expect(gaps !== undefined, "gaps").toBe(definition.changes === "never");
  if (!gaps) return;
  const best = Math.max(...means);
  means.forEach((mean, arm) => {
    expect(Math.abs(gaps[arm] - (best - mean))).toBeLessThanOrEqual(2 ** -51 * Math.max(1, Math.abs(best)));
    if (mean < best) expect(gaps[arm]).toBeGreaterThan(0);
  });
  expect(Math.min(...gaps)).toBe(0);
}

/** Checks that a world repeats itself after a restart, decision by decision. */
export function expectSameWorld(definition: BanditDefinition, parameters: Parameters): void {
  const bandit = fresh(definition, parameters);
  const decisions = decisionsOf(bandit);
  const walk = () =>
    decisions.map((t) => {
      moveTo(bandit, t);
      return [...bandit.means];
    });
  const before = walk();
  for (let arm = 0; arm < before[0].length; arm++) bandit.pull(arm, stream("contract", "reward", "restart"));
  expect(walk()).toEqual(before);
  if (!definition.drawn) expect([...fresh(definition, parameters, 1).means]).toEqual(before[0]);
}

/** Checks the declared means: fixed, by segments, or as the moments of the law that they are drawn from. */
export function expectDeclaredMeans(definition: BanditDefinition, parameters: Parameters): void {
  const bandit = fresh(definition, parameters);
  const fixed = definition.fixedMeans?.(parameters);
  if (fixed) expect([...bandit.means]).toEqual([...fixed]);
  for (const { from, means } of definition.segments?.(parameters) ?? []) {
    moveTo(bandit, from);
    expect([...bandit.means], `from ${from}`).toEqual([...means]);
  }
  const drawn = definition.drawn?.(parameters).means ?? [];
  const worlds = drawn.length === 0 ? [] : Array.from({ length: WORLDS }, (_, i) => fresh(definition, parameters, i));
  drawn.forEach(({ mean, deviation }, arm) => {
    const means = worlds.map((world) => world.means[arm]);
    expectMean(means, mean, deviation, `drawn mean of arm ${arm}`);
    const squares = means.map((value) => (value - mean) ** 2);
    const fourth = squares.reduce((sum, square) => sum + square * square, 0) / WORLDS;
    expectMean(squares, deviation * deviation, Math.sqrt(fourth), `variance of the mean of arm ${arm}`);
  });
  const known = fixed ?? definition.segments?.(parameters) ?? definition.averageMeans?.(parameters) ?? drawn;
  expect(known.length, "what estimates go by").toBeGreaterThan(0);
}

/** Checks the divergence of two arms against the textbook's laws, by summation or integration, to 10⁻⁹. */
export function expectDivergence(
  definition: BanditDefinition,
  parameters: Parameters,
  reference: RewardReference,
): number {
  const means = definition.fixedMeans?.(parameters);
  let compared = 0;
  if (!definition.divergence || !means) return compared;
  for (const mean of means) {
    for (const other of means) {
      const expected = divergenceOf(reference(parameters as never, mean), reference(parameters as never, other));
      const found = definition.divergence(parameters, mean, other);
      if (expected === Infinity) expect(found).toBe(Infinity);
      else expect(Math.abs(found - expected), `${mean}, ${other}: ${found}, not ${expected}`).toBeLessThan(1e-9);
      compared++;
    }
  }
  return compared;
}

/** ∫ f·ln(f/g), by summation or by the trapezoidal rule, which is exact to rounding for smooth f that vanishes at the ends. */
function divergenceOf(one: RewardLaw, other: RewardLaw): number {
  const steps = one.kind === "discrete" ? one.to - one.from : 20_000;
  const width = (one.to - one.from) / Math.max(1, steps);
  let sum = 0;
  for (let step = 0; step <= steps; step++) {
    const reward = one.from + step * width;
    const logDensity = one.logDensity(reward);
    const density = Math.exp(logDensity);
    if (density === 0) continue;
    sum += density * (logDensity - other.logDensity(reward)) * (one.kind === "discrete" ? 1 : width);
  }
  return sum;
}
