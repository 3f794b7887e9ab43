import { describe, expect, test } from "vitest";
import type { PolicySpec } from "../../policies/registry.ts";
import { selectionProbabilities } from "./selection-probabilities.ts";

const counts = (...arms: [pulls: number, rewardSum: number][]) =>
  arms.map(([pulls, rewardSum], arm) => ({ arm, pulls, rewardSum }));
const valuesOf = (policy: unknown, arms: [number, number][]) =>
  selectionProbabilities({
    policy: policy as PolicySpec,
    arms: arms.length,
    counts: counts(...arms),
  }).probabilities.map(({ value }) => value);

describe("counts of a million million pulls", () => {
  test("are kept: pulls beyond 32 bits, and a decision number beyond their sum", () => {
    const answer = selectionProbabilities({
      policy: { kind: "greedy" },
      arms: 2,
      counts: counts([1e12, 5e11], [1e12 - 1, 5e11]),
    });
    expect(answer.decision).toBe(2e12);
    expect(answer.arms.map(({ pulls }) => pulls)).toEqual([1e12, 1e12 - 1]);
    expect(answer.probabilities.map(({ fraction }) => fraction)).toEqual(["0", "1"]);
  });

  // How many successes of 4·10¹¹ pulls reach the index of 5·10¹¹ or 10⁶ of 10¹² pulls: mpmath, 50 digits.
  test.each([
    [{ kind: "ucb1" }, 5e11, 199_998_261_472],
    [{ kind: "ucb" }, 5e11, 199_998_770_675],
    [{ kind: "kl-ucb" }, 5e11, 199_999_130_736],
    [{ kind: "kl-ucb" }, 1e6, 398_260],
  ])("%j with %d successes in the first arm prefers it up to %d of the second", (policy, successes, most) => {
    expect(
      valuesOf(policy, [
        [1e12, successes],
        [4e11, most],
      ]),
    ).toEqual([1, 0]);
    expect(
      valuesOf(policy, [
        [1e12, successes],
        [4e11, most + 1],
      ]),
    ).toEqual([0, 1]);
  });

  test("Thompson sampling: P(best) of three posteriors, by mpmath", () => {
    const values = valuesOf({ kind: "thompson-beta" }, [
      [1e12, 5e11],
      [1e12, 5e11 + 1e6],
      [4e11, 2e11],
    ]);
    const expected = [0.060866508254617833, 0.8062535595964363, 0.13287993214894592];
    values.forEach((value, arm) => expect(Math.abs(value / expected[arm] - 1)).toBeLessThan(1e-12));
  });

  test("Gittins distinguishes states with pulls and successes beyond 32 bits, after any earlier question", () => {
    for (const discount of [0, 0.5, 0.9]) {
      const policy = { kind: "gittins", discount };
      expect(valuesOf(policy, [[1e12, 5e11]])).toEqual([1]);
      // Means .5, .50001 and .50003, with standard deviations of 5·10⁻⁷.
      const arms: [number, number][] = [
        [1e12, 5e11],
        [1e12 - 1, 500_010_000_000],
        [1e12, 500_030_000_000],
      ];
      expect(valuesOf(policy, arms)).toEqual([0, 0, 1]);
      expect(valuesOf(policy, arms.slice(1))).toEqual([0, 1]);
      expect(valuesOf(policy, [[134_217_728, 67_108_864]])).toEqual([1]);
      expect(
        valuesOf(policy, [
          [268_435_456, 134_217_729],
          [134_217_728, 67_108_865],
        ]),
      ).toEqual([0, 1]);
    }
  });

  // By quadrature in mpmath for the priors as they were written; rounding α + s to a double moves them by more than 10⁻¹².
  test.each([
    [0.001, 0.1, [3_162_277, 1_581_138], [1_581_138, 790_992], 0.29128625302479932],
    [0.1, 1, [1e12, 5e11], [5e11, 250_000_061_123], 0.44387295650066444],
  ])(
    "Thompson sampling from Beta(%d, %d) has a bound that holds the rounding of its shapes",
    (alpha, beta, one, other, exact) => {
      const answer = selectionProbabilities({
        policy: { kind: "thompson-beta", alpha, beta },
        arms: 2,
        counts: counts(one as [number, number], other as [number, number]),
      });
      const { value, errorBound } = answer.probabilities[0];
      expect(Math.abs(value - exact)).toBeLessThanOrEqual(errorBound!);
      expect(errorBound).toBeLessThan(1e-9);
    },
  );

  test("are counted up to 10¹², and refused beyond", () => {
    expect(() => valuesOf({ kind: "greedy" }, [[1e12 + 1, 0]])).toThrow(/pulls/);
    expect(() => valuesOf({ kind: "thompson-beta" }, [[1e12, 1e12 + 1]])).toThrow(/count of successes/);
  });

  test("beside priors of 10¹⁵: two arms alike are best with 1/2, and one more success is worth little", () => {
    const prior = { kind: "thompson-beta", alpha: 1e15, beta: 1e15 };
    const [one, other] = valuesOf(prior, [
      [1, 1],
      [1, 1],
    ]);
    expect(Math.abs(one - 0.5)).toBeLessThan(1e-14);
    expect(Math.abs(other - 0.5)).toBeLessThan(1e-14);
  });
});

describe("warnings", () => {
  const warningsOf = (kind: PolicySpec["kind"], rewards: number[]) =>
    selectionProbabilities({
      policy: { kind },
      arms: 2,
      history: rewards.map((reward) => ({ arm: 0, reward })),
    }).warnings;

  test("name a reward outside [0, 1] for the policies that are meant for rewards inside", () => {
    for (const kind of ["ucb1", "kl-ucb", "exp3"] as const) {
      expect(warningsOf(kind, [0, 1, 0.5])).toEqual([]);
      const [warning] = warningsOf(kind, [0.5, 1.5]);
      expect(warning).toContain(kind);
      expect(warning).toContain("1.5");
      expect(warningsOf(kind, [-1e-9])).toHaveLength(1);
    }
    for (const kind of ["greedy", "ucb", "softmax", "gradient"] as const) expect(warningsOf(kind, [7])).toEqual([]);
  });

  test("name a sum that rewards in [0, 1] cannot have", () => {
    const warningsFor = (pulls: number, rewardSum: number) =>
      selectionProbabilities({ policy: { kind: "ucb1" }, arms: 1, counts: counts([pulls, rewardSum]) }).warnings;
    expect(warningsFor(3, 3)).toEqual([]);
    expect(warningsFor(3, 3.5)[0]).toContain("3.5");
    expect(warningsFor(3, -0.1)).toHaveLength(1);
  });
});
