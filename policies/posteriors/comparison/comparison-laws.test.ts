// Slow: some hundreds of quantiles, each by several integrals.
import fc from "fast-check";
import { expect, test } from "vitest";
import { beta, compareBetas, survivals } from "../../testing/comparisons.ts";

const seed = 719_440_287;
const powerOfTen = (least: number, most: number) =>
  fc.double({ min: least, max: most, noNaN: true }).map((exponent) => 10 ** exponent);

test("of powers of uniforms, Beta(a, 1) and Beta(c, 1), P(X > rY) is a/(a + c)·r^(−c) for r ≥ 1, and 1 − c/(a + c)·r^a below", () => {
  fc.assert(
    fc.property(powerOfTen(-3, 12), powerOfTen(-3, 12), (a, c) => {
      const { lift } = compareBetas(beta(a, 1), beta(c, 1));
      const survival = (value: number) =>
        value >= 0
          ? (a / (a + c)) * Math.exp(-c * Math.log1p(value))
          : 1 - (c / (a + c)) * Math.exp(a * Math.log1p(value));
      for (const [value, tail] of [
        [lift.lower, 0.975],
        [lift.median, 0.5],
        [lift.upper, 0.025],
      ]) {
        if (value === Infinity) expect(survival(1e300)).toBeGreaterThan(tail);
        // A ratio so small that −1 is the nearest double.
        else if (value === -1) expect(survival(-1 + 2 ** -53)).toBeLessThan(tail + 1e-12);
        else {
          // The quantile is rounded to a double, which moves probabilities of c·log1p(lift) far from 0.
          const ulp = 2 ** -52 * Math.abs(value);
          expect(survival(value + 2 * ulp)).toBeLessThan(tail + 1e-12);
          expect(survival(value - 2 * ulp)).toBeGreaterThan(tail - 1e-12);
        }
      }
    }),
    { seed, numRuns: 15 },
  );
});

const regular = fc.tuple(powerOfTen(-0.5, 12), powerOfTen(-0.5, 12)).map(([a, b]) => beta(a, b));

test("a quantile has its probability, for shapes to 10¹²", () => {
  fc.assert(
    fc.property(regular, regular, (x, y) => {
      const laws = compareBetas(x, y);
      for (const kind of ["difference", "lift"] as const) {
        const { lower, median, upper } = laws[kind];
        expect(lower).toBeLessThanOrEqual(median);
        expect(median).toBeLessThanOrEqual(upper);
        for (const [value, tail] of [
          [lower, 0.975],
          [median, 0.5],
          [upper, 0.025],
        ]) {
          if (value === 0 || Math.abs(value) === 1) continue;
          const ulp = 2 ** -51 * Math.max(Math.abs(value), kind === "lift" && value < -0.5 ? 1 : 0);
          expect(survivals[kind](x, y, value + ulp)).toBeLessThan(tail + 1e-12);
          if (value - ulp > -1) expect(survivals[kind](x, y, value - ulp)).toBeGreaterThan(tail - 1e-12);
        }
      }
    }),
    { seed, numRuns: 8 },
  );
});

test("exchanged arms have the opposite difference and the inverse ratio; mirrored arms the opposite difference", () => {
  fc.assert(
    fc.property(regular, regular, (x, y) => {
      const law = compareBetas(x, y);
      const exchanged = compareBetas(y, x);
      const width = law.difference.upper - law.difference.lower;
      const mirrored = compareBetas(beta(x.beta, x.alpha), beta(y.beta, y.alpha)).difference;
      for (const opposite of [exchanged.difference, mirrored]) {
        expect(Math.abs(law.difference.median + opposite.median)).toBeLessThanOrEqual(1e-12 * width + 1e-15);
        expect(Math.abs(law.difference.upper + opposite.lower)).toBeLessThanOrEqual(1e-12 * width + 1e-15);
        expect(Math.abs(law.difference.mean! + opposite.mean!)).toBeLessThanOrEqual(1e-15);
      }
      fc.pre(law.lift.upper < 1e6 && exchanged.lift.upper < 1e6);
      const product = (1 + law.lift.upper) * (1 + exchanged.lift.lower);
      expect(Math.abs(product - 1)).toBeLessThan(1e-9);
    }),
    { seed, numRuns: 8 },
  );
});
