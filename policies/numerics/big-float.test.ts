import { expect, test } from "vitest";
import { BigFloat } from "./big-float.ts";
import { Rational } from "./rational.ts";

const of = (numerator: number, denominator = 1) => BigFloat.of(Rational.of(numerator, denominator));

/** How many bits two numbers agree in, at least. */
const agreement = (one: BigFloat, other: BigFloat) => other.magnitude - one.minus(other).magnitude;
/** A decimal with 99 digits after the point. */
const decimal = (text: string) =>
  BigFloat.of(new Rational(BigInt(text.replace(".", "")), 10n ** BigInt(text.split(".")[1].length)));
/** 99 digits are 328 bits. */
const BITS = 325;

test("ln 2 and √2 as printed to 99 digits", () => {
  const ln2 = "0.693147180559945309417232121458176568075500134360255254120680009493393621969694715605863326996418687";
  const root = "1.414213562373095048801688724209698078569671875376948073176679737990732478462107038850387534327641573";
  expect(agreement(of(2).logarithm(), decimal(ln2))).toBeGreaterThan(310);
  expect(agreement(of(2).squareRoot(), decimal(root))).toBeGreaterThan(BITS);
});

test("(a + b)(a − b) = a² − b², √(x·x) = x and ln(x·y) = ln x + ln y, for numbers of any size", () => {
  const tiny = BigFloat.of(Rational.fromDecimal(5e-324));
  const large = BigFloat.of(Rational.fromDecimal(1.7e308));
  for (const [a, b] of [
    [of(7, 3), of(-2, 9)],
    [tiny, of(1, 3)],
    [large, tiny],
  ]) {
    const squares = a.times(a).minus(b.times(b));
    expect(agreement(a.plus(b).times(a.minus(b)), squares)).toBeGreaterThan(375);
  }
  for (const x of [tiny, large, of(2, 7), of(10 ** 15)]) {
    expect(agreement(x.times(x).squareRoot(), x)).toBeGreaterThan(375);
    expect(agreement(of(1).over(x).times(x), of(1))).toBeGreaterThan(375);
    expect(agreement(x.times(of(3)).logarithm(), x.logarithm().plus(of(3).logarithm()))).toBeGreaterThan(305);
  }
});

test("signs, zero and roots of negative numbers", () => {
  expect([of(-3), of(0), of(1, 7)].map(({ sign }) => sign)).toEqual([-1, 0, 1]);
  expect(of(0).magnitude).toBe(-Infinity);
  expect([1, 2, 3, 1024].map((n) => of(n).magnitude)).toEqual([0, 1, 1, 10]);
  expect(of(-2).squareRoot().sign).toBe(0);
  expect(() => of(1).over(of(0))).toThrow(RangeError);
});
