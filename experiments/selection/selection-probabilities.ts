import type { Policy } from "../../policies/policy.ts";
import { createPolicy, isSampled, needsOf, policyDefinition } from "../../policies/registry.ts";
import { stream } from "../../policies/random/streams.ts";
import { ArmStatistics } from "../../policies/statistics/arm-statistics.ts";
import { DecimalStatistics } from "../../policies/statistics/decimal-statistics.ts";
import type { WorkMeter } from "../../policies/work-meter.ts";
import { posteriorsCost } from "../best-arm/best-arm-cost.ts";
import { canonicalJson } from "../spec/canonical-json.ts";
import { withoutInfinity } from "../exact-probability.ts";
import { parseInput } from "../mistakes/mistakes.ts";
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
 * With which probability the policy pulls which arm next, given what it has seen: exactly, and by Monte Carlo where
 * the request asks for it. The function behind POST /selection-probabilities and `bandit-lab probabilities`.
 *
 * @throws InvalidInput on a request that means nothing
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
  /** What exact comparisons may take, whose number only shows on the way. */
  meter?: WorkMeter;
}

/**
 * The answer to a request that has been parsed; see `selectionProbabilities`. It looks up from drawing alone.
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
  const { kind, ...parameters } = spec;
  const posteriors = policyDefinition(kind).posteriors?.(parameters, statistics);
  const draws = drawsOf(request);
  const random = draws && stream(draws.seed, "monte-carlo", canonicalJson(spec));
  const hits = random && countSelections(policy, names.length, draws.draws, random, drawing(request, lookout));
  const { method, tie, arms } = isSampled(spec, names.length)
    ? sampledLaw(hits!, draws!.draws)
    : policy.selectionProbabilities();
  return {
    policy: spec,
    decision: statistics.decision,
    arms: names.map((arm, index) => ({
      arm,
      pulls: statistics.pulls[index],
      rewardSum: statistics.rewardSums[index],
      mean: statistics.pulls[index] === 0 ? null : statistics.mean(index, 0),
      ...(posteriors && { posterior: { ...posteriors.arms[index] } }),
    })),
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

/**
 * The policy after all that the request says it has seen, and the statistics, whose sums are exact. What depends on counts
 * alone is asked about the counts, so that a history and its counts have the same answer.
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
  // Rules that draw when they learn have the law of one way of drawing.
  const random = stream("history", "policy", canonicalJson(spec));
  for (const { arm, reward } of history) {
    const index = indexOf.get(arm)!;
    statistics.record(index, reward);
    policy.update(index, reward, random);
  }
  return { policy, statistics };
}

/** What has been seen, in doubles: as near as the cost of integrating posteriors needs it. */
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

const STEP_NANOSECONDS = 75;
/** Of naming an arm, its statistics and its probability. */
const ARM_NANOSECONDS = 1500;
/** Of reading a reward as the decimal that was written, and adding it. */
const RECORD_NANOSECONDS = 700;
/** Of a draw where the law is at hand. */
const DRAW_NANOSECONDS = 8;

/**
 * A rough count of elementary steps of some 75 ns each, so that the server can answer cheap questions at once and send
 * the others to a worker. What exact comparisons take is not in it: see `WorkMeter`.
 */
export function selectionCost(request: SelectionRequest): number {
  const { policy, arms, history = [], horizon } = request;
  const armCount = armCountOf(arms);
  const { kind, ...parameters } = policy;
  const definition = policyDefinition(kind);
  const { costs } = definition;
  const replayed = costs.replay?.(armCount) ?? 0;
  const decided = costs.question?.(parameters, armCount, horizon) ?? costs.decision(parameters, armCount, horizon);
  const nanoseconds =
    armCount * ARM_NANOSECONDS +
    history.length * (RECORD_NANOSECONDS + replayed) +
    decided +
    drawCount(request) * drawNanoseconds(request);
  const integrated =
    definition.posteriors && !costs.question
      ? posteriorsCost(definition.posteriors(parameters, countsOf(request)), false)
      : 0;
  return nanoseconds / STEP_NANOSECONDS + integrated;
}

/** Draws of the decision: those that are asked for, or, where there is no exact law, those that it is estimated by. */
function drawsOf({ policy, arms, monteCarlo }: SelectionRequest): SelectionRequest["monteCarlo"] {
  return monteCarlo ?? (isSampled(policy, armCountOf(arms)) ? MonteCarloSpec.parse({}) : undefined);
}

function drawCount(request: SelectionRequest): number {
  return drawsOf(request)?.draws ?? 0;
}

/** How many draws a budget of `selectionCost` allows, given all the rest of the request; less than 1 if none. */
export function mostDraws(request: SelectionRequest, budget: number): number {
  const spare = budget - costWithoutDraws(request);
  return Math.floor((spare * STEP_NANOSECONDS) / drawNanoseconds(request));
}

/** `selectionCost` of all but the draws. */
export function costWithoutDraws(request: SelectionRequest): number {
  return selectionCost(request) - (drawCount(request) * drawNanoseconds(request)) / STEP_NANOSECONDS;
}

/** Draws as work, of which all is their number. */
function drawing(request: SelectionRequest, lookout: Lookout) {
  const nanoseconds = drawNanoseconds(request);
  return { watch: new Watch(nanoseconds * drawCount(request), lookout), nanoseconds };
}

function drawNanoseconds({ policy, arms }: SelectionRequest): number {
  return policyDefinition(policy.kind).costs.draw?.(armCountOf(arms)) ?? DRAW_NANOSECONDS;
}
