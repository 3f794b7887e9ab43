import { describe, expect, test } from "vitest";
import { Rational } from "../numerics/rational.ts";
import { referenceCases, relativeError } from "../testing/reference.ts";
import { BayesOptimalPlan } from "./bayes-optimal-plan.ts";
import { bayesOptimalValue } from "./bayes-optimal-value.ts";
import { longestHorizon } from "./plan-limits.ts";

interface ValueCase {
  horizon: number;
  prior: [number, number][];
  expected_successes: string;
}
const uniform = { alpha: 1, beta: 1 };

describe("the value of optimal play", () => {
  test.each(referenceCases<ValueCase>("bayes_optimal_value"))(
    "$horizon pulls of the reference to 10⁻¹³",
    ({ horizon, prior, expected_successes }) => {
      const priors = prior.map(([alpha, beta]) => ({ alpha, beta }));
      expect(relativeError(bayesOptimalValue(priors, horizon), Number(expected_successes))).toBeLessThan(1e-13);
    },
  );

  test.each([
    [1, 1 / 2],
    [2, 13 / 12],
    [3, 5 / 3],
    [5, 26 / 9],
    [10, 16861 / 2800],
    [60, 38.562343246635564], // Jacko's BinaryBandit prints it
  ])("%i pulls of two arms with uniform priors", (horizon, value) => {
    expect(relativeError(bayesOptimalValue([uniform, uniform], horizon), value)).toBeLessThan(1e-13);
  });

  test("100 pulls of two arms with uniform priors give 64.918420651023", () => {
    expect(bayesOptimalValue([uniform, uniform], 100)).toBeCloseTo(64.918420651023, 11);
  });

  test("one arm gives its mean every time", () => {
    expect(relativeError(bayesOptimalValue([{ alpha: 3, beta: 5 }], 40), 15)).toBeLessThan(1e-13);
  });

  test("an arm that hardly ever pays adds next to nothing", () => {
    const two = bayesOptimalValue([uniform, { alpha: 2, beta: 3 }], 30);
    const three = bayesOptimalValue([uniform, { alpha: 1e-3, beta: 1e9 }, { alpha: 2, beta: 3 }], 30);
    expect(Math.abs(three - two)).toBeLessThan(30 * 1e-12 + 1e-12);
  });
});

/** The recursion as it is written down, in fractions: what a state is worth, and the set of arms that attain it. */
function worthOf(priors: [number, number][], counts: number[], left: number): { value: Rational; best: number } {
  if (left === 0) return { value: Rational.zero, best: 0 };
  const after = (place: number) => {
    const next = counts.map((count, at) => (at === place ? count + 1 : count));
    return worthOf(priors, next, left - 1).value;
  };
  const worths = priors.map(([alpha, beta], arm) => {
    const [won, lost] = [alpha + counts[2 * arm], beta + counts[2 * arm + 1]];
    const mean = Rational.of(won, won + lost);
    const ifWon = Rational.one.plus(after(2 * arm));
    return mean.times(ifWon).plus(Rational.one.minus(mean).times(after(2 * arm + 1)));
  });
  const value = worths.reduce((most, worth) => (most.minus(worth).numerator < 0n ? worth : most));
  const best = worths.reduce((set, worth, arm) => (worth.minus(value).isZero ? set | (1 << arm) : set), 0);
  return { value, best };
}

