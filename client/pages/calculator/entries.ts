import * as z from "zod";
import {
  BetaPosterior,
  families,
  GammaPosterior,
  NormalPosterior,
  type Posteriors,
  StudentPosterior,
} from "../../../policies/posteriors/family.ts";

export type FamilyKind = Posteriors["family"];
/** Numbers by name: of an arm, or of a prior. */
export type Numbers = Record<string, number>;

/** A way to enter posteriors: by parameters, or by a prior and counts. */
export interface Entry {
  kind: string;
  family: FamilyKind;
  label: string;
  /** The fields of every arm. */
  arm: z.ZodObject;
  /** The fields of the prior, shared by all arms. */
  prior?: z.ZodObject;
  /** The parameters of an arm's posterior. */
  posterior: (arm: Numbers, prior: Numbers) => Numbers;
  /** The inverse of `posterior`; the result may be invalid. */
  from: (posterior: Numbers, prior: Numbers) => Numbers;
  /** The first arm and the first prior of a new table. */
  example: { arm: Numbers; prior?: Numbers };
}

const LARGEST_COUNT = 1e12;
const count = (title: string) => z.int().min(0).max(LARGEST_COUNT).meta({ title });
const amount = (title: string) => z.number().min(0).max(LARGEST_COUNT).meta({ title });
const priorParameter = (smallest: number, symbol: string) =>
  z.number().min(smallest).max(LARGEST_COUNT).meta({ title: "prior", symbol });

const given = (family: FamilyKind, arm: z.ZodObject, example: Numbers): Entry => ({
  kind: family,
  family,
  label: "parameters",
  arm,
  posterior: (parameters) => parameters,
  from: (parameters) => parameters,
  example: { arm: example },
});

/** All entries, in the order of the form. */
export const entries: readonly Entry[] = [
  given("beta", BetaPosterior, { alpha: 1, beta: 1 }),
  {
    kind: "beta-counts",
    family: "beta",
    label: "prior and counts",
    arm: z.strictObject({ successes: count("successes"), failures: count("failures") }),
    prior: z.strictObject({ alpha: priorParameter(1e-3, "\\alpha"), beta: priorParameter(1e-3, "\\beta") }),
    posterior: ({ successes, failures }, { alpha, beta }) => ({ alpha: alpha + successes, beta: beta + failures }),
    from: ({ alpha, beta }, prior) => ({ successes: alpha - prior.alpha, failures: beta - prior.beta }),
    example: { arm: { successes: 0, failures: 0 }, prior: { alpha: 1, beta: 1 } },
  },
  given("normal", NormalPosterior, { mean: 0, standardDeviation: 1 }),
  given("gamma", GammaPosterior, { shape: 1, rate: 1 }),
  {
    kind: "gamma-counts",
    family: "gamma",
    label: "prior and counts",
    arm: z.strictObject({ events: count("events"), exposure: amount("exposure") }),
    prior: z.strictObject({ shape: priorParameter(1e-3, "k"), rate: priorParameter(1e-9, "\\lambda") }),
    posterior: ({ events, exposure }, { shape, rate }) => ({ shape: shape + events, rate: rate + exposure }),
    from: ({ shape, rate }, prior) => ({ events: shape - prior.shape, exposure: rate - prior.rate }),
    example: { arm: { events: 0, exposure: 1 }, prior: { shape: 1, rate: 1 } },
  },
  given("student-t", StudentPosterior, { location: 0, scale: 1, degreesOfFreedom: 5 }),
];

export function entryOf(kind: string): Entry {
  return entries.find((entry) => entry.kind === kind) ?? entries[0];
}

export function familyOf(kind: FamilyKind) {
  return families.find((family) => family.kind === kind)!;
}
