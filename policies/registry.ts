import type * as z from "zod";
import { definitions } from "./definitions.ts";
import type { Policy, PolicyDefinition, PolicyNeeds } from "./policy.ts";
import { containsSpace, type RewardSpace, rewardSpaces } from "./reward-space.ts";
import type { Seen } from "./seen.ts";
import { byKind, specificationOf } from "./specification.ts";

/**
 * The schema (zod) of a policy and its parameters: `{ kind, …parameters }`. `parse` fills in defaults; it throws a ZodError
 * on an unknown kind or parameter and on a value out of bounds.
 *
 * @example
 * ```ts
 * PolicySpec.parse({ kind: "softmax" }); // {"kind": "softmax", "temperature": 0.1}
 * PolicySpec.safeParse({ kind: "softmax", temperature: 0 }).success; // false
 * ```
 */
export const PolicySpec = specificationOf(definitions).meta({ id: "PolicySpec" });
export type PolicySpec = z.output<typeof PolicySpec>;
/** A policy as one writes it: parameters left out have their defaults. */
export type PolicySpecInput = z.input<typeof PolicySpec>;
export type PolicyKind = PolicySpec["kind"];

/**
 * Every policy as data, in the order in which they are shown: kind, label, rule, formula, source, parameters, needs, costs.
 *
 * @example
 * ```ts
 * policyDefinitions.find(({ kind }) => kind === "greedy").label; // "Greedy"
 * ```
 */
export const policyDefinitions: readonly PolicyDefinition[] = definitions;

/** @throws RangeError on a kind that is not registered */
export const policyDefinition = byKind(policyDefinitions, "policy");

/**
 * What a policy needs to know if rewards are of this space. A rule of moments is one of counts if rewards are 0 or 1, since
 * these are their own squares.
 */
export function needsOf({ kind, ...parameters }: PolicySpec, rewards: RewardSpace = rewardSpaces.real): PolicyNeeds {
  const needs = policyDefinition(kind).needs(parameters, rewards);
  const isByCounts = needs.belief === "moments" && containsSpace(rewardSpaces.binary, rewards);
  return isByCounts ? { ...needs, belief: "counts" } : needs;
}

/** Whether a policy has no affordable exact law for this number of arms, so that answers are frequencies. */
export function isSampled({ kind, ...parameters }: PolicySpec, armCount: number): boolean {
  return policyDefinition(kind).isSampled?.(parameters, armCount) ?? false;
}

/** The rewards with which a policy can compute. A policy on a bandit that pays others is refused. */
export function computableRewards({ rewards, computable = rewards }: PolicyNeeds): RewardSpace {
  return computable;
}

/**
 * Fills in the parameters that were left out and whose defaults depend on the problem.
 *
 * @param horizon where it is known
 */
export function withDefaults(spec: PolicySpec, armCount: number, horizon: number | undefined): PolicySpec {
  const { kind, ...parameters } = spec;
  const defaults = policyDefinition(kind).defaults?.(armCount, horizon);
  return defaults ? ({ kind, ...defaults, ...withoutUndefined(parameters) } as PolicySpec) : spec;
}

function withoutUndefined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/**
 * Makes the policy of a parsed specification. It reads the statistics in `seen`: record every pull there, then call
 * `update`. After other changes to the statistics call `reset`.
 *
 * @throws RangeError on an unknown kind, and without `seen.horizon` for a policy that needs the horizon
 *
 * @example
 * ```ts
 * const policy = createPolicy(PolicySpec.parse({ kind: "greedy" }), { statistics: new ArmStatistics(3) });
 * policy.selectionProbabilities().arms.map(({ fraction }) => fraction); // ["1/3", "1/3", "1/3"]
 * ```
 */
export function createPolicy(spec: PolicySpec, seen: Seen): Policy {
  const { kind, ...parameters } = spec;
  return policyDefinition(kind).create(parameters, seen);
}
