import type { Policy } from "../../policies/policy.ts";
import { createPolicy, isSampled, needsOf, policyDefinition, type PolicySpec } from "../../policies/registry.ts";
import { stream } from "../../policies/random/streams.ts";
import { ArmStatistics } from "../../policies/statistics/arm-statistics.ts";
import { DecimalStatistics } from "../../policies/statistics/decimal-statistics.ts";
import type { WorkMeter } from "../../policies/work-meter.ts";
import { posteriorsCost } from "../best-arm/best-arm-cost.ts";
import { canonicalJson } from "../spec/canonical-json.ts";
import { withoutInfinity } from "../exact-probability.ts";
import { parseInput } from "../mistakes/parse-input.ts";
import type { SelectionAnswer } from "./answer.ts";
import { type Lookout, Watch } from "../watch.ts";
import { countSelections, monteCarloEstimate, sampledLaw } from "./monte-carlo.ts";
import {
  armCountOf,
  armNames,
  MonteCarloSpec,
  rewardsSeen,
  rewardWarnings,
  SelectionRequest,
  type SelectionRequestInput,
} from "./request.ts";

/**
 * Computes how likely a policy is to pull each arm next, given a history or counts: exactly, and by Monte Carlo too where the
 * request asks for it.
 *
 *   P(A_t = a | history), one entry per arm, with logarithm, error bound and, where one exists, the fraction
 *
 * A few arms and a short history take less than a millisecond, 1,000 posteriors up to a minute. POST /selection-probabilities and
 * `bandit-lab probabilities` give the same answer.
 *
 * @throws InvalidInput on an invalid request
 * @see docs/numerics.md
 *
 * @example
 * ```ts
 * const history = [{ arm: "a", reward: 0 }, { arm: "b", reward: 1 }];
 * const answer = selectionProbabilities({ policy: { kind: "thompson-beta" }, arms: ["a", "b"], history });
 * answer.probabilities.map(({ fraction }) => fraction); // ["1/6", "5/6"]
 * ```
 */
export function selectionProbabilities(input: SelectionRequestInput): SelectionAnswer {
  return answerRequest(parseInput(SelectionRequest, input));
}

export interface SelectionOptions extends Lookout {
  /** Bounds the work of exact comparisons, which cannot be known beforehand. */
  meter?: WorkMeter;
}

/**
 * As `selectionProbabilities`, for a parsed request. Only draws can be cancelled.
 *
 * @throws WorkExceeded where comparisons would take more than their meter has
 * @throws Cancelled or OverBudget as a `Watch` does
 */
export function answerRequest(
  request: SelectionRequest,
  { meter, ...lookout }: SelectionOptions = {},
): SelectionAnswer {
  const { policy: spec, monteCarlo } = request;
  const names = armNames(request.arms);
  const { policy, statistics } = replay(request, meter);
  const draws = drawsOf(request);
  const random = draws && stream(draws.seed, "monte-carlo", canonicalJson(spec));
  const hits = random && countSelections(policy, names.length, draws.draws, random, drawing(request, lookout));
  const { method, tie, arms } = isSampled(spec, names.length)
    ? sampledLaw(hits!, draws!.draws)
    : policy.selectionProbabilities();
  return {
    policy: spec,
    decision: statistics.decision,
    arms: armsSeen(spec, names, statistics),
    method,
    ...(tie && { tie }),
    warnings: rewardWarnings(request),
    probabilities: names.map((arm, index) => ({
      arm,
      ...withoutInfinity(arms[index]),
      ...(monteCarlo && { monteCarlo: monteCarloEstimate(hits![index], monteCarlo.draws) }),
    })),
  };
}

/** Every arm's statistics, and its posterior where the policy has one. */
export function armsSeen(
  { kind, ...parameters }: PolicySpec,
  names: readonly (string | number)[],
  statistics: ArmStatistics,
) {
  const posteriors = policyDefinition(kind).posteriors?.(parameters, statistics);
  return names.map((arm, index) => ({
    arm,
    pulls: statistics.pulls[index],
    rewardSum: statistics.rewardSums[index],
    mean: statistics.pulls[index] === 0 ? null : statistics.mean(index, 0),
    ...(posteriors && { posterior: { ...posteriors.arms[index] } }),
  }));
}

/**
 * The policy after the request's history or counts, and its statistics with exact sums. A policy that depends on counts alone
 * gets the counts, so a history and its counts have the same answer.
 */
