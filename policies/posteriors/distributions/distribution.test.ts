import { readFileSync } from "node:fs";
import fc from "fast-check";
import jstat from "jstat";
import { describe, expect, test } from "vitest";
import { referenceCases, relativeError } from "../../testing/reference.ts";
import { betaDistribution } from "./beta-distribution.ts";
import type { Distribution } from "./distribution.ts";
import { gammaDistribution } from "./gamma-distribution.ts";
import { gaussLegendre } from "../../numerics/gauss-legendre.ts";
import { normalDistribution } from "./normal-distribution.ts";
import { studentDistribution } from "./student-distribution.ts";
import { productError, sumError } from "../../numerics/two-product.ts";
import { Rational } from "../../numerics/rational.ts";

const seed = 860_244_913;
const powerOfTen = (least: number, most: number) =>
  fc.double({ min: least, max: most, noNaN: true }).map((exponent) => 10 ** exponent);

const made: Record<string, (parameters: number[]) => Distribution> = {
  beta: ([alpha, beta]) => betaDistribution(alpha, beta),
  gamma: ([shape, rate]) => gammaDistribution(shape, rate),
  normal: ([mean, deviation]) => normalDistribution(mean, deviation),
  student: ([freedom]) => studentDistribution(0, 1, freedom),
};

/** The error of a logarithm, relative to it or, near 0, absolute. */
const logError = (value: number, expected: string) =>
  Math.abs(value - Number(expected)) / Math.max(1, Math.abs(Number(expected)));

interface Value {
  kind: "value";
  family: string;
  arm: number[];
  x: number;
  log_density: string | null;
  log_cdf: string | null;
  log_survival: string | null;
}
interface Quantile {
  kind: "quantile";
  family: string;
  arm: number[];
  tail: "lower" | "upper";
  p: number;
  x: string;
  one_minus_x?: string;
}
const { cases } = JSON.parse(readFileSync(new URL("../../testing/distributions.json", import.meta.url), "utf8")) as {
  cases: (Value | Quantile)[];
};

describe.each(Object.keys(made))("%s", (family) => {
  const own = cases.filter((each) => each.family === family);

  test("density, cdf and survival hold 2·10⁻¹² in logarithms, from 10⁻³ to 10⁹ and far into the tails", () => {
    const values = own.filter((each) => each.kind === "value");
    expect(values.length).toBeGreaterThan(50);
    for (const { arm, x, log_density, log_cdf, log_survival } of values) {
      const distribution = made[family](arm);
      const name = `${arm.join(", ")} at ${x}`;
      if (log_density !== null) expect(logError(distribution.logDensity(x), log_density), name).toBeLessThan(2e-12);
      if (log_cdf !== null) expect(logError(distribution.logCdf(x), log_cdf), name).toBeLessThan(2e-12);
      if (log_survival !== null) expect(logError(distribution.logSurvival(x), log_survival), name).toBeLessThan(2e-12);
    }
  });

  test("quantiles hold 10⁻¹² in x, for Beta in the smaller of x and 1 − x", () => {
    const quantiles = own.filter((each) => each.kind === "quantile");
    expect(quantiles.length).toBeGreaterThan(10);
    for (const { arm, tail, p, x, one_minus_x } of quantiles) {
      const distribution = made[family](arm);
      const name = `${arm.join(", ")} ${tail} ${p}`;
      const answer = tail === "lower" ? distribution.quantile(p) : distribution.upperQuantile(p);
      // Near the middle of a distribution around 0, x itself is a difference.
      const scale = family === "normal" ? arm[1] + Math.abs(arm[0]) : 1;
      const slack = family === "beta" || family === "gamma" ? 0 : 1e-15 * scale;
      const condition = p / Math.exp(distribution.logDensity(answer)) / Math.abs(answer);
      const tolerance = Math.max(1e-12, family === "beta" && answer < 0.5 ? 1e-13 * condition : 0);
      expect(Math.abs(answer - Number(x)), name).toBeLessThanOrEqual(tolerance * Math.abs(Number(x)) + slack);
      if (one_minus_x === undefined) continue;
      const mirrored = betaDistribution(arm[1], arm[0]);
      const complement = tail === "lower" ? mirrored.upperQuantile(p) : mirrored.quantile(p);
      expect(relativeError(complement, Number(one_minus_x)), name).toBeLessThan(1e-12);
    }
  });
});

describe("Beta in the reference", () => {
  interface Special {
    alpha: number;
    beta: number;
    x: number;
    beta_logpdf: string;
    beta_logcdf: string;
    beta_logsf: string;
  }
  test.each(referenceCases<Special>("special"))("$id holds 10⁻¹²", (each) => {
    const distribution = betaDistribution(each.alpha, each.beta);
    expect(logError(distribution.logDensity(each.x), each.beta_logpdf)).toBeLessThan(1e-12);
    expect(logError(distribution.logCdf(each.x), each.beta_logcdf)).toBeLessThan(1e-12);
    expect(logError(distribution.logSurvival(each.x), each.beta_logsf)).toBeLessThan(1e-12);
  });

  interface BetaQuantile {
    alpha: number;
    beta: number;
    p: number;
    x: string;
    one_minus_x: string;
  }
  test.each(referenceCases<BetaQuantile>("quantile"))("$id holds 10⁻¹² in x and in 1 − x", (each) => {
    expect(relativeError(betaDistribution(each.alpha, each.beta).quantile(each.p), Number(each.x))).toBeLessThan(1e-12);
    const complement = betaDistribution(each.beta, each.alpha).upperQuantile(each.p);
    expect(relativeError(complement, Number(each.one_minus_x))).toBeLessThan(1e-12);
  });
});

