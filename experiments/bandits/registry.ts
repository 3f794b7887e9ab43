import type * as z from "zod";
import type { Random } from "../../policies/random/random.ts";
import type { RewardSpace } from "../../policies/reward-space.ts";
import { byKind, specificationOf } from "../../policies/specification.ts";
import type { Bandit, BanditDefinition } from "./bandit.ts";
import { definitions } from "./definitions.ts";

/**
 * The schema of a bandit and its parameters: `{ kind, …parameters }`, each parameter with a default.
 *
 * @example
 * ```ts
 * BanditSpec.parse({ kind: "gaussian", means: [0, 1] }).standardDeviation; // 1
 * ```
 */
export const BanditSpec = specificationOf(definitions)
  .superRefine((spec, context) => {
    // Mistakes in single parameters are reported already.
    if (context.issues.length > 0) return;
    const { kind, ...parameters } = spec;
    const mistake = banditDefinitions.find((definition) => definition.kind === kind)?.check?.(parameters);
    if (!mistake) return;
    const { path, message, allowed } = mistake;
    context.addIssue({ code: "custom", path, message, params: { allowed } });
  })
  .meta({ id: "BanditSpec" });
export type BanditSpec = z.output<typeof BanditSpec>;
/** A bandit as a user writes it: parameters that are left out have their defaults. */
export type BanditSpecInput = z.input<typeof BanditSpec>;

/**
 * All bandits: their kinds, rules, formulas, sources and parameters, in the order in which they are shown.
 *
 * @example
 * ```ts
 * banditDefinitions[0].kind; // "bernoulli"
 * ```
 */
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

/** The mean of every arm; undefined where the specification does not fix them. */
export function fixedMeansOf(spec: BanditSpec): readonly number[] | undefined {
  return banditDefinition(spec.kind).fixedMeans?.(spec);
}

/**
 * Creates the world of one replication: arms with `means`, of which `pull` draws rewards. O(K).
 *
 * @param random draws the means of bandits that draw them anew in every replication
 * @throws RangeError on a kind that is not registered
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
