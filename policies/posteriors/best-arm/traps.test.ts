import { expect, test } from "vitest";
import { betaLogOdds } from "../../random/beta.ts";
import { stream } from "../../random/streams.ts";
import { randomProblems } from "../../testing/random-problems.ts";
import { relativeError } from "../../testing/reference.ts";
import { bestArmByQuadrature } from "./best-arm-quadrature.ts";
import { betaDistribution } from "../distributions/beta-distribution.ts";

/*
 * Mistakes that numerics of this kind were once caught in, each on a problem whose answer is algebra:
 * P(U > Y) = 1 − E[Y] for uniform U, and arms Beta(a_k, 1) are best with probability a_k/Σa.
 */

const probabilities = (...arms: [number, number][]) =>
  bestArmByQuadrature({ family: "beta", arms: arms.map(([alpha, beta]) => ({ alpha, beta })) }).arms.map(
    ({ value }) => value,
  );

test("far from its anchor a place keeps its digits, where 1 + expm1(t) would not", () => {
  for (const beta of [1e6, 1e9]) {
    const [uniform, small] = probabilities([1, 1], [1, beta]);
    expect(relativeError(small, 1 / (1 + beta))).toBeLessThan(1e-13);
    expect(relativeError(uniform, beta / (1 + beta))).toBeLessThan(1e-13);
  }
});

test("near 1 the complement is the anchor", () => {
  const [uniform] = probabilities([1, 1], [1e9, 1]);
  expect(relativeError(uniform, 1 / (1e9 + 1))).toBeLessThan(1e-13);
  const [, other] = probabilities([1, 1], [1e9, 1e3]);
  expect(relativeError(other, 1e9 / (1e9 + 1e3))).toBeLessThan(1e-13);
});

test("sharp arms are placed exactly, however far the flat ones reach", () => {
  const [uniform, sharp] = probabilities([1, 1], [3e8, 7e8]);
  expect(relativeError(uniform, 0.7)).toBeLessThan(1e-13);
  expect(relativeError(sharp, 0.3)).toBeLessThan(1e-13);
});

test("long panels see bends and singularities coming: shapes of 10⁻³ beside 10⁵", () => {
  for (const shapes of [
    [0.01, 0.02, 0.5],
    [0.001, 0.001, 0.004],
    [0.05, 30, 1e5],
  ]) {
    const total = shapes.reduce((sum, shape) => sum + shape, 0);
    const powers = probabilities(...shapes.map((shape): [number, number] => [shape, 1]));
    shapes.forEach((shape, k) => expect(relativeError(powers[k], shape / total)).toBeLessThan(1e-12));
  }
});

test("the defect of the sum is in every error bound, for an estimate may be blind to it", () => {
  for (const { name, posteriors } of randomProblems().slice(0, 200)) {
    const { arms } = bestArmByQuadrature(posteriors);
    const defect = Math.abs(arms.reduce((sum, { value }) => sum + value, 0) - 1);
    for (const { value, errorBound } of arms) expect(errorBound, name).toBeGreaterThanOrEqual(defect * value);
  }
});

test("shapes below 1 leave the continued fraction where it converges: F(x) = x^a for b = 1", () => {
  for (const alpha of [0.003, 0.05, 0.7]) {
    const mean = alpha / (alpha + 1);
    for (const x of [mean / 2, mean, 2 * mean, 0.9]) {
      expect(Math.abs(betaDistribution(alpha, 1).logCdf(x) - alpha * Math.log(x))).toBeLessThan(1e-14);
    }
  }
});

test("where x is nothing beside the mean the logarithm is taken of x itself", () => {
  expect(relativeError(betaDistribution(1e6, 1).logCdf(1e-300), 1e6 * Math.log(1e-300))).toBeLessThan(1e-15);
  expect(relativeError(betaDistribution(1e9, 1).logCdf(1e-5), 1e9 * Math.log(1e-5))).toBeLessThan(1e-15);
});

test("gamma arms of thousands of events: two that differ in their rate alone split by the rates' odds", () => {
  // X/Y of equal shapes k: P(X > Y) for rates λ, μ is I(λ-odds) = ½ for equal ones, and by symmetry sums to one.
  const arm = (rate: number) => ({ shape: 6574, rate });
  const { arms } = bestArmByQuadrature({ family: "gamma", arms: [arm(100), arm(100)] });
  for (const { value } of arms) expect(relativeError(value, 0.5)).toBeLessThan(1e-14);
  // P(X > Y) = P(Beta(k, k) > λ/(λ + μ)).
  const [first] = bestArmByQuadrature({ family: "gamma", arms: [arm(100), arm(101)] }).arms;
  const expected = Math.exp(betaDistribution(6574, 6574).logSurvival(100 / 201));
  expect(relativeError(first.value, expected)).toBeLessThan(1e-12);
});

test("draws of tiny shapes are numbers, where X/(X + Y) is 0/0", () => {
  const random = stream("tiny shapes", "policy", "");
  for (let draw = 0; draw < 20_000; draw++) expect(betaLogOdds(random, 0.001, 0.001)).not.toBeNaN();
});

test("a cdf is integrated from an end only where its density does not rise much", () => {
  const shapes = [1, 30, 1e5, 1e8];
  const total = shapes.reduce((sum, shape) => sum + shape, 0);
  const powers = probabilities(...shapes.map((shape): [number, number] => [shape, 1]));
  shapes.forEach((shape, k) => expect(relativeError(powers[k], shape / total)).toBeLessThan(1e-12));
});
