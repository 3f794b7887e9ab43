import { createPolicy } from "../../policies/registry.ts";
import { CountStatistics } from "../../policies/statistics/count-statistics.ts";
import type { BinaryArms } from "../bandits/bandit.ts";
import { banditDefinition } from "../bandits/registry.ts";
import { InvalidInput } from "../mistakes/mistakes.ts";
import { parseInput } from "../mistakes/parse-input.ts";
import type { ExpectedRegretAnswer } from "./answer.ts";
import { statesBefore } from "./count-states.ts";
import { expectedMaximum } from "./expected-maximum.ts";
import { type Play, playForward } from "./play-forward.ts";
import { PolicyTable } from "./policy-table.ts";
import { RegretLaw } from "./regret-law.ts";
import { ExpectedRegretRequest, type ExpectedRegretRequestInput } from "./request.ts";
import { longestNanoseconds, longestWithin, MOST_BYTES, planWork, type WorkPlan } from "./work-plan.ts";
import { type Lookout, Watch } from "../watch.ts";

/** Time of an elementary step, the unit of `expectedRegretCost` and `selectionCost`. */
const STEP_NANOSECONDS = 75;
/** About a minute. */
const DEFAULT_BUDGET = 8e8;

export interface ExpectedRegretOptions extends Omit<Lookout, "limit"> {
  /** The largest `expectedRegretCost` that is accepted; by default about a minute. */
  budget?: number;
}

/**
 * Computes the expected regret of a policy after every pull, exactly. POST /expected-regret and `bandit-lab regret` give the
 * same answer.
 *
 *   R_t = t·max μ − E[Σ_{s≤t} μ_(A_s)]
 *
 * by forward dynamic programming over the counts of every arm (`playForward`), for policies that depend on counts alone
 * and arms that pay 0 or 1; where their means are drawn from priors, the expectation is over them too (Bayes regret). No
 * sampling: relative error about 10⁻¹³ for fixed means; Bayes regret is a difference of expected rewards and right to
 * about t·10⁻¹⁵. Where ties are decided by tolerance, `tie` says so, and `errorBound` holds for any other way of breaking them.
 * Two arms and 100 pulls take some 0.1 s, 200 pulls 1 to 3 s; three arms and 40 pulls a second.
 *
 * @throws InvalidInput on an invalid request, or one that costs more than the budget
 * @throws Cancelled once `options.cancelled` returns true
 * @see docs/numerics.md
 *
 * @example
 * ```ts
 * const bandit = { kind: "bernoulli", means: [0.45, 0.55] };
 * expectedRegret({ bandit, policy: { kind: "uniform" }, horizon: 10 }).finalRegret.mean; // 0.5
 * ```
 */
export function expectedRegret(
  input: ExpectedRegretRequestInput,
  options: ExpectedRegretOptions = {},
): ExpectedRegretAnswer {
  return answerExpectedRegret(parseInput(ExpectedRegretRequest, input), options);
}

/**
 * As `expectedRegret`, for a parsed request.
 *
 * @throws OverBudget where it takes longer than its limit
 */
export function answerExpectedRegret(
  request: ExpectedRegretRequest,
  { budget = DEFAULT_BUDGET, ...lookout }: ExpectedRegretOptions & Lookout = {},
): ExpectedRegretAnswer {
  const { bandit, policy, horizon } = request;
  checkAffordable(request, budget);
  const arms = armsOf(request);
  const work = planWork(policy, arms, horizon);
  const law = arms.means && new RegretLaw(arms.means);
  const watch = new Watch(work.nanoseconds, lookout);
  const game = gameOf(request, arms, work, watch);
  const play = playForward(game, (pulls, lastPull) => law?.add(pulls, lastPull));
  const undecidedMass = game.selection.undecidedMass ?? 0;
  const regret = law ? cumulative(stepRegret(play, law.gaps)) : bayesRegret(play, arms.priors!);
  return {
    bandit,
    policy,
    horizon,
    method: "dynamic-programming",
    t: Array.from({ length: horizon }, (_, i) => i + 1),
    regret,
    errorBound: errorBoundOf(play, law ? Math.max(...law.gaps) : 1, undecidedMass),
    ...(undecidedMass > 0 && { tie: "tolerance" as const }),
    optimalArmProbability: (law ? optimalPulls(play, law.gaps) : Array.from(play.best)).map(atMostOne),
    pulls: play.selected.map((probabilities) => probabilities.reduce((sum, p) => sum + p, 0)),
    finalRegret: law
      ? { mean: regret[horizon - 1], ...law.summary(regret[horizon - 1]) }
      : { mean: regret[horizon - 1], variance: null, distribution: null },
    states: statesBefore(play.selected.length, horizon),
    defect: play.selected.reduce((sum, probabilities) => sum + probabilities[horizon - 1], 0) - 1,
  };
}

