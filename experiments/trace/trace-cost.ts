import { needsOf, policyDefinition } from "../../policies/registry.ts";
import { ArmStatistics } from "../../policies/statistics/arm-statistics.ts";
import { armCountOf, rewardsOf } from "../bandits/registry.ts";
import { InvalidInput, type Mistake } from "../mistakes/mistakes.ts";
import { decisionCost, RECORD_NANOSECONDS, STEP_NANOSECONDS } from "../selection/selection-probabilities.ts";
import { workloadOf } from "../simulation/estimate.ts";
import { steps, type TraceRequest } from "./request.ts";

/** Of compiling the loop and the laws. */
const START_NANOSECONDS = 3e6;
/** Of a pull in the loop, beside the policy's own. */
const PULL_NANOSECONDS = 300;
/** Of an arm's streams, once. */
const STREAM_NANOSECONDS = 20_000;
/** Of a step, and of each of its arms: statistics, index, probability and draw as objects. */
const STEP_BASE_NANOSECONDS = 10_000;
const ARM_NANOSECONDS = 250;
/** Of a reward with many digits: exact sums of decimals. */
const DECIMAL_NANOSECONDS = 2500;
const LOOKS = 5;
/** So many have no fractions after some hundred pulls. */
const MANY_ARMS = 30;

/** The cost of a trace, in steps of some 75 ns as in `selectionCost`. */
export interface TraceCosts {
  /** Done once. */
  plan: number;
  /** Of every pull up to `to`. */
  pull: number;
  /** Of an answered step. */
  step: number;
}

/** A rough count of elementary steps of some 75 ns each: the plan, the pulls up to `to`, and the laws of the steps. */
export function traceCost(request: TraceRequest): number {
  const { plan, pull, step } = costsOf(request);
  return plan + request.to * pull + (request.to - request.from + 1) * step;
}

const counted = new WeakMap<TraceRequest, TraceCosts>();

/** Reads a posterior of every arm, which takes up to some 20 ms for 1,000 arms; cached by request. */
export function costsOf(request: TraceRequest): TraceCosts {
  const costs = counted.get(request) ?? countCosts(request);
  counted.set(request, costs);
  return costs;
}

function countCosts({ spec, from, to }: TraceRequest): TraceCosts {
  const [policy] = spec.policies;
  const { kind, ...parameters } = policy;
  const { costs } = policyDefinition(kind);
  const armCount = armCountOf(spec.bandit);
  const needs = needsOf(policy, rewardsOf(spec.bandit));
  // A rule that plans for the horizon does so once; others take what they meet.
  const isPlanned = needs.horizon === "known" && costs.question !== undefined;
  const workload = workloadOf({ ...spec, horizon: isPlanned ? spec.horizon : to, replications: 1 });
  const planned = isPlanned ? costs.question!(parameters, armCount, spec.horizon) : 0;
  const once = costs.once?.(parameters, workload) ?? 0;
  const decimals = rewardsOf(spec.bandit).integer ? 0 : DECIMAL_NANOSECONDS;
  const learned = costs.replay?.(armCount) ?? 0;
  const pull = PULL_NANOSECONDS + RECORD_NANOSECONDS + decimals + learned + costs.pull(parameters, workload);
  const looks = looksAt(from, to, armCount);
  const bounds = meanOf(looks.map((t) => costs.bound?.(armCount, t) ?? 0));
  const shown = STEP_BASE_NANOSECONDS + armCount * ARM_NANOSECONDS + bounds;
  const lawAt = (t: number) =>
    decisionCost(policy, armCount, spec.horizon, () => typicalStatistics(workload.meanReward, armCount, t));
  const law = isPlanned
    ? costs.decision(parameters, armCount, spec.horizon) / STEP_NANOSECONDS
    : costs.steps
      ? costs.steps(parameters, armCount, from, to) / (to - from + 1) / STEP_NANOSECONDS
      : meanOf(looks.map(lawAt));
  return {
    plan: (START_NANOSECONDS + armCount * STREAM_NANOSECONDS + planned + once) / STEP_NANOSECONDS,
    pull: pull / STEP_NANOSECONDS,
    step: shown / STEP_NANOSECONDS + law,
  };
}

/** The steps whose laws are priced: exact fractions end somewhere on the way, at which they take milliseconds. */
function looksAt(from: number, to: number, armCount: number): number[] {
  const looks = armCount > MANY_ARMS ? 1 : LOOKS;
  return Array.from({ length: looks }, (_, look) => from + ((look + 0.5) / looks) * (to - from));
}

function meanOf(costs: readonly number[]): number {
  return costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
}

/** Half of the pulls went to one arm, the others evenly to all. */
function typicalStatistics(mean: number, armCount: number, t: number): ArmStatistics {
  const statistics = new ArmStatistics(armCount);
  for (let arm = 0; arm < armCount; arm++) {
    const pulls = Math.round((t - 1) / 2 / armCount + (arm === 0 ? (t - 1) / 2 : 0));
    const sum = pulls * mean;
    statistics.set(arm, pulls, Number.isInteger(mean) || mean < 0 || mean > 1 ? sum : Math.round(sum), sum * mean);
  }
  return statistics;
}

/** @throws InvalidInput on a trace over the budget, with the last step that fits */
export function checkTrace(request: TraceRequest, budget: number): void {
  if (traceCost(request) <= budget) return;
  throw new InvalidInput([{ code: "over-budget", ...whatFits(request, budget) }]);
}

function whatFits(request: TraceRequest, budget: number): Omit<Mistake, "code"> {
  const { spec, from, to } = request;
  const [{ kind }] = spec.policies;
  const fits = (part: Partial<TraceRequest>) => traceCost({ ...request, ...part }) <= budget;
  if (fits({ to: from })) {
    const last = largest(from, to, (most) => fits({ to: most }));
    const detail = `must be at most ${last}: ${steps(last - from + 1)} of ${kind} fit on this server, got ${steps(to - from + 1)}`;
    return { pointer: "/to", detail, allowed: `at most ${last}` };
  }
  if (from > 1 && fits({ from: 1, to: 1 })) {
    const first = largest(1, from, (most) => fits({ from: most, to: most }));
    const detail = `must be at most ${first} for one step of ${kind} on this server, got ${from}`;
    return { pointer: "/from", detail, allowed: `at most ${first}` };
  }
  return { pointer: "/spec/policies/0/kind", detail: `${kind} is too costly for a single step on this server` };
}

/** Halvings of a search: each reads the posteriors of all arms again, and an eighth one finds the largest to 1/256. */
const HALVINGS = 8;

/** About the largest whole number from `low`, for which the condition holds, to below `high`, for which it does not. */
function largest(low: number, high: number, holds: (number: number) => boolean): number {
  let [known, beyond] = [low, high];
  for (let halving = 0; halving < HALVINGS && beyond - known > 1; halving++) {
    const middle = Math.floor((known + beyond) / 2);
    if (holds(middle)) known = middle;
    else beyond = middle;
  }
  return known;
}
