import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { relativeError } from "../../testing/reference.ts";
import { beta, compareBetas, survivals } from "../../testing/comparisons.ts";
import { compareWithControl } from "./compare.ts";
import { gammaExceedance, type GammaParameters } from "./gamma-exceedance.ts";
import type { Interval } from "./interval.ts";

const gamma = (shape: number, rate: number): GammaParameters => ({ shape, rate });

interface Case {
  kind: "probability" | "quantile";
  family: "beta" | "gamma";
  x: [number, number];
  y: [number, number];
  of: "difference" | "ratio";
  size: number;
  p: string;
  name: keyof (Interval & { median: number });
  value: string;
}
const { cases } = JSON.parse(readFileSync(new URL("../../testing/comparisons.json", import.meta.url), "utf8")) as {
  cases: Case[];
};
const named = (kind: Case["kind"], family: Case["family"]) =>
  cases
    .filter((each) => each.kind === kind && each.family === family)
    .map((each) => ({ ...each, title: `${each.of} of ${family}(${each.x.join(", ")}) and (${each.y.join(", ")})` }));

describe("mpmath's", () => {
  test.each(named("probability", "beta"))("$title exceeds $size with probability $p", ({ x, y, of, size, p }) => {
    const survival = survivals[of === "ratio" ? "lift" : "difference"];
    expect(Math.abs(survival(beta(...x), beta(...y), size) - Number(p))).toBeLessThan(1e-13);
  });

  test.each(named("probability", "gamma"))("$title exceeds $size with probability $p", ({ x, y, size, p }) => {
    const [one, other] = [gamma(...x), gamma(...y)];
    const survival = size > 0 ? gammaExceedance(one, other, size) : 1 - gammaExceedance(other, one, -size);
    expect(Math.abs(survival - Number(p))).toBeLessThan(1e-13);
  });

  test.each(named("quantile", "beta"))("$title has the $name $value", ({ x, y, of, name, value }) => {
    const law = compareBetas(beta(...x), beta(...y))[of === "ratio" ? "lift" : "difference"];
    expect(Math.abs(law[name] - Number(value))).toBeLessThan(1e-12 * (law.upper - law.lower));
  });

  test("table has cases of every kind", () => {
    expect(named("probability", "beta").length).toBeGreaterThan(30);
    expect(named("probability", "gamma").length).toBeGreaterThan(6);
    expect(named("quantile", "beta").length).toBeGreaterThan(20);
  });
});

test("the difference of two uniforms has a triangular law, their ratio P(X > rY) = 1/2r", () => {
  const { difference, lift } = compareBetas(beta(1, 1), beta(1, 1));
  expect(difference).toMatchObject({ median: 0, mean: 0 });
  // (1 − d)²/2 = 0.025.
  expect(difference.upper).toBeCloseTo(1 - Math.sqrt(0.05), 14);
  expect(difference.lower).toBeCloseTo(Math.sqrt(0.05) - 1, 14);
  expect(lift.median).toBe(0);
  expect(lift.upper).toBeCloseTo(19, 11);
  expect(lift.lower).toBeCloseTo(-0.95, 14);
  expect(lift.mean).toBeUndefined();
});

test("means are those of the closed forms, and a lift has none where the control's alpha is at most 1", () => {
  const { lift, difference } = compareBetas(beta(24, 78), beta(18, 84));
  // 24/102 − 18/102, and 24/102·101/17 − 1.
  expect(difference.mean).toBeCloseTo(1 / 17, 15);
  expect(lift.mean).toBeCloseTo((24 * 101) / (102 * 17) - 1, 15);
  expect(compareBetas(beta(2, 1), beta(1, 5)).lift.mean).toBeUndefined();
  expect(compareBetas(beta(2, 1), beta(1.5, 5)).lift.mean).toBeCloseTo(((2 / 3) * 5.5) / 0.5 - 1, 13);
  // One more success in 10¹²: (n·(n + 1) − n·n)/((2n)(2n + 1)) for Beta(n + 1, n) and Beta(n, n) is 1/(2(2n + 1)).
  const n = 1e12;
  expect(relativeError(compareBetas(beta(n + 1, n), beta(n, n)).difference.mean!, 1 / (2 * (2 * n + 1)))).toBeLessThan(
    1e-15,
  );
});

describe("other families", () => {
  const first = (posteriors: Parameters<typeof compareWithControl>[0]) => compareWithControl(posteriors, 1)[0]!;

  test("Normal: a Normal difference of standard deviation √(3² + 4²), and no lift", () => {
    const arms = [
      { mean: 7, standardDeviation: 3 },
      { mean: 5, standardDeviation: 4 },
    ];
    const { difference, lift } = first({ family: "normal", arms });
    expect(difference).toMatchObject({ median: 2, mean: 2 });
    expect(difference!.upper).toBeCloseTo(2 + 5 * 1.959963984540054, 13);
    expect(difference!.lower).toBeCloseTo(2 - 5 * 1.959963984540054, 13);
    expect(lift).toBeUndefined();
  });

  test("Gamma: exponentials have a Laplace difference, and P(X > rY) = 1/(1 + r)", () => {
    const { difference, lift } = first({ family: "gamma", arms: [gamma(1, 0.25), gamma(1, 0.25)] });
    expect(difference!.median).toBe(0);
    expect(difference!.upper).toBeCloseTo(4 * Math.log(20), 12);
    expect(difference!.lower).toBeCloseTo(-4 * Math.log(20), 12);
    expect(lift!.upper).toBeCloseTo(38, 11);
    expect(lift!.lower).toBeCloseTo(1 / 39 - 1, 14);
    expect(lift!.mean).toBeUndefined();
    // 3/2·1/(5 − 1) − 1 and 3/2 − 5.
    const other = first({ family: "gamma", arms: [gamma(3, 2), gamma(5, 1)] });
    expect(other.lift!.mean).toBeCloseTo(3 / 8 - 1, 15);
    expect(other.difference!.mean).toBe(-3.5);
  });

  test("Student: Cauchy scales add up, and the mean exists where both posteriors have one", () => {
    const cauchy = (location: number, scale: number) => ({ location, scale, degreesOfFreedom: 1 });
    const { difference } = first({ family: "student-t", arms: [cauchy(4, 1), cauchy(1, 2.5)] });
    expect(difference!.median).toBe(3);
    const half = 3.5 * Math.tan(0.475 * Math.PI);
    expect(relativeError(difference!.upper - 3, half)).toBeLessThan(1e-12);
    expect(relativeError(3 - difference!.lower, half)).toBeLessThan(1e-12);
    expect(difference!.mean).toBeUndefined();
    const nearlyNormal = { location: 0, scale: 1, degreesOfFreedom: 1e9 };
    const normal = first({ family: "student-t", arms: [nearlyNormal, { ...nearlyNormal, location: 2 }] }).difference!;
    expect(normal.mean).toBe(-2);
    // The quantile of Student's law exceeds the normal one by (z³ + z)/4ν.
    expect(normal.upper).toBeCloseTo(-2 + Math.SQRT2 * 1.959963984540054, 7);
  });
});