test("a Beta cdf is the survival function of its mirror image", () => {
  fc.assert(
    fc.property(powerOfTen(-3, 9), powerOfTen(-3, 9), fc.integer({ min: 1, max: 2 ** 20 - 1 }), (a, b, k) => {
      // 1 − x is exact.
      const x = k / 2 ** 20;
      const cdf = betaDistribution(a, b).logCdf(x);
      const mirrored = betaDistribution(b, a).logSurvival(1 - x);
      fc.pre(cdf > -1e5);
      expect(Math.abs(cdf - mirrored)).toBeLessThanOrEqual(1e-13 * (1 + Math.abs(cdf)));
    }),
    { seed, numRuns: 500 },
  );
});

test("quantiles undo the distribution functions, from either tail, to the digits that the tail leaves", () => {
  const laws = fc.oneof(
    fc.tuple(powerOfTen(0, 9), powerOfTen(0, 9)).map(([a, b]) => betaDistribution(a, b)),
    fc.tuple(powerOfTen(0, 9), powerOfTen(-3, 3)).map(([a, b]) => gammaDistribution(a, b)),
    powerOfTen(-1, 9).map((freedom) => studentDistribution(3, 2, freedom)),
  );
  fc.assert(
    fc.property(laws, powerOfTen(-12, -0.302), (law, p) => {
      const [low, high] = [law.quantile(p), law.upperQuantile(p)];
      expect(low).toBeLessThanOrEqual(high);
      // A quantile is rounded to a double: compare on both sides of it, where the tail may move by that much.
      const [below, above] = [law.logCdf(low * (1 - 1e-12)), law.logCdf(low * (1 + 1e-12))];
      expect(Math.min(below, above) - 1e-12).toBeLessThanOrEqual(Math.log(p));
      expect(Math.max(below, above) + 1e-12).toBeGreaterThanOrEqual(Math.log(p));
    }),
    { seed, numRuns: 500 },
  );
});

test("an exponential, a Cauchy and a uniform distribution have their own formulas", () => {
  for (const p of [1e-250, 1e-20, 0.01, 0.3]) {
    expect(relativeError(gammaDistribution(1, 2).upperQuantile(p), -Math.log(p) / 2)).toBeLessThan(1e-12);
    expect(relativeError(gammaDistribution(1, 2).quantile(p), -Math.log1p(-p) / 2)).toBeLessThan(1e-12);
    expect(relativeError(studentDistribution(0, 1, 1).upperQuantile(p), 1 / Math.tan(Math.PI * p))).toBeLessThan(1e-12);
    expect(relativeError(betaDistribution(1, 1).quantile(p), p)).toBeLessThan(1e-12);
    expect(relativeError(betaDistribution(1, 3).quantile(p), -Math.expm1(Math.log1p(-p) / 3))).toBeLessThan(1e-12);
  }
  expect(normalDistribution(0, 1).logCdf(0)).toBeCloseTo(-Math.LN2, 15);
  expect(() => normalDistribution(0, 1).quantile(1.5)).toThrow(RangeError);
  expect(betaDistribution(2, 3).quantile(0)).toBe(0);
  expect(betaDistribution(2, 3).upperQuantile(0)).toBe(1);
});

test("jStat agrees to its own accuracy where it has one", () => {
  for (const [alpha, beta] of [
    [0.5, 0.5],
    [2, 3],
    [30, 4.5],
    [700, 800],
  ]) {
    for (const x of [0.05, 0.3, 0.5, 0.9]) {
      const cdf = Math.exp(betaDistribution(alpha, beta).logCdf(x));
      expect(Math.abs(cdf - jstat.jStat.beta.cdf(x, alpha, beta))).toBeLessThan(1e-6);
    }
  }
});

test("products and sums of doubles are exact with their errors", () => {
  const number = fc.double({ min: -1e100, max: 1e100, noNaN: true }).filter((x) => x === 0 || Math.abs(x) > 1e-100);
  fc.assert(
    fc.property(number, number, (a, b) => {
      const [x, y] = [Rational.fromDouble(a), Rational.fromDouble(b)];
      const product = Rational.fromDouble(a * b).plus(Rational.fromDouble(productError(a, b)));
      expect(product.toString()).toBe(x.times(y).toString());
      const sum = Rational.fromDouble(a + b).plus(Rational.fromDouble(sumError(a, b)));
      expect(sum.toString()).toBe(x.plus(y).toString());
    }),
    { seed, numRuns: 300 },
  );
});

test("Gauss–Legendre rules are exact for the highest power that they can be", () => {
  for (const n of [1, 2, 5, 30, 128, 512]) {
    const { nodes, weights } = gaussLegendre(n);
    for (const power of [0, 1, n, 2 * n - 1]) {
      const integral = nodes.reduce((sum, x, i) => sum + weights[i] * x ** power, 0);
      expect(relativeError(integral, 1 / (power + 1))).toBeLessThan(1e-13);
    }
  }
});
