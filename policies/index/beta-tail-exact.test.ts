// Slow: computes tails of the largest shapes in 96 decimals.
import { describe, expect, test } from "vitest";
import { compareUpperQuantiles, LARGEST_SHAPE } from "./beta-tail-exact.ts";
import { fixedExponential } from "../numerics/fixed-point.ts";
import { fixedLogGamma } from "../numerics/fixed-log-gamma.ts";
import { FRACTION_BITS, fixedRational } from "../numerics/fixed-point.ts";
import { Rational } from "../numerics/rational.ts";

/** A decimal in fixed point. */
function fixed(text: string): bigint {
  const [whole, part] = text.split(".");
  return fixedRational(new Rational(BigInt(whole + part), 10n ** BigInt(part.length)));
}
const distance = (one: bigint, other: bigint) => Math.abs(Number(one - other)) / Number(1n << FRACTION_BITS);

describe("in 96 decimals", () => {
  // By mpmath at 80 digits.
  test.each([
    ["1/1000", new Rational(1n, 1000n), "6.907178885383853682512344668076982502159961617446109152945771080005832"],
    [
      "123456.789",
      Rational.fromDecimal(123_456.789),
      "1323902.01879506312380610112992634596895181630936875504340531565571681",
    ],
    [
      "10000000.5",
      Rational.fromDecimal(10_000_000.5),
      "151180957.4285217269192654769415709948265836329466119787855132503404868",
    ],
  ])("ln Γ(%s)", (_, value, logarithm) => {
    expect(distance(fixedLogGamma(value), fixed(logarithm))).toBeLessThan(1e-60);
  });

  test("e^(−37/7) and e^20", () => {
    const power = fixed("0.005063414171757493015466594496993371046404073076243892595322299868849116");
    expect(distance(fixedExponential(fixedRational(new Rational(-37n, 7n))), power)).toBeLessThan(1e-69);
    const large = fixed("485165195.40979027796910683054154055868463898894484725435");
    expect(distance(fixedExponential(fixedRational(Rational.of(20))), large)).toBeLessThan(1e-44);
  });
});

const shapes = (alpha: number, beta: number) => ({
  alpha: Rational.fromDecimal(alpha),
  beta: Rational.fromDecimal(beta),
});
const logit = (x: number) => Math.log(x / (1 - x));

describe("two upper quantiles compared", () => {
  // P(θ > x) is 1 − x^α for Beta(α, 1) and (1 − x)^β for Beta(1, β).
  test.each([
    [0.25, 2, 5, (1 - 1 / 4) ** (1 / 2), 1 - 0.25 ** (1 / 5)],
    [0.25, 2, 1.3, (1 - 1 / 4) ** (1 / 2), 1 - 0.25 ** (1 / 1.3)],
    [0.01, 3, 0.9, 0.99 ** (1 / 3), 1 - 0.01 ** (1 / 0.9)],
    [0.01, 0.5, 7, 0.99 ** 2, 1 - 0.01 ** (1 / 7)],
  ])("of tail %f: Beta(%f, 1) and Beta(1, %f)", (tail, alpha, beta, first, second) => {
    const start = logit(first);
    const sign = Math.sign(first - second);
    expect(compareUpperQuantiles(shapes(alpha, 1), shapes(1, beta), Rational.fromDecimal(tail), start)).toBe(sign);
  });

  test("a symmetric law that is a little wider has the higher quantile beyond the median, and ties at it", () => {
    const [wide, narrow] = [shapes(1e7, 1e7), shapes(1e7 + 1, 1e7 + 1)];
    const deviation = Math.sqrt(2 / 1e7);
    // The normal quantiles of tails 1/3 and 1/100.
    expect(compareUpperQuantiles(wide, narrow, Rational.of(1, 3), 0.430727 * deviation)).toBe(1);
    expect(compareUpperQuantiles(narrow, wide, Rational.of(1, 100), 2.326348 * deviation)).toBe(-1);
    expect(compareUpperQuantiles(wide, narrow, Rational.of(1, 2), 1e-9)).toBeUndefined();
  });

  // The longest series are of shapes at the limit, and of tails near 1/2.
  test.each([3, 100])("up to the largest shape: the wider law has the higher quantile of tail 1/%d", (t) => {
    const largest = LARGEST_SHAPE - 1;
    const [wide, narrow] = [shapes(largest, largest), shapes(largest + 1, largest + 1)];
    const quantile = { 3: 0.430727, 100: 2.326348 }[t]! * Math.sqrt(2 / largest);
    expect(compareUpperQuantiles(wide, narrow, Rational.of(1, t), quantile)).toBe(1);
  });

  test("what 96 decimals cannot hold is left open", () => {
    expect(compareUpperQuantiles(shapes(0.001, 1), shapes(0.001, 1.5), Rational.of(1, 2), -690)).toBeUndefined();
    expect(compareUpperQuantiles(shapes(1e15, 1e15), shapes(1e15, 1e15 + 2), Rational.of(1, 3), 0)).toBeUndefined();
  });
});
