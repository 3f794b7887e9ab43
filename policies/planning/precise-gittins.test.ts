import { describe, expect, test } from "vitest";
import { gittinsIndex } from "./gittins-index.ts";
import { compareParts, type Parts, preciseGittinsIndex } from "./precise-gittins.ts";
import { Rational } from "../numerics/rational.ts";

const exact = ([high, low]: Parts) => Rational.fromDouble(high).plus(Rational.fromDouble(low));
const decimal = (text: string) => new Rational(BigInt(text.slice(2)), 10n ** BigInt(text.length - 2));

describe("a Gittins index to 25 digits", () => {
  // By policies/testing/oracle/dynamic_programs.py: fixed point, and retirement in place of the worth beyond λ.
  test.each([
    [1e7, 1e7, 0.9, "0.5000000419862310551304309575"],
    [1e7 + 1, 1e7 + 1, 0.9, "0.5000000419862268565083192193"],
    [3, 2, 0.5, "0.628899992075291724658464932"],
    [40, 25, 0.9, "0.627503682910486342625378152"],
  ])("Beta(%d, %d) at %f", (alpha, beta, discount, index) => {
    const start = gittinsIndex(alpha, beta, discount).lower;
    const bounds = preciseGittinsIndex(Rational.of(alpha), Rational.of(beta), Rational.fromDecimal(discount), start)!;
    const [lower, upper] = [exact(bounds.lower), exact(bounds.upper)];
    const rounding = decimal("0.000000000000000000000000001");
    expect(decimal(index).plus(rounding).minus(lower).numerator > 0n).toBe(true);
    expect(upper.plus(rounding).minus(decimal(index)).numerator > 0n).toBe(true);
    expect(upper.minus(lower).toNumber()).toBeLessThan(1e-22);
  });

  test("is not looked for at a discount that makes it too dear", () => {
    expect(preciseGittinsIndex(Rational.one, Rational.one, Rational.fromDecimal(0.99), 0.86)).toBeUndefined();
  });

  test("is compared in all its digits", () => {
    expect(compareParts([0.5, 1e-20], [0.5, 0])).toBe(1);
    expect(compareParts([0.5, -1e-20], [0.5, 0])).toBe(-1);
    expect(compareParts([0.5, 1e-20], [0.5, 1e-20])).toBe(0);
  });
});
