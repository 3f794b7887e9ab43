import { expect, test } from "vitest";
import { stream } from "../random/streams.ts";
import { relativeError } from "../testing/reference.ts";
import { fastExp } from "./fast-exp.ts";
import { FRACTION_BITS, fixedLogarithmOf, fixedRational } from "./fixed-point.ts";
import { Rational } from "./rational.ts";

const UNIT = 2 ** -53;
const range = (count: number, from: number, to: number) =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

test("is e^x to 6 units, by the logarithm to 96 decimals", () => {
  const random = stream("fast exponential", "reward", "");
  // Below e^-60 the 320 bits of the value would be too few.
  const places = Array.from({ length: 1500 }, () => 769 * random.uniform() - 60);
  // Where the table's step changes, the polynomial has its largest argument.
  const edges = range(400, -200, 199).map((step) => ((step + 0.5) * Math.LN2) / 64);
  for (const x of [...places, ...edges, 0, 1e-300, -1e-20, 708.99, 709]) {
    const logarithm = fixedLogarithmOf(fixedRational(Rational.fromDouble(fastExp(x))));
    const error = new Rational(logarithm - fixedRational(Rational.fromDouble(x)), 1n << FRACTION_BITS).toNumber();
    expect(Math.abs(error), `at ${x}`).toBeLessThanOrEqual(6 * UNIT);
  }
});

test("is within 6 units of e^x, and the 2 that Math.exp may be off, on a dense grid of the whole range", () => {
  let worst = 0;
  for (const x of [...range(500_000, -708, 709), ...range(100_000, -1, 1)]) {
    worst = Math.max(worst, relativeError(fastExp(x), Math.exp(x)));
  }
  expect(worst).toBeLessThanOrEqual(8 * UNIT);
});

test("is 0 below −708, and 1 at 0", () => {
  expect([fastExp(-708.0001), fastExp(-1e300), fastExp(-Infinity)]).toEqual([0, 0, 0]);
  expect(fastExp(0)).toBe(1);
  expect(fastExp(-708)).toBeGreaterThan(0);
});
