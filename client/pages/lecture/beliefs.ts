import { Rational } from "../../../policies/numerics/rational.ts";
import { type BetaParameters, betaPosterior } from "../../../policies/posteriors/beta.ts";
import { exactText } from "./numbers.ts";
import { type LectureSpec, priorsOf, type Pull } from "./spec.ts";

/** The posteriors of all arms after a pull. */
export interface Belief {
  /** The latest pull; none for the prior. */
  pull?: Pull;
  arms: BetaParameters[];
}

/** The posteriors after every pull, the prior first. `swapped` updates as on the lecture's slide: α + 1 on reward 0. */
export function beliefsOf(spec: LectureSpec, swapped = false): Belief[] {
  const beliefs: Belief[] = [{ arms: priorsOf(spec) }];
  for (const pull of spec.history) {
    const success = swapped ? 1 - pull.reward : pull.reward;
    const arms = beliefs.at(-1)!.arms.map((arm, index) => (index === pull.arm ? betaPosterior(arm, 1, success) : arm));
    beliefs.push({ pull, arms });
  }
  return beliefs;
}

/** "Beta(1, 2)". */
export function betaName({ alpha, beta }: BetaParameters): string {
  return `Beta(${alpha}, ${beta})`;
}

/** The mean of a posterior: "1/3", or decimals where the fraction is long. */
export function meanText({ alpha, beta }: BetaParameters): string {
  const [successes, failures] = [Rational.fromDecimal(alpha), Rational.fromDecimal(beta)];
  const mean = successes.over(successes.plus(failures));
  return exactText({ value: mean.toNumber(), fraction: mean.toString().length <= 12 ? mean.toString() : undefined });
}
