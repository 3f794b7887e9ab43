import { describe, expect, test } from "vitest";
import { stream } from "../random/streams.ts";
import { DoubleDouble, DOUBLE_DOUBLE_ROUNDOFF, doubleDoubleOf } from "./double-double.ts";
import { FRACTION_BITS, fixedLogarithmOf, fixedRational } from "./fixed-point.ts";
import { Rational } from "./rational.ts";

const exact = ({ high, low }: { high: number; low: number }) =>
  Rational.fromDouble(high).plus(Rational.fromDouble(low));
const size = (value: Rational) => Math.abs(value.toNumber());

const random = stream("double-double", "reward", "");
/** Of either sign and many sizes, with a low part. */
function operand(): [number, number] {
  const high = (random.uniform() - 0.5) * 10 ** (40 * random.uniform() - 20);
  return [high, high * 2 ** -54 * (2 * random.uniform() - 1)];
}

describe("a double-double", () => {
  test("adds, multiplies and divides to 2⁻¹⁰² of fractions", () => {
    for (let trial = 0; trial < 2000; trial++) {
      const [a, b] = [operand(), operand()];
      const [x, y] = [a, b].map(([high, low]) => exact({ high, low }));
      const register = () => new DoubleDouble().set(...a);
      const error = (found: DoubleDouble, value: Rational) => size(exact(found).minus(value)) / size(value);
      expect(error(register().add(...b), x.plus(y))).toBeLessThanOrEqual(DOUBLE_DOUBLE_ROUNDOFF);
      expect(error(register().multiply(...b), x.times(y))).toBeLessThanOrEqual(DOUBLE_DOUBLE_ROUNDOFF);
      expect(error(register().divide(...b), x.over(y))).toBeLessThanOrEqual(4 * DOUBLE_DOUBLE_ROUNDOFF);
    }
  });

  test("keeps what cancels in a sum", () => {
    const sum = new DoubleDouble()
      .set(1e9, 0)
      .add(...doubleDoubleOf(Rational.of(1, 10)))
      .add(-1e9, 0);
    expect(size(exact(sum).minus(Rational.of(1, 10)))).toBeLessThan(1e-22);
  });

  test("takes exponentials whose logarithm, in 96 decimals, is the exponent", () => {
    for (let trial = 0; trial < 200; trial++) {
      const high = (random.uniform() < 0.8 ? -1 : 1) * 10 ** (random.uniform() * 9 - 7);
      const low = high * 2 ** -54 * (2 * random.uniform() - 1);
      const power = new DoubleDouble().set(high, low).exponentiate();
      const logarithm = fixedLogarithmOf(fixedRational(exact(power)));
      const difference = logarithm - fixedRational(exact({ high, low }));
      // An absolute error of the logarithm is a relative one of the power, which 320 bits after the point hold to 10⁻⁹⁶.
      expect(Math.abs(Number(difference)) / Number(1n << FRACTION_BITS)).toBeLessThan(2 ** -96);
    }
    expect(new DoubleDouble().set(-1e6, 0).exponentiate()).toMatchObject({ high: 0, low: 0 });
    expect(() => new DoubleDouble().set(701, 0).exponentiate()).toThrow(RangeError);
  });

  test("reads a decimal to 2⁻¹⁰⁶", () => {
    for (const text of [0.1, 1e9, 1e-9, 123_456.789, 2 / 3]) {
      const value = Rational.fromDecimal(text);
      const [high, low] = doubleDoubleOf(value);
      expect(size(exact({ high, low }).minus(value))).toBeLessThanOrEqual(2 ** -106 * size(value));
    }
  });
});
