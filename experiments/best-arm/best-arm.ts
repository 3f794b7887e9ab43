import type { Posteriors } from "../../policies/posteriors/family.ts";
import { bestArm } from "../../policies/posteriors/best-arm/best-arm.ts";
import { withoutInfinity } from "../exact-probability.ts";
import { parseInput } from "../mistakes/parse-input.ts";
import type { BestArmAnswer } from "./answer.ts";
import { comparisonsOf, intervalsOf } from "./comparisons.ts";
import { controlIndex } from "./control.ts";
import { isCounted } from "./counted-arms.ts";
import { posteriorsOf, UNIFORM_PRIOR } from "./posteriors.ts";
import { BestArmRequest, type BestArmRequestInput } from "./request.ts";

/**
 * Computes how likely each arm is to be the best, and the expected loss of choosing it, given independent posteriors of one
 * family, or counts of successes and trials with a Beta prior.
 *
 *   P(best = k) = P(θ_k = max θ),   expected loss = E[max θ − θ_k], in the units of the rewards
 *
 * Every arm has its equal-tailed 95% credible interval. With a `control`, every other arm also has P(θ_k > θ_control), and
 * median, 95% interval and mean of the difference θ_k − θ_control and, for Beta and Gamma, of the lift θ_k/θ_control − 1.
 *
 * Fractions for whole Beta parameters where they are affordable, else right to about 10⁻¹², with an error bound. Quantiles of
 * lift and difference have their probability to about 10⁻¹². A few arms take milliseconds, 1,000 sharp ones up to a minute;
 * a comparison with a control takes some 4 ms an arm, 30 ms for shapes far below 1. POST /best-arm-probabilities and `bandit-lab best-arm` give the same
 * answer.
 *
 * @throws InvalidInput on an invalid request, such as a control that names no arm
 * @see docs/numerics.md
 *
 * @example
 * ```ts
 * const arms = [{ alpha: 1, beta: 2 }, { alpha: 2, beta: 1 }];
 * bestArmAnswer({ family: "beta", arms }).probabilities.map(({ fraction }) => fraction); // ["1/6", "5/6"]
 * const counts = [{ name: "old", successes: 17, trials: 100 }, { name: "new", successes: 23, trials: 100 }];
 * const [, added] = bestArmAnswer({ family: "beta", arms: counts, control: "old" }).probabilities;
 * [added.beatsControl.value, added.lift.median, added.lift.mean]; // [0.853066, 0.338784, 0.397924]
 * ```
 */
export function bestArmAnswer(input: BestArmRequestInput): BestArmAnswer {
  return answerBestArm(parseInput(BestArmRequest, input));
}

/** As `bestArmAnswer`, for a parsed request. */
export function answerBestArm(request: BestArmRequest): BestArmAnswer {
  const posteriors = posteriorsOf(request);
  const { method, arms } = bestArm(posteriors);
  const control = controlIndex(request);
  const intervals = intervalsOf(posteriors);
  const comparisons = comparisonsOf(posteriors, control);
  const probabilities = arms.map(
    ({ expectedLoss, expectedLossErrorBound, expectedLossFraction, ...probability }, arm) => ({
      arm,
      ...withoutInfinity(probability),
      expectedLoss: expectedLoss ?? null,
      ...(expectedLossErrorBound !== undefined && { expectedLossErrorBound }),
      ...(expectedLossFraction !== undefined && { expectedLossFraction }),
      credibleInterval: intervals[arm],
      ...comparisons[arm],
    }),
  );
  const sum = arms.reduce((total, { value }) => total + value, 0);
  const asked = { ...given(request, posteriors), ...(control !== undefined && { control }) };
  return { ...asked, method, probabilities, defect: sum - 1 };
}

/** The request as the answer repeats it: counts with prior and posteriors, or the posteriors alone. */
function given(request: BestArmRequest, posteriors: Posteriors): Pick<BestArmAnswer, "family" | "arms" | "prior"> {
  if (request.family !== "beta" || posteriors.family !== "beta") return posteriors;
  const { family, prior = UNIFORM_PRIOR } = request;
  const counted = request.arms.filter(isCounted);
  if (counted.length === 0) return posteriors;
  return { family, prior, arms: counted.map((arm, index) => ({ ...arm, ...posteriors.arms[index] })) };
}
