import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bitLength, nearestDouble, Rational } from "./rational.ts";

const integer = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 40n });
const rational = fc.tuple(integer, positive).map(([p, q]) => new Rational(p, q));
const check = <Values extends [unknown, ...unknown[]]>(property: fc.IProperty<Values>) =>
  fc.assert(property, { seed: 20_260_101, numRuns: 300 });

describe("Rational", () => {
  test("is in lowest terms with a positive denominator", () => {
    expect(new Rational(-4n, -6n).toString()).toBe("2/3");
    expect(new Rational(4n, -6n).toString()).toBe("-2/3");
    expect(new Rational(6n, 3n).toString()).toBe("2");
    expect(() => new Rational(1n, 0n)).toThrow(RangeError);
  });

  test("obeys the laws of a field", () => {
    check(
      fc.property(rational, rational, rational, (a, b, c) => {
        expect(a.plus(b).times(c).toString()).toBe(a.times(c).plus(b.times(c)).toString());
        expect(a.minus(b).plus(b).toString()).toBe(a.toString());
        if (!b.isZero) expect(a.over(b).times(b).toString()).toBe(a.toString());
      }),
    );
  });

  test("reads a number as the decimal that was written", () => {
    expect(Rational.fromDecimal(0.1).toString()).toBe("1/10");
    expect(Rational.fromDecimal(-2.5e-7).toString()).toBe("-1/4000000");
    expect(Rational.fromDecimal(1e21).toString()).toBe("1000000000000000000000");
    expect(() => Rational.fromDecimal(Number.NaN)).toThrow(RangeError);
  });

  test("every double survives the way there and back, as a double and as a decimal", () => {
    check(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        expect(Rational.fromDouble(x).toNumber()).toBe(x + 0);
        expect(Rational.fromDecimal(x).toNumber()).toBe(x + 0);
      }),
    );
  });

  test("rounds to the nearest double, ties to even", () => {
    const ulp = 2n ** 53n;
    expect(new Rational(2n * ulp + 1n, 2n * ulp).toNumber()).toBe(1);
    expect(new Rational(ulp + 1n, ulp).toNumber()).toBe(1);
    expect(new Rational(ulp + 3n, ulp).toNumber()).toBe(1 + 2 ** -51);
    expect(new Rational(4n * ulp + 5n, 4n * ulp).toNumber()).toBe(1 + 2 ** -52);
    expect(new Rational(1n, 6n).toNumber()).toBe(1 / 6);
  });

  test("rounds once below the least normal double, too", () => {
    const half = 2n ** 1075n;
    expect(new Rational(1n, half).toNumber()).toBe(0);
    expect(new Rational(3n, half).toNumber()).toBe(2 * Number.MIN_VALUE);
    expect(nearestDouble(7n * 5n, half * 7n)).toBe(2 * Number.MIN_VALUE);
    expect(new Rational(10n ** 40n + 1n, half * 10n ** 40n).toNumber()).toBe(Number.MIN_VALUE);
    // Just above half-way between two subnormal doubles: rounding twice would go down.
    const count = 2n ** 52n - 2n;
    expect(new Rational((2n * count + 1n) * 2n ** 60n + 1n, half * 2n ** 60n).toNumber()).toBe(
      Number(count + 1n) * Number.MIN_VALUE,
    );
    expect(new Rational(2n ** 53n - 1n, half).toNumber()).toBe(2 ** -1022);
  });

  test("has a logarithm near 1, far from it and beyond the range of doubles", () => {
    expect(new Rational(10n ** 20n + 1n, 10n ** 20n).log()).toBe(1e-20);
    expect(new Rational(1n, 6n).log()).toBe(-1.791759469228055);
    expect(new Rational(1n, 10n ** 1000n).log()).toBeCloseTo(-1000 * Math.LN10, 10);
    expect(Rational.zero.log()).toBe(-Infinity);
  });

  test("bitLength counts binary digits", () => {
    check(
      fc.property(positive, (n) => {
        expect(bitLength(n)).toBe(n.toString(2).length);
      }),
    );
  });
});
