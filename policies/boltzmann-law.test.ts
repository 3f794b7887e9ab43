import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boltzmannLaw } from "./boltzmann-law.ts";

const law = (preferences: number[], temperature: number, error = 0) =>
  boltzmannLaw(Float64Array.from(preferences), temperature, error, false).arms;

describe("the error bound of a Boltzmann law", () => {
  test("is met by 1/(1 + e^x) of two arms, computed without cancellation", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 700, noNaN: true }), (x) => {
        const [higher, lower] = law([x, 0], 1);
        const exact = Math.exp(-x) / (1 + Math.exp(-x));
        expect(Math.abs(lower.value - exact)).toBeLessThanOrEqual(lower.errorBound + 4 * 2 ** -53 * exact);
        expect(lower.errorBound).toBeLessThanOrEqual(1e-11 * exact + Number.MIN_VALUE);
        expect(higher.errorBound).toBeLessThanOrEqual(1e-11);
      }),
      { seed: 90_125, numRuns: 500 },
    );
  });

  test("is a number for preferences and errors of any size", () => {
    for (const [gap, error] of [
      [1e22, 0],
      [1e300, 0],
      [1, 1e300],
      [1e16, Infinity],
      [1e-300, 1],
    ]) {
      for (const { value, logValue, errorBound } of law([gap, 0, gap / 2], 1e-6, error)) {
        expect(errorBound).toBeGreaterThan(0);
        expect(errorBound).toBeLessThanOrEqual(1);
        expect(value).toBeLessThanOrEqual(1);
        expect(logValue).toBeLessThanOrEqual(0);
      }
    }
  });

  test("says that a hopeless arm is hopeless, though the exponent itself is uncertain", () => {
    const [leader, hopeless] = law([1e16, 0], 1e-6);
    expect(leader.errorBound).toBeLessThan(1e-15);
    expect(hopeless.errorBound).toBeLessThan(1e-300);
  });
});
