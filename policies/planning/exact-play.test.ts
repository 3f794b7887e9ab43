import { describe, expect, test } from "vitest";
import { Rational } from "../numerics/rational.ts";
import { stream } from "../random/streams.ts";
import { createPolicy } from "../registry.ts";
import { ArmStatistics } from "../statistics/arm-statistics.ts";
import { BayesOptimalPlan } from "./bayes-optimal-plan.ts";
import { exactBestArms } from "./exact-play.ts";

type Shapes = [alpha: Rational, beta: Rational];

/** What every arm is worth by the recursion as it is written, in fractions. */
function worths(arms: Shapes[], left: number): Rational[] {
  return arms.map(([alpha, beta], arm) => {
    const mean = alpha.over(alpha.plus(beta));
    const after = (won: Rational, lost: Rational) =>
      left === 1 ? Rational.zero : highest(worths(arms.with(arm, [alpha.plus(won), beta.plus(lost)]), left - 1));
    const ifWon = Rational.one.plus(after(Rational.one, Rational.zero));
    return mean.times(ifWon).plus(Rational.one.minus(mean).times(after(Rational.zero, Rational.one)));
  });
}
const highest = (values: Rational[]) =>
  values.reduce((most, value) => (most.minus(value).numerator < 0n ? value : most));

function bestByFractions(prior: { alpha: number; beta: number }, counts: number[], left: number): number {
  const [alpha, beta] = [Rational.fromDecimal(prior.alpha), Rational.fromDecimal(prior.beta)];
  const arms = Array.from({ length: counts.length / 2 }, (_, arm): Shapes => [
    alpha.plus(Rational.of(counts[2 * arm])),
    beta.plus(Rational.of(counts[2 * arm + 1])),
  ]);
  const values = worths(arms, left);
  const best = highest(values);
  return values.reduce((set, value, arm) => (value.minus(best).isZero ? set | (1 << arm) : set), 0);
}

const priors = [
  { alpha: 1, beta: 1 },
  { alpha: 0.1, beta: 0.3 },
  { alpha: 1e7, beta: 1e7 },
  { alpha: 1e9, beta: 1e-3 },
  { alpha: 123_456.789, beta: 1e7 },
];

describe("the best arms exactly", () => {
  test.each(priors)("agree with the recursion in fractions for the prior Beta($alpha, $beta)", (prior) => {
    const random = stream(`exact play ${prior.alpha}`, "reward", "");
    for (let trial = 0; trial < 40; trial++) {
      const armCount = 2 + random.below(2);
      const counts = Array.from({ length: 2 * armCount }, () => random.below(3));
      const left = 1 + random.below(armCount === 2 ? 5 : 3);
      const all = Array.from({ length: armCount }, () => prior);
      expect(exactBestArms(all, counts, left), `${counts.join()} and ${left}`).toBe(
        bestByFractions(prior, counts, left),
      );
    }
  });

  test("are not looked for among too many states", () => {
    expect(exactBestArms([priors[0], priors[0]], [0, 0, 0, 0], 60)).toBeUndefined();
  });

  // Both arms have the mean ½; the one that was pulled twice has less left to be learnt.
  test("of ten million successes and failures each, two pulls make the difference as long as two pulls are left", () => {
    const all = [priors[2], priors[2]];
    expect(exactBestArms(all, [1, 1, 0, 0], 1)).toBe(3);
    for (const left of [2, 3, 8, 20]) expect(exactBestArms(all, [1, 1, 0, 0], left)).toBe(2);
  });
});

