import { InvalidInput, type Mistake } from "../../experiments/mistakes/mistakes.ts";
import { type SimulationSpec, workOf } from "../../experiments/spec/spec.ts";
import { Busy, QuotaExceeded } from "../domain-errors.ts";
import { isShort } from "../jobs/job-length.ts";
import type { Applicant, Job } from "../jobs/engine.ts";

export interface AdmissionLimits {
  /** Largest arms × horizon × replications of one simulation, summed over its policies. */
  workBudget: number;
  /** Long simulations that may wait. */
  waiting: number;
  /** Long simulations of one client that may wait. */
  waitingPerClient: number;
}

/** This many short simulations count as a long one: a class behind one address has room. */
const SHORT_AS_LONG = 20;
/** This many characters of a specification, which is in memory, count as a long simulation: 2 MB count as twenty. */
const HEAVY_CHARACTERS = 100_000;

/** A sweep has 2 MB of specifications at most, and they count as much as one of 2 MB. */
const LARGEST_WEIGHT = 20;

const RETRY_SECONDS = 10;

type Waiting = Applicant & Pick<Job, "spec">;

/**
 * Checks that there is room for a client's next simulation, or for a sweep, whose points count as one.
 *
 * @param waiting those that would wait, including this one unless it can start at once
 * @throws QuotaExceeded where this client has too many, Busy where all clients together have
 */
export function checkRoom(waiting: readonly Waiting[], client: string, limits: AdmissionLimits): void {
  if (weightOf(waiting.filter((other) => other.client === client)) > limits.waitingPerClient) {
    throw new QuotaExceeded("Too many of your simulations are waiting.", RETRY_SECONDS);
  }
  if (weightOf(waiting) > limits.waiting) {
    throw new Busy("Too many simulations are waiting.", RETRY_SECONDS);
  }
}

function weightOf(waiting: readonly Waiting[]): number {
  const charactersOf = new Map<object, { first: Waiting; characters: number }>();
  for (const each of waiting) {
    const { first, characters } = charactersOf.get(each.group ?? each) ?? { first: each, characters: 0 };
    charactersOf.set(each.group ?? each, { first, characters: characters + each.spec.length });
  }
  const inShortOnes = [...charactersOf.values()].reduce((sum, { first, characters }) => {
    const long = Math.max(isShort(first) ? 0 : 1, Math.floor(characters / HEAVY_CHARACTERS));
    return sum + Math.max(1, SHORT_AS_LONG * Math.min(long, LARGEST_WEIGHT));
  }, 0);
  return inShortOnes / SHORT_AS_LONG;
}

/** @throws InvalidInput that names the largest number of replications that fits */
export function checkBudget(spec: SimulationSpec, budget: number): void {
  const work = workOf(spec);
  if (work <= budget) return;
  const most = Math.floor(budget / (work / spec.replications));
  const mistake: Mistake =
    most >= 1
      ? {
          pointer: "/replications",
          code: "over-budget",
          detail: `must be at most ${most} for these arms, policies and horizon on this server, got ${spec.replications}`,
          allowed: `at most ${most}`,
        }
      : {
          pointer: "/horizon",
          code: "over-budget",
          detail: `is too long: one replication is over the budget of this server, got ${spec.horizon}`,
          allowed: `at most ${Math.floor((budget / work) * spec.replications * spec.horizon)} for these arms and policies`,
        };
  throw new InvalidInput([mistake]);
}
