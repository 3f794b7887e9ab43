import { armCountOf, banditDefinition, type BanditSpec } from "../../../experiments/bandits/registry.ts";
import { InvalidInput } from "../../../experiments/mistakes/mistakes.ts";
import { parseInput } from "../../../experiments/mistakes/parse-input.ts";
import { couplingsOf } from "../../../experiments/spec/coupling.ts";
import { SimulationSpec } from "../../../experiments/spec/spec.ts";
import type { PolicyDefinition } from "../../../policies/policy.ts";
import { policyDefinition, policyDefinitions } from "../../../policies/registry.ts";
import type { Checked } from "../../forms/use-draft-in-address.ts";
import { dependentDefaults, withoutDefaults } from "./policy-defaults.ts";

/** A kind and its parameters while they are being edited: a value may be anything until the schema has seen it. */
export interface KindDraft {
  kind: string;
  [parameter: string]: unknown;
}

/** A specification while it is being edited. */
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

/** The draft's specification, or what is wrong with it in the words of the API. */
export function checkDraft(draft: SpecDraft): Checked<SimulationSpec> {
  try {
    return { spec: parseInput(SimulationSpec, draft), mistakes: [] };
  } catch (error) {
    if (error instanceof InvalidInput) return { spec: undefined, mistakes: error.mistakes };
    throw error;
  }
}

/** The draft of a specification; parameters that follow from the problem are left out of it, so that they follow it. */
export function draftOf(spec: SimulationSpec): SpecDraft {
  const { bandit, policies, horizon } = spec;
  const freed = policies.map((policy): KindDraft =>
    withoutDefaults(policy, dependentDefaults(policy.kind, armCountOf(bandit), horizon)),
  );
  return { ...spec, bandit: { ...bandit }, policies: freed };
}

/** A bandit of another kind; what both kinds know by the same name is kept where it fits. */
export function withBanditKind(draft: SpecDraft, kind: string): SpecDraft {
  const { parameters } = banditDefinition(kind);
  const bandit: KindDraft = { kind, ...parameters.parse({}) };
  for (const name of Object.keys(parameters.shape)) {
    const kept = parameters.shape[name].safeParse(draft.bandit[name]);
    if (kept.success && draft.bandit[name] !== undefined) bandit[name] = draft.bandit[name];
  }
  return withBandit(draft, bandit);
}

/** With another bandit; a coupling that was the default, or that it does not allow, is its own default. */
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

/** Another kind of policy, with its default parameters, in the place of one. */
export function withPolicyReplaced(draft: SpecDraft, index: number, kind: string): SpecDraft {
  return withPolicies(draft, draft.policies.with(index, newPolicy(kind)));
}

/** The kinds of policies that can play what the draft says, with their default parameters. O(kinds) checks. */
export function fittingPolicies(draft: SpecDraft): PolicyDefinition[] {
  return policyDefinitions.filter(({ kind }) => checkDraft(withPolicies(draft, [newPolicy(kind)])).spec);
}

export function withPolicyRemoved(draft: SpecDraft, index: number): SpecDraft {
  return withPolicies(draft, draft.policies.toSpliced(index, 1));
}

/** Paired differences are taken to the first policy, so the baseline goes there. */
export function withBaseline(draft: SpecDraft, index: number): SpecDraft {
  return withPolicies(draft, [draft.policies[index], ...draft.policies.toSpliced(index, 1)]);
}

/** Labels belong to policies by index: they are dropped when policies move. */
function withPolicies(draft: SpecDraft, policies: KindDraft[]): SpecDraft {
  const { labels: _, ...rest } = draft;
  return { ...rest, policies };
}
