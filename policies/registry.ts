import type * as z from "zod";
import { definitions } from "./definitions.ts";
import type { Policy, PolicyDefinition, PolicyNeeds } from "./policy.ts";
import { containsSpace, type RewardSpace, rewardSpaces } from "./reward-space.ts";
import type { Seen } from "./seen.ts";
import { byKind, specificationOf } from "./specification.ts";

/** A policy and its parameters: `{ kind, …parameters }`, each parameter with a default. */
export const PolicySpec = specificationOf(definitions).meta({ id: "PolicySpec" });
export type PolicySpec = z.output<typeof PolicySpec>;
/** A policy as one writes it: what is left out has its default. */
export type PolicySpecInput = z.input<typeof PolicySpec>;
export type PolicyKind = PolicySpec["kind"];

export const policyDefinitions: readonly PolicyDefinition[] = definitions;

/** @throws RangeError on a kind that is not registered */
export const policyDefinition = byKind(policyDefinitions, "policy");

/**
 * What a policy needs to know where it meets some rewards. A rule of moments is one of counts where rewards are 0 or 1, for
 * then the squares are the rewards.
 */
export function needsOf({ kind, ...parameters }: PolicySpec, rewards: RewardSpace = rewardSpaces.real): PolicyNeeds {
  const needs = policyDefinition(kind).needs(parameters, rewards);
  const isByCounts = needs.belief === "moments" && containsSpace(rewardSpaces.binary, rewards);
  return isByCounts ? { ...needs, belief: "counts" } : needs;
}

/** Whether a policy has no affordable exact law for so many arms, so that answers are frequencies. */
export function isSampled({ kind, ...parameters }: PolicySpec, armCount: number): boolean {
  return policyDefinition(kind).isSampled?.(parameters, armCount) ?? false;
}

/** The rewards with which a policy can compute; it is refused where a bandit pays others. */
export function computableRewards({ rewards, computable = rewards }: PolicyNeeds): RewardSpace {
  return computable;
}

/**
 * A specification with the parameters that depend on the problem, where they were left out.
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
 * The policy of a specification that has been parsed, on the statistics that the caller keeps.
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
