import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestArmFractions, expectedMaximumFraction } from "../posteriors/best-arm/best-arm-fractions.ts";
import { Packing } from "./packed-polynomial.ts";

const coefficients = fc.array(fc.bigInt({ min: 0n, max: 2n ** 40n }), { minLength: 1, maxLength: 30 });

function convolution(one: bigint[], other: bigint[]): bigint[] {
  const product = Array.from({ length: one.length + other.length - 1 }, () => 0n);
  one.forEach((a, i) => other.forEach((b, j) => (product[i + j] += a * b)));
  return product;
}

describe("a packed polynomial", () => {
  test("has the products of its coefficients, in one piece or in many", () => {
    fc.assert(
      fc.property(coefficients, coefficients, coefficients, fc.integer({ min: 1, max: 20_000 }), (a, b, c, longest) => {
        const packing = new Packing(100, 140, longest);
        const product = packing.multiply(packing.multiply(packing.pack(a), packing.pack(b)), packing.pack(c));
        const expected = convolution(convolution(a, b), c);
        const found = packing.unpack(product, 100);
        expect(found.slice(0, expected.length)).toEqual(expected);
        expect(found.slice(expected.length).every((value) => value === 0n)).toBe(true);
      }),
      { seed: 3_141_527, numRuns: 300 },
    );
  });

  test("has no piece and no product of two pieces longer than allowed", () => {
    const lengthOf = (value: bigint) => value.toString(2).length;
    for (const longest of [400, 1000, 2 ** 14]) {
      const packing = new Packing(101, 90, longest);
      const factor = packing.pack(Array.from({ length: 51 }, () => 2n ** 40n - 1n));
      expect(factor.length).toBe(longest === 2 ** 14 ? 1 : Math.ceil(51 / Math.floor(longest / 2 / 96)));
      for (const one of factor) {
        for (const other of factor) expect(lengthOf(one * other)).toBeLessThanOrEqual(longest);
      }
      for (const piece of packing.multiply(factor, factor)) expect(lengthOf(piece)).toBeLessThanOrEqual(longest);
    }
  });
});

test("P(best) of two arms with 511 and more trials each is a fraction, in several pieces", () => {
  // Two arms alike are best with 1/2 each, and E[max] of Beta(a, b) twice is symmetric about 1/2 where a = b.
  for (const shape of [256, 300, 500]) {
    const arm = { alpha: shape, beta: shape };
    expect(bestArmFractions([arm, arm]).map(String)).toEqual(["1/2", "1/2"]);
    const [least, most] = [
      expectedMaximumFraction([arm, { alpha: 1, beta: 2 }]),
      expectedMaximumFraction([arm, { alpha: 2, beta: 1 }]),
    ];
    // E max(X, Y) + E min(X, Y) = E X + E Y, and min is 1 − max of the mirror images: E max(X, Y) − E max(X, 1 − Y) = E Y − 1/2.
    expect(least.minus(most).toString()).toBe("-1/6");
  }
});
