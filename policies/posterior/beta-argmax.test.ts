// Slow: draws enough to tell a wrong law from the right one.
import { describe, expect, test } from "vitest";
import { bestArmProbabilities } from "../posteriors/best-arm/best-arm.ts";
import type { BetaParameters } from "../posteriors/beta.ts";
import { expectCountsToFollow } from "../testing/laws.ts";
import { BetaArgmax } from "./beta-argmax.ts";
import { stream } from "../random/streams.ts";

type Counts = [successes: number, failures: number];
interface State {
  name: string;
  arms: Counts[];
  priors?: BetaParameters[];
  draws?: number;
}

const uniform: BetaParameters = { alpha: 1, beta: 1 };
const many = <Value>(count: number, make: (i: number) => Value) => Array.from({ length: count }, (_, i) => make(i));
const priorsOf = ({ arms, priors }: State) => priors ?? arms.map(() => uniform);

function law(state: State): number[] {
  const posteriors = priorsOf(state).map(({ alpha, beta }, arm) => ({
    alpha: alpha + state.arms[arm][0],
    beta: beta + state.arms[arm][1],
  }));
  return bestArmProbabilities(posteriors).arms.map(({ value }) => value);
}

function counted(argmax: BetaArgmax, armCount: number, draws: number, name: string): Float64Array {
  const random = stream(name, "policy", "");
  const counts = new Float64Array(armCount);
  for (let draw = 0; draw < draws; draw++) counts[argmax.draw(random)]++;
  return counts;
}

const setAll = (argmax: BetaArgmax, arms: readonly Counts[]) =>
  arms.forEach(([successes, failures], arm) => argmax.set(arm, successes, failures));

/** States at which a draw takes every way through the lazy rule; 2⁻⁷ is the tail that coins decide. */
const states: State[] = [
  { name: "one arm", arms: [[3, 2]], draws: 100 },
  { name: "two arms, nothing seen", arms: many(2, () => [0, 0]) },
  {
    name: "two arms, one far ahead",
    arms: [
      [60, 10],
      [20, 20],
    ],
  },
  { name: "three arms, nothing seen", arms: many(3, () => [0, 0]) },
  {
    name: "three arms: one hopeless, one that wins by its tail alone, one that contends",
    arms: [
      [90, 10],
      [6, 90],
      [55, 25],
    ],
  },
  {
    name: "the leader is not the arm that is known best",
    arms: [
      [0, 0],
      [400, 300],
      [3, 1],
      [12, 11],
    ],
  },
  { name: "ten equal arms", arms: many(10, () => [30, 20]) },
  { name: "quantiles from far below to far above the leader's draws", arms: many(20, (i) => [20 + 3 * i, 90 - 3 * i]) },
  {
    name: "a sharp leader amid quantiles from just below to just above it",
    arms: [[100_000, 50_000], ...many(30, (i): Counts => [60 + i, 60])],
  },
  {
    name: "a hundred equal arms, which are in their tails several at a time",
    arms: [[60, 30], ...many(99, (): Counts => [40, 40])],
  },
  {
    name: "a hundred arms, each of which wins by its tail alone, with 10⁻⁴ or so",
    arms: [[600, 200], ...many(99, (): Counts => [40, 33])],
    draws: 1_000_000,
  },
  {
    name: "four hundred arms, each of which wins by its tail alone, with 10⁻⁶ to 10⁻⁵",
    arms: [[600, 150], ...many(399, (i): Counts => [40, 30 + 2 * (i % 3)])],
    draws: 1_000_000,
  },
  {
    name: "four hundred arms: often several are above the leader in their tails, and the largest wins",
    arms: [[10_000, 5400], ...many(399, (i): Counts => [40 + (i % 2), 40])],
  },
  { name: "counts beyond the kept quantiles", arms: many(30, (i) => [300 + 3 * i, 200 - 2 * i]) },
  {
    name: "wins by the tail alone beyond the kept quantiles, of many and of few successes",
    arms: [[3000, 1000], ...many(60, (i): Counts => (i % 2 === 0 ? [140, 80] : [127, 88]))],
    draws: 1_000_000,
  },
  { name: "means near 0, where the law is skew", arms: [[9, 991], ...many(50, (i): Counts => [i % 4, 800])] },
  { name: "means near 1", arms: [[991, 4], ...many(50, (i): Counts => [800, 12 + (i % 4)])] },
  {
    name: "priors that are no whole numbers",
    arms: [[50, 10], ...many(40, (i): Counts => [20 + (i % 5), 15])],
    priors: many(41, (i) => ({ alpha: 1 + (i % 7) / 4, beta: 2.6 - (i % 3) / 2 })),
  },
  {
    name: "priors of large shapes",
    arms: [[5, 1], ...many(20, (i): Counts => [i % 3, 2])],
    priors: many(21, (i) => (i === 0 ? { alpha: 300, beta: 200 } : { alpha: 30.5, beta: 29.5 })),
  },
  {
    name: "priors below 1",
    arms: [[5, 1], ...many(9, (i): Counts => [i % 3, 2])],
    priors: many(10, (i) => ({ alpha: 0.25, beta: i === 3 ? 0.001 : 0.5 })),
  },
  {
    name: "one prior below 1 among others above",
    arms: [[8, 3], ...many(9, (i): Counts => [i, 9 - i])],
    priors: many(10, (i) => (i === 7 ? { alpha: 1.5, beta: 0.1 } : uniform)),
  },
];

