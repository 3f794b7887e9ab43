import type * as z from "zod";
import type { Random } from "../../policies/random/random.ts";
import type { RewardSpace } from "../../policies/reward-space.ts";
import { byKind, specificationOf } from "../../policies/specification.ts";
import type { Bandit, BanditDefinition } from "./bandit.ts";
import { definitions } from "./definitions.ts";

/** A bandit and its parameters: `{ kind, …parameters }`, each parameter with a default. */
export const BanditSpec = specificationOf(definitions)
  .superRefine((spec, context) => {
    // What is wrong with single parameters has been reported by then.
    if (context.issues.length > 0) return;
    const { kind, ...parameters } = spec;
    const mistake = banditDefinitions.find((definition) => definition.kind === kind)?.check?.(parameters);
    if (!mistake) return;
    const { path, message, allowed } = mistake;
    context.addIssue({ code: "custom", path, message, params: { allowed } });
  })
  .meta({ id: "BanditSpec" });
export type BanditSpec = z.output<typeof BanditSpec>;
/** A bandit as one writes it: what is left out has its default. */
export type BanditSpecInput = z.input<typeof BanditSpec>;

export const banditDefinitions: readonly BanditDefinition[] = definitions;

/** @throws RangeError on a kind that is not registered */
export const banditDefinition = byKind(banditDefinitions, "bandit");

export function armCountOf(spec: BanditSpec): number {
  return banditDefinition(spec.kind).armCount(spec);
}

/** The rewards that a bandit pays. */
export function rewardsOf(spec: BanditSpec): RewardSpace {
  return banditDefinition(spec.kind).rewards(spec);
}

/** The means of the bandits whose means are fixed by the specification. */
export function fixedMeansOf(spec: BanditSpec): readonly number[] | undefined {
  return banditDefinition(spec.kind).fixedMeans?.(spec);
}

/**
 * The world of one replication.
 *
 * @example
 * ```ts
 * const bandit = createBandit({ kind: "bernoulli", means: [0, 1] }, stream("any seed", "means", ""));
 * bandit.pull(1, stream("any seed", "reward", "1")); // 1
 * ```
 */
export function createBandit(spec: BanditSpec, random: Random): Bandit {
  return banditDefinition(spec.kind).create(spec, random);
}
