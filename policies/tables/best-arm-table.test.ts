// Slow: integrates P(best) of every state of six pulls of three arms.
import { expect, test } from "vitest";
import { relativeError } from "../testing/reference.ts";
import { bestArmFractions } from "../posteriors/best-arm/best-arm-fractions.ts";
import { bestArmTable } from "./best-arm-table.ts";
import { bestArmProbabilities } from "../posteriors/best-arm/best-arm.ts";

const arm = (alpha: number, beta: number) => ({ alpha, beta });

/** P(best) at every state of these pulls: posteriors, and one probability per arm. */
function block(priors: { alpha: number; beta: number }[], pulls: number[], mostPulls: number) {
  const size = pulls.reduce((product, n) => product * (n + 1), 1);
  const out = new Float64Array(size * priors.length);
  bestArmTable(priors, mostPulls).create().fill(pulls, out);
  return Array.from({ length: size }, (_, state) => {
    let rest = state;
    const posteriors = priors.map(() => arm(1, 1));
    for (let k = priors.length - 1; k >= 0; k--) {
      const successes = rest % (pulls[k] + 1);
      rest = Math.floor(rest / (pulls[k] + 1));
      posteriors[k] = arm(priors[k].alpha + successes, priors[k].beta + pulls[k] - successes);
    }
    return { posteriors, probabilities: priors.map((_, k) => out[k * size + state]) };
  });
}

test.each([
  [[arm(1, 1), arm(1, 1)], [7, 5], 20],
  [[arm(1, 1), arm(1, 1)], [0, 9], 9],
  [[arm(3, 2), arm(1, 6)], [4, 8], 60],
  [[arm(30, 1), arm(1, 40)], [3, 6], 12],
  [[arm(1, 1), arm(1, 1), arm(1, 1)], [3, 4, 2], 12],
  [[arm(1, 1), arm(4, 2), arm(2, 9)], [2, 0, 3], 8],
  [[arm(1, 1), arm(1, 1), arm(2, 1), arm(1, 1)], [2, 1, 2, 1], 7],
  [[arm(1, 600), arm(1, 600), arm(1, 600)], [1, 2, 3], 6],
  [[arm(600, 1), arm(600, 1), arm(600, 1)], [1, 2, 3], 6],
])("priors %j after %j of %d pulls: as the exact fractions, to 10⁻¹³", (priors, pulls, mostPulls) => {
  for (const { posteriors, probabilities } of block(priors, pulls, mostPulls)) {
    bestArmFractions(posteriors).forEach((fraction, k) => {
      expect(relativeError(probabilities[k], fraction.toNumber())).toBeLessThan(1e-13);
    });
  }
});

test.each([
  [[arm(0.5, 0.5), arm(0.5, 0.5)], [6, 5], 30],
  [[arm(0.5, 0.25), arm(2.5, 0.01)], [4, 7], 40],
  [[arm(1e5, 1.5), arm(1, 1)], [4, 3], 30],
  [[arm(0.5, 0.5), arm(0.5, 0.5), arm(0.5, 0.5)], [3, 2, 4], 20],
  [[arm(0.01, 0.02), arm(0.3, 0.001), arm(1.5, 0.7)], [3, 3, 2], 20],
  [[arm(1e5, 2e5), arm(0.3, 50), arm(1.5, 0.7)], [1, 3, 2], 20],
  [[arm(0.001, 1e9), arm(0.001, 1e9), arm(0.001, 1e9)], [1, 2, 3], 6],
  [[arm(1e9, 0.001), arm(1e9, 0.001), arm(1e9, 0.001)], [1, 2, 3], 6],
  [[arm(0.01, 1e6), arm(1, 1e6), arm(3.5, 1e6)], [1, 2, 3], 6],
  [[arm(1e5, 1e9), arm(7e6, 0.001)], [1, 2], 6],
])("priors %j after %j of %d pulls: as integration state by state", (priors, pulls, mostPulls) => {
  for (const { posteriors, probabilities } of block(priors, pulls, mostPulls)) {
    expect(Math.abs(probabilities.reduce((sum, p) => sum + p, 0) - 1)).toBeLessThan(1e-12);
    bestArmProbabilities(posteriors).arms.forEach(({ value }, k) => {
      // Beyond e^−60 of their peaks densities are left out.
      expect(Math.abs(probabilities[k] - value)).toBeLessThan(1e-12 * value + 1e-24);
    });
  }
});

test("at 300 pulls small probabilities keep their digits: only failures against only successes are 1/C(302, 151)", () => {
  const states = block([arm(1, 1), arm(1, 1)], [150, 150], 300);
  // P(X > Y) for X ~ Beta(1, 151) and Y ~ Beta(151, 1): all of 151 uniforms below all of 151 others.
  let count = 1;
  for (let i = 1; i <= 151; i++) count *= (151 + i) / i;
  expect(relativeError(states[150].probabilities[0], 1 / count)).toBeLessThan(1e-13);
  expect(relativeError(states[150 * 151].probabilities[1], 1 / count)).toBeLessThan(1e-13);
  for (const { probabilities } of states) {
    expect(Math.abs(probabilities[0] + probabilities[1] - 1)).toBeLessThan(2e-14);
  }
});