describe("the arm with the largest draw is each with the probability that it is best", () => {
  test.each(states)("$name", (state) => {
    const argmax = new BetaArgmax(priorsOf(state));
    setAll(argmax, state.arms);
    const probabilities = law(state);
    const draws = state.draws ?? 120_000;
    const counts = counted(argmax, state.arms.length, draws, state.name);
    expectCountsToFollow(counts, probabilities);
    // The arms beside the likeliest win seldom, each by itself; together they show a tail that is too heavy or too light.
    const likeliest = probabilities.indexOf(Math.max(...probabilities));
    const others = probabilities.reduce((sum, p, arm) => (arm === likeliest ? sum : sum + p), 0);
    expectCountsToFollow([counts[likeliest], draws - counts[likeliest]], [1 - others, others]);
  });

  test("on one object whose arms rise and fall, so that leaders and bounds are of other counts than before", () => {
    const rivals = (successes: number, failures: number) => many(11, (): Counts => [successes, failures]);
    const turns: Counts[][] = [
      [[90, 10], ...rivals(40, 30)],
      [[10, 90], ...rivals(40, 30)],
      [[90, 10], ...rivals(60, 20)],
      [[90, 10], ...rivals(3, 40)],
      [[60, 60], ...rivals(3, 40)],
      [...rivals(40, 30), [90, 10]],
      [[0, 0], ...rivals(200, 100)],
      many(12, () => [0, 0]),
      [[90, 10], ...rivals(40, 30)],
    ];
    const argmax = new BetaArgmax(many(12, () => uniform));
    turns.forEach((arms, turn) => {
      setAll(argmax, arms);
      expectCountsToFollow(counted(argmax, 12, 200_000, `turn ${turn}`), law({ name: "", arms }));
    });
  });

  test("when one arm alone changes, at every change", () => {
    const arms: Counts[] = [[50, 12], ...many(7, (i): Counts => [30 + i, 20])];
    const argmax = new BetaArgmax(arms.map(() => uniform));
    setAll(argmax, arms);
    const random = stream("one arm alone", "reward", "");
    for (let change = 0; change < 25; change++) {
      // A rival leaps above the leader, the leader falls below the rivals, and they are drawn in between.
      const arm = change % 3 === 0 ? 0 : 1 + random.below(7);
      arms[arm] = [5 + random.below(60), 5 + random.below(20)];
      argmax.set(arm, ...arms[arm]);
      expectCountsToFollow(counted(argmax, 8, 40_000, `change ${change}`), law({ name: "", arms }));
    }
  });
});

describe("a shown draw is the draw itself", () => {
  test.each(states)("$name", (state) => {
    const { length: armCount } = state.arms;
    const [argmax, shown] = [new BetaArgmax(priorsOf(state)), new BetaArgmax(priorsOf(state))];
    setAll(argmax, state.arms);
    setAll(shown, state.arms);
    const [random, other] = [stream("shown", "policy", ""), stream("shown", "policy", "")];
    const draws = new Float64Array(armCount);
    for (let draw = 0; draw < 2000; draw++) {
      const arm = argmax.draw(random);
      expect(shown.drawShown(other, draws)).toBe(arm);
      expect(other.word()).toBe(random.word());
      expect(draws[arm]).toBe(Math.max(...draws.filter((value) => !Number.isNaN(value))));
    }
  });
});
