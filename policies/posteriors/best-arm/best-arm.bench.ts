import type { Posteriors } from "../family.ts";
import { stream } from "../../random/streams.ts";
import { type Bench, milliseconds } from "../../testing/bench.ts";
import { randomProblems } from "../../testing/random-problems.ts";
import { bestArmFractions } from "./best-arm-fractions.ts";
import { BestArmPolynomial } from "./best-arm-polynomial.ts";
import { bestArmByQuadrature } from "./best-arm-quadrature.ts";
import { bestOfTwo } from "./best-of-two.ts";
import { betaDistribution } from "../distributions/beta-distribution.ts";
import type { BetaParameters } from "../beta.ts";

/** Arms of about n observations whose means are some standard deviations apart, so that none is hopeless. */
function similarArms(count: number, observations: number): BetaParameters[] {
  const random = stream("similar arms", "policy", `${count} of ${observations}`);
  const spread = 1 / Math.sqrt(observations);
  return Array.from({ length: count }, () => ({
    alpha: observations * (0.5 + 0.5 * spread * random.uniform()) + 0.25,
    beta: observations * 0.5 + 0.25,
  }));
}

const beta = (arms: BetaParameters[]): Posteriors => ({ family: "beta", arms });

/** Time of one of many calls, against what it is to stay under. */
function timed(name: string, limit: number, unit: "µs" | "ms", calls: number, run: (call: number) => void): Bench {
  return {
    name,
    goal: `≤ ${limit} ${unit}`,
    run() {
      const total = milliseconds(() => {
        for (let call = 0; call < calls; call++) run(call);
      });
      const value = (total / calls) * (unit === "µs" ? 1000 : 1);
      return { value, unit, met: value <= limit };
    },
  };
}

function worst(name: string, limit: number, measure: () => number): Bench {
  return {
    name,
    goal: `≤ ${limit.toExponential()}`,
    run() {
      const value = measure();
      return { value, unit: "", met: value <= limit };
    },
  };
}

/** The largest of a number for every likely arm of every random problem. */
function overRandomProblems(
  measure: (answer: ReturnType<typeof bestArmByQuadrature>, logs: (number | null)[]) => number,
) {
  return randomProblems().reduce(
    (most, { posteriors, logProbabilities }) =>
      Math.max(most, measure(bestArmByQuadrature(posteriors), logProbabilities)),
    0,
  );
}

// M is 250.
const whole = Array.from({ length: 10 }, (_, k) => ({ alpha: 4 + 2 * k, beta: 22 - 2 * k }));
const polynomial = new BestArmPolynomial(whole.length);
const probabilities = new Float64Array(whole.length);
const fractionArms = Array.from({ length: 10 }, (_, k) => ({ alpha: 46 + k, beta: 55 - k }));
const twoArms = [
  { alpha: 90, beta: 61 },
  { alpha: 71, beta: 80 },
];
const [ten, thousand] = [similarArms(10, 1e6), similarArms(1000, 1e4)];
const twoOfAMillion = similarArms(2, 1e6);

export const benches: Bench[] = [
  worst("relative error of P(best), 1000 random problems, p ≥ 10⁻²⁹⁰", 5e-12, () =>
    overRandomProblems(({ arms }, logs) =>
      arms.reduce((most, { logValue }, arm) => {
        const log = logs[arm];
        if (log === null || log < -667) return most;
        // The rounding of both logarithms is not the probability's.
        const rounding = 2 ** -52 * Math.abs(log);
        return Math.max(most, Math.abs(Math.expm1(logValue - log)) - rounding);
      }, 0),
    ),
  ),
  worst("|Σ p − 1|, the worst of 1000 random problems (typically 10⁻¹⁵)", 1e-13, () =>
    overRandomProblems(({ arms }) => Math.abs(arms.reduce((sum, { value }) => sum + value, 0) - 1)),
  ),
  timed("fractions, K = 10, M = 1000", 200, "ms", 1, () => bestArmFractions(fractionArms)),
  timed("two arms in closed form, 300 observations", 2, "µs", 20_000, () => bestOfTwo(twoArms)),
  timed("ten whole arms of M = 250, all anew", 150, "µs", 1000, (call) => {
    whole.forEach(({ alpha, beta: b }, arm) => polynomial.set(arm, alpha + (call % 2), b));
    polynomial.fillProbabilities(probabilities);
  }),
  timed("ten whole arms of M = 250, a step of a simulation", 20, "µs", 5000, (call) => {
    polynomial.set(call % 10, 12 + (call % 3), 12);
    polynomial.fillProbabilities(probabilities);
  }),
  timed("two arms of 10⁶ observations, integrated", 1, "ms", 200, () => bestArmByQuadrature(beta(twoOfAMillion))),
  timed("ten arms of 10⁶ observations, integrated", 1, "ms", 100, () => bestArmByQuadrature(beta(ten))),
  timed("ten arms of 10⁶ observations, with losses", 4, "ms", 100, () => bestArmByQuadrature(beta(ten), true)),
  timed("1000 arms of 10⁴ observations, none unlikely", 200, "ms", 2, () => bestArmByQuadrature(beta(thousand))),
  timed("a Beta quantile from its upper tail", 20, "µs", 5000, (call) =>
    betaDistribution(30, 20).upperQuantile(1 / (2 + call)),
  ),
];