export function replay(
  request: SelectionRequest,
  meter?: WorkMeter,
): { policy: Policy; statistics: DecimalStatistics } {
  const { policy: spec, history = [], counts = [], horizon } = request;
  const names = armNames(request.arms);
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const { belief } = needsOf(spec, rewardsSeen(request));
  const statistics = new DecimalStatistics(names.length, belief === "moments" ? "added" : "rewards");
  for (const { arm, pulls, rewardSum, squareSum } of counts) {
    statistics.set(indexOf.get(arm)!, pulls, rewardSum, squareSum);
  }
  if (belief !== "history") {
    for (const { arm, reward } of history) statistics.record(indexOf.get(arm)!, reward);
    return { policy: createPolicy(spec, { statistics, horizon, isQuestion: true, meter }), statistics };
  }
  const policy = createPolicy(spec, { statistics, horizon, isQuestion: true, meter });
  // A rule that draws when it learns has the law of one fixed way of drawing.
  const random = stream("history", "policy", canonicalJson(spec));
  for (const { arm, reward } of history) {
    const index = indexOf.get(arm)!;
    statistics.record(index, reward);
    policy.update(index, reward, random);
  }
  return { policy, statistics };
}

/** The statistics in doubles, which is exact enough for the cost of integrating posteriors. */
function countsOf({ arms, history = [], counts = [] }: SelectionRequest): ArmStatistics {
  const names = armNames(arms);
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const statistics = new ArmStatistics(names.length, new Float64Array(names.length));
  for (const { arm, pulls, rewardSum, squareSum } of counts) {
    statistics.set(indexOf.get(arm)!, pulls, rewardSum, squareSum);
  }
  for (const { arm, reward } of history) statistics.record(indexOf.get(arm)!, reward);
  return statistics;
}

export const STEP_NANOSECONDS = 75;
/** Time to render an arm with its statistics and its probability. */
const ARM_NANOSECONDS = 1500;
/** Time to read a reward as a decimal and add it. */
export const RECORD_NANOSECONDS = 700;
/** Time of a draw from a known law. */
const DRAW_NANOSECONDS = 8;

/**
 * A rough count of elementary steps of some 75 ns each. The server answers cheap questions on its event loop and others on a
 * thread. Exact comparisons are not included: see `WorkMeter`.
 */
export function selectionCost(request: SelectionRequest): number {
  const { policy, history = [] } = request;
  const armCount = armCountOf(request.arms);
  const replayed = policyDefinition(policy.kind).costs.replay?.(armCount) ?? 0;
  const nanoseconds = history.length * (RECORD_NANOSECONDS + replayed) + drawCount(request) * drawNanoseconds(request);
  return nanoseconds / STEP_NANOSECONDS + decisionCost(policy, armCount, request.horizon, () => countsOf(request));
}

/** The cost of the law of one decision, in the same steps. */
export function decisionCost(
  { kind, ...parameters }: PolicySpec,
  armCount: number,
  horizon: number | undefined,
  statistics: () => ArmStatistics,
): number {
  const definition = policyDefinition(kind);
  const { costs } = definition;
  const decided = costs.question?.(parameters, armCount, horizon) ?? costs.decision(parameters, armCount, horizon);
  const integrated =
    definition.posteriors && !costs.question
      ? posteriorsCost(definition.posteriors(parameters, statistics()), false)
      : 0;
  return (armCount * ARM_NANOSECONDS + decided) / STEP_NANOSECONDS + integrated;
}

/** The draws that the request asks for or, for a policy without an exact law, those that estimate it. */
function drawsOf({ policy, arms, monteCarlo }: SelectionRequest): SelectionRequest["monteCarlo"] {
  return monteCarlo ?? (isSampled(policy, armCountOf(arms)) ? MonteCarloSpec.parse({}) : undefined);
}

function drawCount(request: SelectionRequest): number {
  return drawsOf(request)?.draws ?? 0;
}

/** The number of draws that a budget of `selectionCost` leaves after the rest of the request; less than 1 if none. */
export function mostDraws(request: SelectionRequest, budget: number): number {
  const spare = budget - costWithoutDraws(request);
  return Math.floor((spare * STEP_NANOSECONDS) / drawNanoseconds(request));
}

/** `selectionCost` without the draws. */
export function costWithoutDraws(request: SelectionRequest): number {
  return selectionCost(request) - (drawCount(request) * drawNanoseconds(request)) / STEP_NANOSECONDS;
}

/** The watch and the cost of a request's draws. */
function drawing(request: SelectionRequest, lookout: Lookout) {
  const nanoseconds = drawNanoseconds(request);
  return { watch: new Watch(nanoseconds * drawCount(request), lookout), nanoseconds };
}

function drawNanoseconds({ policy, arms }: SelectionRequest): number {
  return policyDefinition(policy.kind).costs.draw?.(armCountOf(arms)) ?? DRAW_NANOSECONDS;
}
