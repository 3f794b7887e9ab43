import { isSampled } from "../../policies/registry.ts";
import { stream } from "../../policies/random/streams.ts";
import type { WorkMeter } from "../../policies/work-meter.ts";
import { withoutInfinity } from "../exact-probability.ts";
import { parseInput } from "../mistakes/parse-input.ts";
import { countSelections, sampledLaw } from "../selection/monte-carlo.ts";
import { MonteCarloSpec } from "../selection/request.ts";
import { armsSeen, STEP_NANOSECONDS } from "../selection/selection-probabilities.ts";
import { planSimulation } from "../simulation/plan.ts";
import { canonicalJson } from "../spec/canonical-json.ts";
import { isImmediate } from "../spec/feedback.ts";
import { warningsOf } from "../spec/spec.ts";
import { type Lookout, Watch } from "../watch.ts";
import type { TraceAnswer, TraceStep } from "./answer.ts";
import { TraceRequest, type TraceRequestInput } from "./request.ts";
import { costsOf, traceCost } from "./trace-cost.ts";
import { TracedRun } from "./traced-run.ts";
import { whyOf } from "./why.ts";

/**
 * Plays one replication of a simulation again, and shows every step from `from` to `to`: what the policy knew of every arm, what
 * it drew, the exact law of its choice, the arm, the reward, and why. The arms and rewards are those of the simulation.
 *
 *   A_t ~ π(· | rewards reported before t),   one law for each step
 *
 * Laws are those of `selectionProbabilities` after the same rewards, with the same accuracy. The simulator computes in doubles:
 * where rewards are decimals, it may break a tie that the exact law has. `rewards` replaces what the bandit paid at some pulls;
 * all random streams continue as they were. At most 1,000 steps, and 50,000 divided by the number of arms. A pull before
 * `from` takes some microseconds, a step a fraction of a millisecond for few arms. POST /trace gives the same answer.
 *
 * @throws InvalidInput on an invalid request
 * @see docs/simulation.md
 *
 * @example
 * ```ts
 * const bandit = { kind: "bernoulli", means: [1, 0] };
 * const spec = { bandit, policies: [{ kind: "greedy", tieBreak: "first" }], horizon: 9, replications: 1, seed: 1 };
 * const { steps } = trace({ spec, from: 2, to: 3, rewards: [{ t: 2, reward: 0 }] });
 * steps.map(({ arm, reward }) => [arm, reward]); // [[0, 0], [0, 1]]
 * steps[1].why; // "Arm 0 has the highest index: 0.5 against 0."
 * ```
 */
export function trace(input: TraceRequestInput): TraceAnswer {
  return answerTrace(parseInput(TraceRequest, input));
}

/**
 * As `trace`, for a parsed request.
 *
 * @throws WorkExceeded where comparisons would take more than the meter has
 * @throws Cancelled or OverBudget as a `Watch` does
 */
export function answerTrace(
  request: TraceRequest,
  { meter, ...lookout }: Lookout & { meter?: WorkMeter } = {},
): TraceAnswer {
  const { spec, replication, from, to, rewards = [] } = request;
  const watch = new Watch(traceCost(request) * STEP_NANOSECONDS, lookout);
  const costs = costsOf(request);
  const replaced = new Map(rewards.map(({ t, reward }) => [t, reward]));
  const run = new TracedRun(planSimulation(spec), replication, replaced, meter);
  const steps: TraceStep[] = [];
  for (let t = 1; t <= to; t++) {
    run.begin(t);
    if (t < from) run.pull(t);
    else steps.push(stepOf(request, run, t));
    watch.spend((costs.pull + (t < from ? 0 : costs.step)) * STEP_NANOSECONDS);
  }
  return { policy: spec.policies[0], replication, warnings: warningsOf(spec), steps };
}

function stepOf({ spec, armNames }: TraceRequest, run: TracedRun, t: number): TraceStep {
  const { statistics, reports } = run.policy;
  const { decision } = statistics;
  const known = armsKnown(spec.policies[0], run);
  const { arms: law, ...how } = lawOf(spec.policies[0], run);
  const { arm, reward, paid } = run.pull(t);
  const arms = known.map((seen, index) => ({
    ...seen,
    ...(!Number.isNaN(run.draws[index]) && { draw: run.draws[index] }),
  }));
  const probabilities = law.map((chance, index) => ({ arm: index, ...withoutInfinity(chance) }));
  const { method } = how;
  const tie = how.tie && { tie: how.tie };
  return {
    t,
    decision,
    ...(!isImmediate(spec.feedback) && { reported: reports }),
    arms,
    method,
    ...tie,
    probabilities,
    arm,
    reward,
    ...(reward !== paid && { replaced: paid }),
    rewardSum: run.rewardSum,
    regret: run.regret(t),
    why: whyOf({ arm, arms, probabilities, method, ...tie }, armNames),
  };
}

type Policy = TraceRequest["spec"]["policies"][number];

/** The statistics of every arm, with its posterior, index or preference. */
function armsKnown(policy: Policy, { policy: { statistics, question } }: TracedRun) {
  const names = Array.from(statistics.pulls, (_, arm) => arm);
  const numbers = question.armValues?.();
  return armsSeen(policy, names, statistics).map((seen, arm) => {
    const value = numbers?.values[arm];
    return { ...seen, ...(numbers && { [numbers.kind]: Number.isFinite(value) ? value : null }) };
  });
}

/** The exact law of the next choice, or frequencies for a policy without an affordable one. */
function lawOf(policy: Policy, { policy: { question, statistics } }: TracedRun) {
  if (!isSampled(policy, statistics.armCount)) return question.selectionProbabilities();
  const { draws, seed } = MonteCarloSpec.parse({});
  const random = stream(seed, "monte-carlo", canonicalJson(policy));
  return sampledLaw(countSelections(question, statistics.armCount, draws, random), draws);
}