describe("the plan agrees with the recursion in fractions", () => {
  const problems: [number, [number, number][]][] = [
    [5, [[1, 1]]],
    [
      6,
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [
      4,
      [
        [1, 1],
        [2, 1],
        [1, 3],
      ],
    ],
    [
      3,
      [
        [1, 1],
        [1, 1],
        [2, 2],
        [1, 1],
        [1, 2],
      ],
    ],
  ];

  test.each(problems)("at every state of %i pulls of arms with priors %j", (horizon, priors) => {
    const plan = new BayesOptimalPlan(
      priors.map(([alpha, beta]) => ({ alpha, beta })),
      horizon,
    );
    const visit = (counts: number[], pulls: number) => {
      if (pulls === horizon) return;
      const { value, best } = worthOf(priors, counts, horizon - pulls);
      expect(plan.bestArms(counts), `at ${counts.join()}`).toBe(best);
      if (pulls === 0) expect(relativeError(plan.value, value.toNumber())).toBeLessThan(1e-14);
      // Every state once: counts only grow at or after the last place that did.
      const from = counts.findLastIndex((count) => count > 0);
      for (let place = Math.max(0, from); place < counts.length; place++) {
        visit(
          counts.map((count, at) => (at === place ? count + 1 : count)),
          pulls + 1,
        );
      }
    };
    visit(
      priors.flatMap(() => [0, 0]),
      0,
    );
  });
});

describe("what can be planned", () => {
  test("is C(T + 3, 4) ≤ 7·10⁷ decisions for two arms, and nothing for more than eight", () => {
    expect(longestHorizon(2)).toBe(200);
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map(longestHorizon)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map(longestHorizon).toSorted((a, b) => b - a),
    );
    expect(longestHorizon(8)).toBeGreaterThan(0);
    expect(longestHorizon(9)).toBe(0);
  });

  test("more is refused, and so is a pull after the last", () => {
    expect(() => new BayesOptimalPlan([uniform, uniform], 201)).toThrow(RangeError);
    expect(() => new BayesOptimalPlan([uniform, uniform], 2).bestArms([1, 0, 0, 1])).toThrow(RangeError);
  });
});

/** Mean and variance of the sum of rewards that a plan for two arms collects on arms with given means, ties split evenly. */
function rewardsOf(plan: BayesOptimalPlan, means: [number, number]) {
  const size = plan.horizon + 1;
  /** The probability of s and f of the first arm and s of the second; f of the second is the rest of the pulls. */
  const place = (s1: number, f1: number, s2: number) => (s1 * size + f1) * size + s2;
  let mass = new Float64Array(size ** 3);
  mass[0] = 1;
  const visit = (pulls: number, see: (s1: number, f1: number, s2: number, probability: number) => void) => {
    for (let s1 = 0; s1 <= pulls; s1++) {
      for (let f1 = 0; s1 + f1 <= pulls; f1++) {
        for (let s2 = 0; s1 + f1 + s2 <= pulls; s2++) see(s1, f1, s2, mass[place(s1, f1, s2)]);
      }
    }
  };
  for (let pulls = 0; pulls < plan.horizon; pulls++) {
    const next = new Float64Array(size ** 3);
    visit(pulls, (s1, f1, s2, probability) => {
      const best = plan.bestArms([s1, f1, s2, pulls - s1 - f1 - s2]);
      const first = (probability * (best & 1)) / (best === 3 ? 2 : 1);
      const second = probability - first;
      next[place(s1 + 1, f1, s2)] += first * means[0];
      next[place(s1, f1 + 1, s2)] += first * (1 - means[0]);
      next[place(s1, f1, s2 + 1)] += second * means[1];
      next[place(s1, f1, s2)] += second * (1 - means[1]);
    });
    mass = next;
  }
  let mean = 0;
  visit(plan.horizon, (s1, _, s2, probability) => (mean += probability * (s1 + s2)));
  let variance = 0;
  visit(plan.horizon, (s1, _, s2, probability) => (variance += probability * (s1 + s2 - mean) ** 2));
  return { mean, variance };
}

test("60 pulls of arms with means 0.3 and 0.5 pay what Jacko's BinaryBandit prints, in mean and variance", () => {
  const { mean, variance } = rewardsOf(new BayesOptimalPlan([uniform, uniform], 60), [0.3, 0.5]);
  expect(relativeError(mean, 27.667781619675154)).toBeLessThan(1e-12);
  expect(relativeError(variance, 23.650456467947016)).toBeLessThan(1e-12);
});
