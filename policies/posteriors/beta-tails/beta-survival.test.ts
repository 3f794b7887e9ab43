import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { logBetaSurvival } from "./beta-survival.ts";

interface Value {
  kind: string;
  family: string;
  arm: [alpha: number, beta: number];
  x: number;
  log_density: string | null;
  log_cdf: string | null;
  log_survival: string | null;
}
const { cases } = JSON.parse(readFileSync(new URL("../../testing/distributions.json", import.meta.url), "utf8")) as {
  cases: Value[];
};
const values = cases.filter(
  ({ kind, family, log_density, log_survival }) =>
    kind === "value" && family === "beta" && log_density !== null && log_survival !== null,
);

test("is the logarithm of the upper tail, as exact as the density's", () => {
  expect(values.length).toBeGreaterThan(50);
  for (const { arm, x, log_density, log_cdf, log_survival } of values) {
    const [alpha, beta] = arm;
    // Where it is formed from the complement, the error of F is one of S.
    const isComplement = x * (alpha + beta + 2) <= alpha + 1;
    const share = isComplement ? Math.exp(Number(log_cdf) - Number(log_survival)) : 1;
    const error = Math.abs(logBetaSurvival(alpha, beta, x, 1 - x) - Number(log_survival));
    // Found as the density in log odds, x·(1 − x)·f.
    const logDensity = Number(log_density) + Math.log(x) + Math.log1p(-x);
    const departure = Math.abs((alpha + beta) * x - alpha);
    const allowed = (4e-15 * (1 + Math.abs(logDensity)) + 2 ** -52 * departure) * share;
    expect(error, `Beta(${alpha}, ${beta}) at ${x}`).toBeLessThanOrEqual(allowed);
  }
});

test("is that of (1 − x)^β for α = 1, also where x is next to 1, and of 1 − x^α for β = 1", () => {
  for (const shape of [0.5, 1, 3, 40, 5000]) {
    for (const x of [1e-12, 0.001, 0.2, 0.5, 0.9]) {
      const near = (value: number, expected: number) =>
        expect(Math.abs(value - expected)).toBeLessThanOrEqual(
          4e-15 * (1 + 2 * Math.abs(Math.log(x)) + Math.abs(expected) + shape * x),
        );
      near(logBetaSurvival(1, shape, x, 1 - x), shape * Math.log1p(-x));
      near(logBetaSurvival(shape, 1, 1 - x, x), Math.log(-Math.expm1(shape * Math.log1p(-x))));
    }
    // 1 − x is known where x itself is 1.
    expect(logBetaSurvival(1, shape, 1, 1e-30) / (shape * Math.log(1e-30))).toBeCloseTo(1, 14);
  }
});

test("is 0 at 0 and −∞ at 1", () => {
  expect(logBetaSurvival(2, 3, 0, 1)).toBe(0);
  expect(logBetaSurvival(2, 3, 1, 0)).toBe(-Infinity);
});
