import { describe, expect, test } from "vitest";
import { GAUSS_WEIGHTS, KRONROD_NODES, KRONROD_WEIGHTS } from "./gauss-kronrod.ts";

const integral = (weights: readonly number[], power: number) =>
  weights.reduce((sum, weight, i) => sum + weight * KRONROD_NODES[i] ** power, 0);
const exact = (power: number) => (power % 2 === 0 ? 2 / (power + 1) : 0);

describe("on [−1, 1]", () => {
  test("the Kronrod rule integrates every power up to 31 exactly", () => {
    for (let power = 0; power <= 31; power++) expect(integral(KRONROD_WEIGHTS, power)).toBeCloseTo(exact(power), 14);
  });

  test("the Gauss rule integrates every power up to 19 exactly, and not 20", () => {
    for (let power = 0; power <= 19; power++) expect(integral(GAUSS_WEIGHTS, power)).toBeCloseTo(exact(power), 14);
    expect(Math.abs(integral(GAUSS_WEIGHTS, 20) - exact(20))).toBeGreaterThan(1e-7);
  });
});
