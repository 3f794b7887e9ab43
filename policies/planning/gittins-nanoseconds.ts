import { exp, log, pow } from "../numerics/elementary.ts";
import type { Workload } from "../policy.ts";
import { MOST_STATES } from "./gittins-brackets.ts";

/** A first bracket of a state's index. */
const STATE_NANOSECONDS = 7000;
/** Times (1 − γ)⁻³, what it takes to tell close indices; rewards that come often bring them apart. */
const DEEP_NANOSECONDS = 15;
const APART_BY_MEAN = 7;
/** Pulls of an arm, roughly, in which indices are close to each other. */
const CLOSE_PULLS = 100;

/** Nanoseconds that the brackets of all states take that a simulation by Gittins indices meets. */
export function statesNanoseconds(discount: number, workload: Workload): number {
  const { armCount, horizon, replications, largestMean } = workload;
  const states = newStates(workload);
  const early = Math.min(horizon, CLOSE_PULLS * armCount);
  // Later in a replication, ever fewer states have close rivals.
  const close = Math.min(states, replications * early * (1 + log(horizon / early)));
  const deep = DEEP_NANOSECONDS * pow(1 / (1 - discount), 3) * exp(-APART_BY_MEAN * largestMean);
  return STATE_NANOSECONDS * states + deep * close;
}

/** States of one arm that are not remembered when they are met: a table that is full begins anew. */
function newStates(workload: Workload): number {
  const { replications } = workload;
  const all = statesMet(workload, replications);
  if (all <= MOST_STATES) return all;
  // As many replications fill a table, over and over.
  let [low, high] = [1, replications];
  while (high - low > 0.01 * low) {
    const middle = (low + high) / 2;
    if (statesMet(workload, middle) > MOST_STATES) high = middle;
    else low = middle;
  }
  return (replications / low) * Math.min(low * workload.horizon, Math.max(MOST_STATES, statesMet(workload, low)));
}

/**
 * Different states in some replications. After n pulls an arm has one of about 1 + 4·σ·√n numbers of successes, and no
 * more than one in a replication; once arms are told apart, one of them has most pulls.
 */
function statesMet({ armCount, horizon, deviation }: Workload, replications: number): number {
  const pulls = Math.max(horizon / armCount, horizon - 10 * armCount);
  const growth = Math.max(0.1, 4 * deviation);
  const all = (n: number) => n + (2 / 3) * growth * n * Math.sqrt(n);
  // Up to so many pulls all states are met.
  const crowded = Math.min(pulls, pow((replications - 1) / growth, 2));
  return Math.min(replications * horizon, all(crowded) + Math.max(1, replications) * (pulls - crowded));
}

/** Nanoseconds of a final bracket, roughly: a pass looks ahead as far as the discount leaves 10⁻¹². */
export function indexNanoseconds(discount: number): number {
  return 15 * pow(28 / (1 - discount), 2);
}
