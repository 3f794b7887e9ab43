import { describe, expect, test } from "vitest";
import type { Posteriors } from "../../../policies/posteriors/family.ts";
import { densityCurves, meanOf, standardDeviationOf } from "./densities.ts";

const heightAt = (posteriors: Posteriors, x: number) => {
  const { points } = densityCurves(posteriors).curves[0];
  const at = points.findIndex((point) => point.x >= x);
  const [before, after] = [points[Math.max(0, at - 1)], points[at]];
  return after.x === before.x ? after.y : before.y + ((x - before.x) / (after.x - before.x)) * (after.y - before.y);
};

test("curves go through known points", () => {
  const triangle: Posteriors = { family: "beta", arms: [{ alpha: 1, beta: 2 }] };
  for (const x of [0, 0.25, 1]) expect(heightAt(triangle, x)).toBeCloseTo(2 * (1 - x), 6);
  const normal: Posteriors = { family: "normal", arms: [{ mean: 3, standardDeviation: 2 }] };
  expect(heightAt(normal, 3)).toBeCloseTo(1 / (2 * Math.sqrt(2 * Math.PI)), 3);
  expect(heightAt({ family: "gamma", arms: [{ shape: 1, rate: 3 }] }, 0)).toBeCloseTo(3, 6);
  // One degree of freedom is Cauchy.
  const cauchy: Posteriors = { family: "student-t", arms: [{ location: 1, scale: 2, degreesOfFreedom: 1 }] };
  expect(densityCurves(cauchy).curves[0].peak).toBeCloseTo(1 / (2 * Math.PI), 3);
});

const cases: Posteriors[] = [
  { family: "beta", arms: [{ alpha: 3, beta: 4 }] },
  { family: "beta", arms: [{ alpha: 600, beta: 400 }] },
  { family: "normal", arms: [{ mean: -2, standardDeviation: 0.1 }] },
  { family: "gamma", arms: [{ shape: 7, rate: 0.5 }] },
];

describe("a curve", () => {
  test.each(cases)("of $family has nearly all of its area in sight, and its mean and deviation", (posteriors) => {
    const [{ points }] = densityCurves(posteriors).curves;
    // Trapezoids between neighbouring points: the curve is smooth there.
    const integral = (of: (x: number) => number) =>
      points
        .slice(1)
        .reduce((sum, { x, y }, i) => sum + ((x - points[i].x) * (y * of(x) + points[i].y * of(points[i].x))) / 2, 0);
    const mean = meanOf(posteriors.family, posteriors.arms[0])!;
    const deviation = standardDeviationOf(posteriors.family, posteriors.arms[0])!;
    expect(Math.abs(integral(() => 1) - 1)).toBeLessThan(1e-2);
    expect(Math.abs(integral((x) => (x - mean) / deviation))).toBeLessThan(2e-2);
    expect(Math.abs(integral((x) => ((x - mean) / deviation) ** 2) - 1)).toBeLessThan(5e-2);
  });

  test("that is far higher than another is cut off, so that the other is visible", () => {
    const flatAndSpike: Posteriors = {
      family: "beta",
      arms: [
        { alpha: 1, beta: 1 },
        { alpha: 5e8, beta: 5e8 },
      ],
    };
    const { curves, height, cut, from, to } = densityCurves(flatAndSpike);
    expect([from, to, cut]).toEqual([0, 1, true]);
    expect(curves[0].peak).toBeCloseTo(1, 12);
    expect(height).toBeLessThan(10);
    // The peak of a normal curve of the same deviation.
    const deviation = standardDeviationOf("beta", flatAndSpike.arms[1])!;
    expect(curves[1].peak * deviation * Math.sqrt(2 * Math.PI)).toBeCloseTo(1, 2);
  });

  test("that is infinite at an end stops short of it", () => {
    const { curves, height } = densityCurves({ family: "beta", arms: [{ alpha: 0.5, beta: 0.5 }] });
    expect(curves[0].points.every(({ y }) => Number.isFinite(y))).toBe(true);
    expect(height).toBeLessThan(10);
  });

  test("has no mean if none exists", () => {
    const heavy = (degreesOfFreedom: number) => ({ location: 0, scale: 1, degreesOfFreedom });
    expect(meanOf("student-t", heavy(1))).toBeUndefined();
    expect(standardDeviationOf("student-t", heavy(2))).toBe(Infinity);
    expect(standardDeviationOf("student-t", heavy(4))).toBeCloseTo(Math.SQRT2, 12);
    expect(densityCurves({ family: "student-t", arms: [heavy(1)] }).curves[0].mean).toBeUndefined();
  });
});
