import * as z from "zod";
import { InvalidInput, type Mistake } from "../../../experiments/mistakes/mistakes.ts";
import { parseInput } from "../../../experiments/mistakes/parse-input.ts";
import { TraceRequest } from "../../../experiments/trace/request.ts";
import type { AddressLanguage, Checked } from "../../forms/use-draft-in-address.ts";
import { changesToSearch, jsonFromSearch, mistakesOfAddress } from "../../sources/json-search.ts";

export const MOST_ARMS = 6;
/** A path of so many pulls fits on a page. */
export const LONGEST = 100;

/** The state of the page: a run of one policy on Bernoulli arms, and the pulls whose reward is flipped. */
const StepSpec = z.strictObject({
  means: z.array(z.number().min(0).max(1)).min(2).max(MOST_ARMS).default([0.3, 0.5, 0.6]),
  policy: z.string().default("thompson-beta"),
  horizon: z.int().min(1).max(LONGEST).default(30),
  seed: z.string().min(1).max(100).default("step"),
  flipped: z.array(z.int().min(1).max(LONGEST)).max(LONGEST).default([]),
  /** The pull that is shown. */
  t: z.int().min(1).max(LONGEST).default(1),
  /** Of playing: how many times the usual pace. */
  speed: z.number().min(0.1).max(100).default(1),
});
export type StepSpec = z.output<typeof StepSpec>;
export type StepDraft = Record<keyof StepSpec, unknown> & {
  means: unknown[];
  flipped: number[];
  seed: string;
  t: number;
  speed: number;
};

export const firstSpec: StepSpec = StepSpec.parse({});

/** a, b, c, … */
export const armName = (arm: number) => String.fromCodePoint("a".codePointAt(0)! + arm);

/** The request for the path as the bandit pays it; the rewards that the page flips come from its answer. */
export function requestOf({ means, policy, horizon, seed }: StepSpec): TraceRequest {
  return parseInput(TraceRequest, {
    spec: {
      bandit: { kind: "bernoulli", means },
      // The schema refuses kinds that there are none of.
      policies: [{ kind: policy as "ucb" }],
      horizon,
      replications: 1,
      seed,
    },
    to: horizon,
    armNames: means.map((_, arm) => armName(arm)),
  });
}

function check(draft: StepDraft): Checked<StepSpec> {
  try {
    const spec = parseInput(StepSpec, draft);
    requestOf(spec);
    const { horizon, t, flipped } = spec;
    return {
      spec: { ...spec, t: Math.min(t, horizon), flipped: flipped.filter((pull) => pull <= horizon) },
      mistakes: [],
    };
  } catch (error) {
    if (error instanceof InvalidInput) return { spec: undefined, mistakes: error.mistakes.map(atField) };
    throw error;
  }
}

/** A mistake of the request, at the field that it is about. */
function atField(mistake: Mistake): Mistake {
  if (mistake.pointer.startsWith("/spec/policies")) return { ...mistake, pointer: "/policy" };
  return {
    ...mistake,
    pointer: mistake.pointer.replace(/^\/spec\/bandit/, "").replace(/^\/(spec\/horizon|to)$/, "/horizon"),
  };
}

function read(search: string): { draft: StepDraft; mistakes: readonly Mistake[] } {
  try {
    const draft = parseInput(StepSpec, jsonFromSearch(search) ?? {});
    return { draft, mistakes: check(draft).mistakes };
  } catch (error) {
    return { draft: firstSpec, mistakes: mistakesOfAddress(error) };
  }
}

export const language: AddressLanguage<StepSpec, StepDraft> = {
  read,
  check,
  write: (spec) => changesToSearch(spec, firstSpec),
};
