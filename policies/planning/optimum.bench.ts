import { gittinsIndex } from "./gittins-index.ts";
import { type Bench, milliseconds } from "../testing/bench.ts";
import { referenceCases, relativeError } from "../testing/reference.ts";
import { BayesOptimalPlan } from "./bayes-optimal-plan.ts";
import { longestHorizon } from "./plan-limits.ts";

const priors = [
  { alpha: 1, beta: 1 },
  { alpha: 1, beta: 1 },
];
const gittinsCases = referenceCases<{ alpha: number; beta: number; gamma: string; index: string }>("gittins");

/** The value of 60 pulls, from the reference. */
const VALUE = 38.56234324663556;

const timed = (value: number, most: number) => ({ value, unit: "ms", met: value <= most });

export const benches: Bench[] = [
  {
    name: "Gittins index of Beta(1, 1) at 0.9 to 10⁻¹²",
    goal: "≤ 50 ms",
    run: () =>
      timed(
        milliseconds(() => gittinsIndex(1, 1, 0.9)),
        50,
      ),
  },
  {
    name: "Gittins index of Beta(1, 1) at 0.99 to 10⁻¹²",
    goal: "≤ 200 ms",
    run: () =>
      timed(
        milliseconds(() => gittinsIndex(1, 1, 0.99)),
        200,
      ),
  },
  {
    name: "Gittins index on the reference, largest relative error",
    goal: "≤ 10⁻¹²",
    run: () => {
      const errors = gittinsCases.map(({ alpha, beta, gamma, index }) =>
        relativeError(gittinsIndex(alpha, beta, Number(gamma)).value, Number(index)),
      );
      const value = Math.max(...errors);
      return { value, unit: "", met: value <= 1e-12 };
    },
  },
  {
    name: "Bayes-optimal value of 60 pulls of two arms, relative error",
    goal: "≤ 10⁻¹³",
    run: () => {
      const value = relativeError(new BayesOptimalPlan(priors, 60).value, VALUE);
      return { value, unit: "", met: value <= 1e-13 };
    },
  },
  {
    name: "Bayes-optimal plan of 60 pulls of two arms",
    goal: "≤ 50 ms",
    run: () =>
      timed(
        milliseconds(() => new BayesOptimalPlan(priors, 60)),
        50,
      ),
  },
  {
    name: "Bayes-optimal plan of the longest horizon of two arms",
    goal: "≤ 3000 ms",
    run: () =>
      timed(
        milliseconds(() => new BayesOptimalPlan(priors, longestHorizon(2)), 2),
        3000,
      ),
  },
];