/**
 * A rough count of elementary steps of some 75 ns each: the planned cost of all states, or the measured one where it is
 * larger. Infinite where the states need more memory than is allowed.
 */
export function expectedRegretCost(request: ExpectedRegretRequest): number {
  const arms = armsOf(request);
  const work = planWork(request.policy, arms, request.horizon);
  return Math.max(plannedCost(work), longestNanoseconds(work, arms, request.horizon) / STEP_NANOSECONDS);
}

function plannedCost({ nanoseconds, bytes }: WorkPlan): number {
  return bytes > MOST_BYTES ? Infinity : nanoseconds / STEP_NANOSECONDS;
}

function armsOf({ bandit }: ExpectedRegretRequest): BinaryArms {
  return banditDefinition(bandit.kind).binaryArms!(bandit);
}

/** @throws InvalidInput that names the largest affordable horizon */
export function checkAffordable(request: ExpectedRegretRequest, budget: number): void {
  const { policy, horizon } = request;
  const arms = armsOf(request);
  const cost = plannedCost(planWork(policy, arms, horizon));
  if (cost <= budget && cost < Infinity) return;
  const most = longestWithin(policy, arms, horizon, budget * STEP_NANOSECONDS);
  const armCount = (arms.means ?? arms.priors).length;
  const named = `${armCount} ${armCount === 1 ? "arm" : "arms"}`;
  const detail = most
    ? `must be at most ${most} to be computed exactly for ${policy.kind} and ${named}, got ${horizon}`
    : `cannot be computed exactly for ${policy.kind} and ${named}, however small`;
  const allowed = most ? `an integer in [1, ${most}]` : "fewer arms";
  throw new InvalidInput([{ pointer: "/horizon", code: "over-budget", detail, allowed }]);
}

function gameOf({ policy, horizon }: ExpectedRegretRequest, arms: BinaryArms, work: WorkPlan, watch: Watch) {
  const { means, priors } = arms;
  const armCount = (means ?? priors).length;
  // Rewards are 0 or 1, so squares are rewards.
  const statistics = new CountStatistics(armCount);
  const ask = () =>
    new PolicyTable(createPolicy(policy, { statistics, horizon }), statistics, watch, work.nanosecondsPerDecision);
  return {
    armCount,
    horizon,
    selection: work.selection?.create() ?? ask(),
    success: means
      ? (arm: number) => means[arm]
      : (arm: number, pulls: number, successes: number) =>
          (priors[arm].alpha + successes) / (priors[arm].alpha + priors[arm].beta + pulls),
    best: work.best?.create(),
    watch,
    nanosecondsPerState: (work.selection?.nanosecondsPerState ?? 0) + (work.best?.nanosecondsPerState ?? 0),
  };
}

function stepRegret({ selected }: Play, gaps: readonly number[]): number[] {
  return Array.from(selected[0], (_, t) => gaps.reduce((sum, gap, arm) => sum + gap * selected[arm][t], 0));
}

function optimalPulls({ selected }: Play, gaps: readonly number[]): number[] {
  return Array.from(selected[0], (_, t) => gaps.reduce((sum, gap, arm) => sum + (gap === 0 ? selected[arm][t] : 0), 0));
}

/** Rounding may leave a probability of 1 slightly above 1; the defect reports it. */
function atMostOne(probability: number): number {
  return Math.min(1, probability);
}

/**
 * Every pull loses at most the largest gap times the error of its probabilities: their defect, and rounding. A tie decided by
 * tolerance may change every later pull; the probability of meeting one is at most the mass of all of them.
 */
function errorBoundOf({ selected }: Play, largestGap: number, undecidedMass: number): number {
  const horizon = selected[0].length;
  let defect = 0;
  for (let t = 0; t < horizon; t++) {
    defect = Math.max(defect, Math.abs(selected.reduce((sum, probabilities) => sum + probabilities[t], 0) - 1));
  }
  return horizon * largestGap * (Math.min(1, undecidedMass) + defect + 2 ** -52 * (64 + 8 * horizon));
}

function bayesRegret({ rewards }: Play, priors: BinaryArms["priors"] & {}): number[] {
  const most = expectedMaximum(priors);
  return cumulative(Array.from(rewards, (reward) => most - reward));
}

function cumulative(steps: readonly number[]): number[] {
  let sum = 0;
  return steps.map((step) => (sum += step));
}
