import { expect, test } from "vitest";
import { stream } from "../random/streams.ts";
import { relativeError } from "../testing/reference.ts";
import { fastLog1p } from "./fast-log1p.ts";
import { FRACTION_BITS, fixedLogarithmOf, fixedRational } from "./fixed-point.ts";
import { Rational } from "./rational.ts";

const UNIT = 2 ** -53;

test("is ln(1 + x) to 6 units, by the logarithm to 96 decimals", () => {
  const random = stream("fast logarithm", "reward", "");
  const places = Array.from(
    { length: 1500 },
    (_, i) => (i % 2 === 0 ? 1 : 2 ** (-60 * random.uniform())) * random.uniform(),
  );
  // Where the table's step changes, the polynomial has its largest argument.
  const edges = Array.from({ length: 128 }, (_, step) => (step + 0.5) / 128);
  const one = 1n << FRACTION_BITS;
  for (const x of [...places, ...edges, ...edges.map((edge) => edge - 2 ** -54), 1, 1 / 128, 2 ** -53]) {
    const exact = new Rational(fixedLogarithmOf(one + fixedRational(Rational.fromDouble(x))), one);
    const error = Rational.fromDouble(fastLog1p(x)).minus(exact).over(exact).toNumber();
    expect(Math.abs(error), `at ${x}`).toBeLessThanOrEqual(6 * UNIT);
  }
});

test("is within 6 units of ln(1 + x), and the 2 that Math.log1p may be off, on a dense grid and down to nothing", () => {
  let worst = 0;
  for (let i = 1; i <= 500_000; i++) {
    const x = i / 500_000;
    worst = Math.max(worst, relativeError(fastLog1p(x), Math.log1p(x)));
  }
  for (let x = 1; x > 1e-300; x *= 0.77) worst = Math.max(worst, relativeError(fastLog1p(x), Math.log1p(x)));
  expect(worst).toBeLessThanOrEqual(8 * UNIT);
  expect(fastLog1p(0)).toBe(0);
});
