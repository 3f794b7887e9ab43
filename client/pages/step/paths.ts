import type { TraceStep } from "../../../experiments/trace/answer.ts";
import type { TraceRequest } from "../../../experiments/trace/request.ts";
import { answerTrace } from "../../../experiments/trace/trace.ts";

/** A run, and how it would have gone without the latest flipped reward. */
export interface Paths {
  steps: TraceStep[];
  /** Absent if no reward is flipped. */
  before?: TraceStep[];
}

/**
 * The run in which some pulls paid the other reward. A pull pays what the random stream of its arm says, so flips are made in
 * the order of time: each changes the path after it.
 */
export function pathsOf(request: TraceRequest, flipped: readonly number[]): Paths {
  const rewards: { t: number; reward: number }[] = [];
  let { steps } = answerTrace(request);
  let before: TraceStep[] | undefined;
  for (const t of flipped.toSorted((a, b) => a - b)) {
    before = steps;
    rewards.push({ t, reward: 1 - steps[t - 1].reward });
    ({ steps } = answerTrace({ ...request, rewards }));
  }
  return { steps, before };
}

/** The first pull at which two paths play different arms; undefined if there is none. */
export function parting(steps: readonly TraceStep[], before: readonly TraceStep[]): number | undefined {
  return steps.find(({ arm }, place) => arm !== before[place].arm)?.t;
}
