import { armCountOf, banditDefinition, type BanditSpec } from "../../../experiments/bandits/registry.ts";
import { InvalidInput } from "../../../experiments/mistakes/mistakes.ts";
import { parseInput } from "../../../experiments/mistakes/parse-input.ts";
import { couplingsOf } from "../../../experiments/spec/coupling.ts";
import { SimulationSpec } from "../../../experiments/spec/spec.ts";
import type { PolicyDefinition } from "../../../policies/policy.ts";
import { policyDefinition, policyDefinitions } from "../../../policies/registry.ts";
import type { Checked } from "../../forms/use-draft-in-address.ts";
import { distinct } from "../../text/mistakes.ts";
import { dependentDefaults, withoutDefaults } from "./policy-defaults.ts";

/** A kind and its parameters while edited. Values are unchecked. */
export interface KindDraft {
  kind: string;
  [parameter: string]: unknown;
}

/** A specification while edited. */
export interface SpecDraft {
  bandit: KindDraft;
  policies: KindDraft[];
  horizon: unknown;
  replications: unknown;
  seed: unknown;
  labels?: string[];
  /** The settings of the run, such as checkpoints. */
  [setting: string]: unknown;
}

/** The draft's specification, or its mistakes. */
export function checkDraft(draft: SpecDraft): Checked<SimulationSpec> {
  try {
    return { spec: parseInput(SimulationSpec, draft), mistakes: [] };
  } catch (error) {
    if (error instanceof InvalidInput) return { spec: undefined, mistakes: distinct(error.mistakes) };
    throw error;
  }
}

/** The draft of a specification, without parameters at defaults that depend on the problem: these follow its changes. */
export function draftOf(spec: SimulationSpec): SpecDraft {
  const { bandit, policies, horizon } = spec;
  const freed = policies.map((policy): KindDraft =>
    withoutDefaults(policy, dependentDefaults(policy.kind, armCountOf(bandit), horizon)),
  );
  return { ...spec, bandit: { ...bandit }, policies: freed };
}

/** With a bandit of another kind. Parameters that both kinds have are kept if valid. */
export function withBanditKind(draft: SpecDraft, kind: string): SpecDraft {
  const { parameters } = banditDefinition(kind);
  const bandit: KindDraft = { kind, ...parameters.parse({}) };
  for (const name of Object.keys(parameters.shape)) {
    const kept = parameters.shape[name].safeParse(draft.bandit[name]);
    if (kept.success && draft.bandit[name] !== undefined) bandit[name] = draft.bandit[name];
  }
  return withBandit(draft, bandit);
}

/** With another bandit. A coupling that was the default, or that the bandit does not allow, becomes its default. */
export function withBandit(draft: SpecDraft, bandit: KindDraft): SpecDraft {
  const couplings: readonly unknown[] = couplingsOf(bandit as BanditSpec);
  const wasDefault = draft.rewardCoupling === couplingsOf(draft.bandit as BanditSpec)[0];
  const isKept = !wasDefault && couplings.includes(draft.rewardCoupling);
  return { ...draft, bandit, rewardCoupling: isKept ? draft.rewardCoupling : couplings[0] };
}

/** A policy of a kind with its default parameters. */
export function newPolicy(kind: string): KindDraft {
  return { kind, ...policyDefinition(kind).parameters.parse({}) };
}

export function withPolicyAdded(draft: SpecDraft, policy: KindDraft, at = draft.policies.length): SpecDraft {
  return withPolicies(draft, [...draft.policies.slice(0, at), policy, ...draft.policies.slice(at)]);
}

export function withPolicyChanged(draft: SpecDraft, index: number, policy: KindDraft): SpecDraft {
  return { ...draft, policies: draft.policies.with(index, policy) };
}

/** With a policy replaced by another kind at its defaults. */
export function withPolicyReplaced(draft: SpecDraft, index: number, kind: string): SpecDraft {
  return withPolicies(draft, draft.policies.with(index, newPolicy(kind)));
}

/** The kinds of policies that can play the draft's bandit and horizon at their defaults. O(kinds) checks. */
export function fittingPolicies(draft: SpecDraft): PolicyDefinition[] {
  return policyDefinitions.filter(({ kind }) => checkDraft(withPolicies(draft, [newPolicy(kind)])).spec);
}

export function withPolicyRemoved(draft: SpecDraft, index: number): SpecDraft {
  return withPolicies(draft, draft.policies.toSpliced(index, 1));
}

/** Moves a policy to the front: paired differences are taken from the first one. */
export function withBaseline(draft: SpecDraft, index: number): SpecDraft {
  return withPolicies(draft, [draft.policies[index], ...draft.policies.toSpliced(index, 1)]);
}

/** Drops the labels: they belong to policies by index. */
function withPolicies(draft: SpecDraft, policies: KindDraft[]): SpecDraft {
  const { labels: _, ...rest } = draft;
  return { ...rest, policies };
}
