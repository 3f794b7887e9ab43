import { describe, expect, test } from "vitest";
import { stream } from "../random/streams.ts";
import { createPolicy, policyDefinition, PolicySpec } from "../registry.ts";
import { ArmStatistics } from "../statistics/arm-statistics.ts";
import { DecimalStatistics } from "../statistics/decimal-statistics.ts";
import { expectWithin } from "../testing/laws.ts";
import { relativeError } from "../testing/reference.ts";
import { normalTail } from "../posteriors/best-arm/normal-tail.ts";

type Pull = [arm: number, reward: number];

function lawAfter(parameters: object, armCount: number, pulls: readonly Pull[]) {
  const statistics = new DecimalStatistics(armCount);
  for (const [arm, reward] of pulls) statistics.record(arm, reward);
  const spec = PolicySpec.parse({ kind: "thompson-normal", ...parameters });
  return createPolicy(spec, { statistics, isQuestion: true }).selectionProbabilities();
}

describe("two arms have Φ of the difference of their posterior means over its deviation", () => {
  test("the lecture's: N(0, 1/2) against N(1/2, 1/2) is Φ(−1/2)", () => {
    const { method, arms } = lawAfter({}, 2, [
      [0, 0],
      [1, 1],
    ]);
    expect(method).toBe("closed-form");
    // Φ(−1/2), Abramowitz & Stegun, table 26.1, with more digits by mpmath.
    expect(relativeError(arms[0].value, 0.3085375387259869)).toBeLessThan(1e-15);
    expect(arms[0].errorBound).toBeLessThan(1e-14);
  });

  test("a sharper prior moves less: μ₀ = 1, σ₀ = 1/2, σ = 2 after rewards of 3 and 5", () => {
    // ρ = 4 + 2/4 = 9/2 and mean (4 + 8/4)/(9/2) = 4/3; the other N(1, 1/4): z = (1/3)/√(2/9 + 1/4) = √(4/17).
    const { arms } = lawAfter({ priorMean: 1, priorStandardDeviation: 0.5, standardDeviation: 2 }, 2, [
      [0, 3],
      [0, 5],
    ]);
    expect(relativeError(arms[1].value, normalTail(Math.sqrt(4 / 17)))).toBeLessThan(1e-14);
  });

  test("a variance is no deviation: after one reward of 1 of two pulls each, z is half of what it would be", () => {
    // N(1/3, 1/3) against N(0, 1/3): z = (1/3)/√(2/3) = 1/√6; with 1/3 for the deviation it would be 1/√2.
    const { arms } = lawAfter({}, 2, [
      [0, 1],
      [0, 0],
      [1, 0],
      [1, 0],
    ]);
    expect(relativeError(arms[1].value, normalTail(1 / Math.sqrt(6)))).toBeLessThan(1e-14);
  });
});

describe("arms that are alike share evenly, as fractions of the decimals that were written", () => {
  test("nothing seen", () => {
    const { method, arms } = lawAfter({ priorMean: 0.3 }, 3, []);
    expect(method).toBe("fraction");
    expect(arms.map(({ fraction }) => fraction)).toEqual(["1/3", "1/3", "1/3"]);
  });

  test(".1 and .2 against .15 and .15", () => {
    const { arms } = lawAfter({}, 2, [
      [0, 0.1],
      [0, 0.2],
      [1, 0.15],
      [1, 0.15],
    ]);
    expect(arms.map(({ fraction }) => fraction)).toEqual(["1/2", "1/2"]);
  });

  test("another count of the same mean as the prior's, for two arms", () => {
    const { arms } = lawAfter({ priorMean: 0.7 }, 2, [
      [0, 0.7],
      [0, 0.7],
      [1, 0.7],
    ]);
    expect(arms.map(({ fraction }) => fraction)).toEqual(["1/2", "1/2"]);
  });
});

test("its posteriors are those of the formula", () => {
  const statistics = new ArmStatistics(2);
  statistics.record(0, 3);
  statistics.record(0, 5);
  const parameters = { priorMean: 1, priorStandardDeviation: 0.5, standardDeviation: 2 };
  expect(policyDefinition("thompson-normal").posteriors!(parameters, statistics)).toEqual({
    family: "normal",
    arms: [
      { mean: 4 / 3, standardDeviation: Math.sqrt(2 / 9) },
      { mean: 1, standardDeviation: 0.5 },
    ],
  });
});

