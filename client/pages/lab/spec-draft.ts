import { banditDefinition, type BanditSpec } from "../../../experiments/bandits/registry.ts";
import { InvalidInput, type Mistake, parseInput } from "../../../experiments/mistakes.ts";
import { couplingsOf } from "../../../experiments/simulation/coupling.ts";
import { SimulationSpec } from "../../../experiments/spec.ts";
import { policyDefinition } from "../../../policies/registry.ts";
import type { Checked } from "../../forms/use-draft-in-address.ts";

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
  rewardCoupling?: unknown;
  feedback?: unknown;
  checkpoints?: unknown;
  labels?: string[];
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

export function draftOf(spec: SimulationSpec): SpecDraft {
  return { ...spec, bandit: { ...spec.bandit }, policies: spec.policies.map((policy) => ({ ...policy })) };
}

/** A bandit of another kind; what both kinds know by the same name is kept where it fits. */
export function withBanditKind(draft: SpecDraft, kind: string): SpecDraft {
  const { parameters } = banditDefinition(kind);
  const bandit: KindDraft = { kind, ...parameters.parse({}) };
  for (const name of Object.keys(parameters.shape)) {
    const kept = parameters.shape[name].safeParse(draft.bandit[name]);
    if (kept.success && draft.bandit[name] !== undefined) bandit[name] = draft.bandit[name];
  }
  const couplings: readonly unknown[] = couplingsOf({ kind } as BanditSpec);
  const rewardCoupling = couplings.includes(draft.rewardCoupling) ? draft.rewardCoupling : couplings[0];
  return { ...draft, bandit, rewardCoupling };
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

/** The mistakes at a place and, if `below`, at all places inside it. */
export function mistakesAt(mistakes: readonly Mistake[], pointer: string, below = false): Mistake[] {
  return mistakes.filter(
    (mistake) => mistake.pointer === pointer || (below && mistake.pointer.startsWith(`${pointer}/`)),
  );
}