describe("a plan tells ties from values that are close", () => {
  /** States with few pulls left, so that fractions do not take long; half of them with the same pulls of both arms. */
  function statesOf(horizon: number): number[][] {
    const random = stream(`late states of ${horizon}`, "reward", "");
    return Array.from({ length: 150 }, (_, i) => {
      const pulls = horizon - 1 - random.below(4);
      const first = i % 2 ? random.below(pulls + 1) : pulls >> 1;
      const won = random.below(first + 1);
      const wonOfOther = i % 4 ? random.below(pulls - first + 1) : won;
      return [won, first - won, wonOfOther, pulls - first - wonOfOther];
    });
  }

  test.each(priors)("at states of two arms with the prior Beta($alpha, $beta)", (prior) => {
    const horizon = 34;
    const plan = new BayesOptimalPlan([prior, prior], horizon, true);
    let [ties, doubts] = [0, 0];
    for (const counts of statesOf(horizon)) {
      const left = horizon - counts.reduce((sum, count) => sum + count, 0);
      const best = bestByFractions(prior, counts, left);
      if (plan.isByTolerance(counts)) doubts++;
      else expect(plan.bestArms(counts), counts.join()).toBe(best);
      expect(plan.bestArms(counts) & best, counts.join()).toBe(best);
      if (best === 3) ties++;
    }
    expect(ties).toBeGreaterThanOrEqual(4);
    // Only a large prior makes values that differ by less than doubles can tell.
    expect(doubts > 0).toBe(prior.alpha === 1e7 || prior.alpha === 1e9);
  });

  test.each(priors)("and leaves none open where it has few states, with the prior Beta($alpha, $beta)", (prior) => {
    const horizon = 7;
    const plan = new BayesOptimalPlan([prior, prior], horizon);
    for (let state = 0; state < horizon ** 4; state++) {
      const counts = [0, 1, 2, 3].map((place) => Math.floor(state / horizon ** place) % horizon);
      const left = horizon - counts.reduce((sum, count) => sum + count, 0);
      if (left < 1 || left > 4) continue;
      expect(plan.isByTolerance(counts)).toBe(false);
      expect(plan.bestArms(counts), counts.join()).toBe(bestByFractions(prior, counts, left));
    }
    expect(plan.hasDoubts).toBe(false);
  });

  test("and one that was made without residues does not", () => {
    const plan = new BayesOptimalPlan([priors[0], priors[0]], 34);
    expect(() => plan.isByTolerance([0, 0, 0, 0])).toThrow(RangeError);
  });

  // Before the last pull the shapes are (a, a + 1) and (a − p, a + 1 − p), and a·(a + 1 − p) − (a − p)·(a + 1) = p: the
  // means differ by p/((2a + 1)·(2a + 1 − 2p)), whose numerator is a multiple of the largest prime below 2²⁶.
  test.each([67_108_859, 67_108_837])("also where values differ by a multiple of the prime %i", (prime) => {
    const [a, horizon] = [1e12, 34];
    const shapes = [a, a + 1, a - prime, a + 1 - prime];
    const counts = [8, 9, 8, 8];
    const [one, more, two, other] = shapes.map((shape, place) => shape - counts[place]);
    const both = [
      { alpha: one, beta: more },
      { alpha: two, beta: other },
    ];
    expect(exactBestArms(both, counts, 1)).toBe(1);
    const plan = new BayesOptimalPlan(both, horizon, true);
    expect(plan.bestArms(counts)).toBe(3);
    expect(plan.isByTolerance(counts)).toBe(true);
  });

  test("arms that are alike tie, even if later states are in doubt", () => {
    const plan = new BayesOptimalPlan([priors[2], priors[2]], 34, true);
    expect(plan.hasDoubts).toBe(true);
    expect(plan.bestArms([3, 1, 3, 1])).toBe(3);
    expect(plan.isByTolerance([3, 1, 3, 1])).toBe(false);
    expect(plan.isByTolerance([3, 3, 1, 1])).toBe(true);
  });
});

test("outside of questions a close call is a tie by tolerance, whose bounds hold what is exact", () => {
  const statistics = new ArmStatistics(3);
  statistics.set(0, 16, 8);
  const input = { kind: "bayes-optimal", alpha: 1e7, beta: 1e7, tieBreak: "uniform" } as const;
  const law = createPolicy(input, { statistics, horizon: 20 }).selectionProbabilities();
  expect(law.tie).toBe("tolerance");
  expect(bestByFractions(input, [8, 8, 0, 0, 0, 0], 4)).toBe(6);
  [0, 1 / 2, 1 / 2].forEach((exact, arm) => {
    expect(Math.abs(law.arms[arm].value - exact)).toBeLessThanOrEqual(law.arms[arm].errorBound);
    expect(law.arms[arm].fraction).toBeUndefined();
  });
});
