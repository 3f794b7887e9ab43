import { exp, log, pow } from "../numerics/elementary.ts";
import type { Workload } from "../policy.ts";
import { MOST_STATES } from "./gittins-brackets.ts";

/** Time of the first bracket of a state's index. */
const STATE_NANOSECONDS = 7000;
/** Time to tell close indices apart, in units of (1 − γ)⁻³; frequent rewards separate them. */
const DEEP_NANOSECONDS = 15;
const APART_BY_MEAN = 7;
/** The approximate number of pulls of an arm during which indices are close to each other. */
const CLOSE_PULLS = 100;

/** Nanoseconds for the brackets of all states that a simulation of the Gittins policy meets. */
export function statesNanoseconds(discount: number, workload: Workload): number {
  const { armCount, horizon, replications, largestMean } = workload;
  const states = newStates(workload);
  const early = Math.min(horizon, CLOSE_PULLS * armCount);
  // Later in a replication, ever fewer states have close rivals.
  const close = Math.min(states, replications * early * (1 + log(horizon / early)));
  const deep = DEEP_NANOSECONDS * pow(1 / (1 - discount), 3) * exp(-APART_BY_MEAN * largestMean);
  return STATE_NANOSECONDS * states + deep * close;
}

/** The number of times that a state of one arm is met and not remembered: full brackets are cleared. */
function newStates(workload: Workload): number {
  const { replications } = workload;
  const all = statesMet(workload, replications);
  if (all <= MOST_STATES) return all;
  // The number of replications that fills the brackets once.
  let [low, high] = [1, replications];
  while (high - low > 0.01 * low) {
    const middle = (low + high) / 2;
    if (statesMet(workload, middle) > MOST_STATES) high = middle;
    else low = middle;
  }
  return (replications / low) * Math.min(low * workload.horizon, Math.max(MOST_STATES, statesMet(workload, low)));
}

/**
 * The number of different states in some replications. After n pulls an arm has one of about 1 + 4·σ·√n numbers of
 * successes, one in each replication. After arms are told apart, one of them has most pulls.
 */
function statesMet({ armCount, horizon, deviation }: Workload, replications: number): number {
  const pulls = Math.max(horizon / armCount, horizon - 10 * armCount);
  const growth = Math.max(0.1, 4 * deviation);
  const all = (n: number) => n + (2 / 3) * growth * n * Math.sqrt(n);
  // Up to this number of pulls all states are met.
  const crowded = Math.min(pulls, pow((replications - 1) / growth, 2));
  return Math.min(replications * horizon, all(crowded) + Math.max(1, replications) * (pulls - crowded));
}

/** Nanoseconds of a final bracket, roughly: a pass looks ahead as far as the discount leaves 10⁻¹². */
export function indexNanoseconds(discount: number): number {
  return 15 * pow(28 / (1 - discount), 2);
}

/** Time of a final bracket at discount 0.9, on average over the states of a replication, and how it grows. */
const FINAL_NANOSECONDS = 280_000;
const FINAL_GROWTH = 1.55;

/**
 * Nanoseconds for the final brackets of all states that the steps of a trace show. A step meets one new state, that of the
 * arm just pulled, and remembers the others. Arms with equal counts share a state, so many arms have few.
 */
export function stepsNanoseconds(discount: number, armCount: number, from: number, to: number): number {
  const shared = (t: number) => pow(2 + t / armCount, 2);
  const atFirst = Math.min(armCount, shared(from));
  const states = Math.min(atFirst + to - from, shared(to));
  return states * FINAL_NANOSECONDS * pow(0.1 / (1 - discount), FINAL_GROWTH) + 1000 * armCount * (to - from + 1);
}
