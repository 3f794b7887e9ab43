import { InvalidInput, type Mistake } from "../../experiments/mistakes/mistakes.ts";
import { workOf } from "../../experiments/spec/spec.ts";
import type { ExpandedSweep } from "../../experiments/sweep/expand.ts";

export function workOfSweep({ points }: Pick<ExpandedSweep, "points">): number {
  return points.reduce((sum, { spec: { spec } }) => sum + workOf(spec), 0);
}

/**
 * A sweep has the budget of one simulation.
 *
 * @throws InvalidInput that names the largest number of replications that fits
 */
export function checkSweepBudget(sweep: ExpandedSweep, budget: number): void {
  const work = workOfSweep(sweep);
  if (work <= budget) return;
  const { base, axes } = sweep.spec;
  const { replications } = base;
  const most = Math.floor((budget / work) * replications);
  const isFixed = axes.every(({ pointer }) => pointer !== "/replications");
  const count = sweep.points.length;
  const mistake: Mistake =
    isFixed && most >= 1
      ? {
          pointer: "/base/replications",
          code: "over-budget",
          detail: `must be at most ${most} for these ${count} points on this server, got ${replications}`,
          allowed: `at most ${most}`,
        }
      : {
          pointer: "/axes",
          code: "over-budget",
          detail: `make ${count} points whose arms × horizon × replications × policies are ${work} together, which is over the budget of this server`,
          allowed: `at most ${budget}`,
        };
  throw new InvalidInput([mistake]);
}