test("rewards of 10⁹ that differ by 1 are told apart by their exact difference", () => {
  // N(10⁹/2, 1/2) and N((10⁹ + 1)/2, 1/2): z = 1/2.
  const { arms } = lawAfter({}, 2, [
    [0, 999_999_999],
    [1, 1e9],
  ]);
  expect(relativeError(arms[0].value, normalTail(0.5))).toBeLessThan(1e-15);
  const three = lawAfter({}, 3, [
    [0, 999_999_999],
    [1, 1e9],
    [2, 999_999_999],
  ]).arms;
  const small = lawAfter({}, 3, [
    [0, 0],
    [1, 1],
    [2, 0],
  ]).arms;
  three.forEach(({ value }, arm) => expect(relativeError(value, small[arm].value)).toBeLessThan(1e-13));
});

test("a question of a thousand arms sums to one, and its arms may be permuted", () => {
  const random = stream("a thousand arms", "reward", "");
  const pulls = Array.from({ length: 3000 }, (): Pull => [random.below(1000), random.below(11) / 10]);
  const { arms } = lawAfter({}, 1000, pulls);
  const reversed = lawAfter(
    {},
    1000,
    pulls.map(([arm, reward]): Pull => [999 - arm, reward]),
  ).arms;
  expect(Math.abs(arms.reduce((sum, { value }) => sum + value, 0) - 1)).toBeLessThan(1e-13);
  arms.forEach(({ value, errorBound }, arm) => {
    expect(relativeError(reversed[999 - arm].value, value)).toBeLessThan(1e-13);
    expect(errorBound).toBeLessThan(1e-12);
  });
});

test("it draws a normal of the posterior for every arm", () => {
  const statistics = new ArmStatistics(1);
  const policy = createPolicy(PolicySpec.parse({ kind: "thompson-normal" }), { statistics });
  statistics.record(0, 3);
  policy.update(0, 3, stream("unused", "policy", ""));
  expect(policy.select(stream("one arm", "policy", ""))).toBe(0);
  // Against an arm that is known to be worth 3/2, N(3/2, 1/2) wins half of the time.
  const known = new ArmStatistics(2);
  known.set(0, 1, 3);
  known.set(1, 1e6, 1.5e6);
  const two = createPolicy(PolicySpec.parse({ kind: "thompson-normal" }), { statistics: known });
  const random = stream("half of the time", "policy", "");
  let wins = 0;
  for (let draw = 0; draw < 100_000; draw++) wins += two.select(random) === 0 ? 1 : 0;
  expectWithin(wins / 100_000, 0.5, Math.sqrt(0.25 / 100_000));
});

describe("a prior far from 0 and sharper than doubles are there", () => {
  const spec = PolicySpec.parse({ kind: "thompson-normal", priorMean: 1e9, priorStandardDeviation: 1e-9 });

  test("the law of states in doubles is the exact one: N(μ₀ − 10⁻⁹, 10⁻¹⁸) against N(μ₀ − 3·10⁻⁹, 10⁻¹⁸) is Φ(√2)", () => {
    const statistics = new ArmStatistics(2);
    statistics.set(0, 1, 1);
    statistics.set(1, 3, 1);
    const law = new Float64Array(2);
    createPolicy(spec, { statistics }).fillProbabilities!(law);
    // Posterior means differ by 2·10⁻⁹ but for a factor of 1 + 10⁻¹⁷; both deviations are 10⁻⁹.
    expect(relativeError(law[1], normalTail(Math.SQRT2))).toBeLessThan(1e-13);
  });

  test("arms without a pull are drawn alike", () => {
    const policy = createPolicy(spec, { statistics: new ArmStatistics(2) });
    const random = stream("a sharp prior", "policy", "");
    let wins = 0;
    for (let draw = 0; draw < 100_000; draw++) wins += policy.select(random) === 0 ? 1 : 0;
    expectWithin(wins / 100_000, 0.5, Math.sqrt(0.25 / 100_000));
  });
});
