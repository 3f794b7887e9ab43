import * as z from "zod";
import { computableRewards, needsOf, PolicySpec, policyDefinition, withDefaults } from "../../policies/registry.ts";
import { containsSpace, rewardsInWords } from "../../policies/reward-space.ts";
import { armCountOf, banditDefinition, BanditSpec, rewardsOf } from "../bandits/registry.ts";
import { limits } from "../limits.ts";
import { SeedSchema } from "./seed.ts";
import { couplingOf, couplingsOf, RewardCoupling } from "./coupling.ts";
import { Feedback } from "./feedback.ts";
import { horizonMistake, policyMistake } from "./policy-mistakes.ts";

/** The schema of checkpoints of one kind. */
function spacing<Kind extends string>(kind: Kind) {
  const count = z.int().min(2).max(limits.checkpoints).meta({ title: "number of checkpoints" });
  return z
    .strictObject({ kind: z.literal(kind), count })
    .meta({ title: kind === "log" ? "even in log t" : "even in t" });
}

/**
 * The schema of a simulation. Every optional field has a default, so a parsed specification is complete.
 *
 * @example
 * ```ts
 * const run = { bandit: { kind: "bernoulli" }, policies: [{ kind: "ucb1" }], horizon: 10, replications: 1, seed: 7 };
 * SimulationSpec.parse(run).seed; // "7"
 * ```
 */
export const SimulationSpec = z
  .strictObject({
    bandit: BanditSpec,
    policies: z.array(PolicySpec).min(1).max(limits.policies),
    horizon: z.int().min(1).max(limits.horizon).meta({ title: "horizon: pulls in a replication", symbol: "T" }),
    replications: z.int().min(1).max(limits.replications).meta({ title: "replications", symbol: "N" }),
    seed: SeedSchema,
    rewardCoupling: RewardCoupling.optional().meta({
      title: "reward coupling",
      description:
        "by-pull: the n-th pull of an arm gives every policy the same reward. by-round: a pull of an arm in round t does. independent: each policy has its own. Left out: by-round where means change with time, else by-pull.",
    }),
    feedback: Feedback,
    checkpoints: z
      .discriminatedUnion("kind", [spacing("log"), spacing("linear")])
      .default({ kind: "log", count: 200 })
      .meta({
        title: "checkpoints",
        description:
          "At most `count` pulls at which results are given. log: evenly spaced in log t, from the first pull. linear: evenly spaced in t.",
      }),
    labels: z
      .array(z.string().min(1).max(limits.nameLength))
      .max(limits.policies)
      .optional()
      .meta({ title: "a label for every policy" }),
  })
  // Fields that depend on others, in the order of the schema, so that parsing twice changes nothing.
  .overwrite((spec) => {
    const { bandit, policies, horizon, replications, seed, rewardCoupling: _, ...rest } = spec;
    const complete = policies.map((policy) => withDefaults(policy, armCountOf(bandit), horizon));
    const rewardCoupling = couplingOf(spec);
    return { bandit, policies: complete, horizon, replications, seed, rewardCoupling, ...rest };
  })
  .superRefine((spec, context) => {
    const armCount = armCountOf(spec.bandit);
    const couplings = couplingsOf(spec.bandit);
    if (!couplings.includes(couplingOf(spec))) {
      const { changes } = banditDefinition(spec.bandit.kind);
      const message = `must be one of ${couplings.join(", ")} for a ${spec.bandit.kind} bandit, whose means change ${changes}, got ${spec.rewardCoupling}`;
      context.addIssue({
        code: "custom",
        path: ["rewardCoupling"],
        message,
        params: { allowed: couplings.join(", ") },
      });
    }
    spec.policies.forEach((policy, index) => {
      const mistake = policyMistake(policy, armCount);
      if (mistake) context.addIssue({ code: "custom", ...mistake, path: ["policies", index, ...mistake.path] });
      const unplanned = horizonMistake(policy, armCount, spec.horizon);
      if (unplanned) context.addIssue({ code: "custom", ...unplanned });
      const refused = rewardsMistake(policy, spec.bandit) ?? forgettingMistake(policy, spec.bandit);
      if (refused) context.addIssue({ code: "custom", ...refused, path: ["policies", index, "kind"] });
    });
    spec.labels?.forEach((label, index) => {
      if (spec.labels!.indexOf(label) === index) return;
      const message = `${JSON.stringify(label)} appears twice`;
      context.addIssue({ code: "custom", path: ["labels", index], message, params: { allowed: "distinct labels" } });
    });
    if (spec.labels && spec.labels.length !== spec.policies.length) {
      context.addIssue({
        code: "custom",
        path: ["labels"],
        message: `has ${spec.labels.length} entries for ${spec.policies.length} policies`,
        params: { allowed: `${spec.policies.length} entries, one per policy` },
      });
    }
  })
  .meta({ id: "SimulationSpec" });

export type SimulationSpec = z.output<typeof SimulationSpec>;

/** A specification as a user writes it, with defaults left out. */
export type SimulationSpecInput = z.input<typeof SimulationSpec>;

/** The reason why a policy cannot compute with a bandit's rewards, if any, as a zod issue. */
function rewardsMistake(policy: PolicySpec, bandit: BanditSpec) {
  const paid = rewardsOf(bandit);
  const rewards = computableRewards(needsOf(policy, paid));
  if (containsSpace(rewards, paid)) return undefined;
  const message = `${policy.kind} needs ${rewardsInWords(rewards)}, which a ${bandit.kind} bandit does not give`;
  return { message, params: { allowed: "a policy for such rewards, or a bandit that pays others" } };
}

/** The reason why a policy cannot play a bandit that replaces arms, if any, as a zod issue. */
function forgettingMistake(policy: PolicySpec, bandit: BanditSpec) {
  if (!banditDefinition(bandit.kind).replacesArms || policyDefinition(policy.kind).forgets) return undefined;
  if (needsOf(policy, rewardsOf(bandit)).belief !== "history") return undefined;
  const message = `${policy.kind} depends on the order of rewards and cannot forget the arms that a ${bandit.kind} bandit replaces`;
  return { message, params: { allowed: "a policy of counts, or a bandit that keeps its arms" } };
}

/** K·T·N summed over the policies, the work that the server's budget limits. */
export function workOf({ bandit, policies, horizon, replications }: SimulationSpec): number {
  return armCountOf(bandit) * policies.length * horizon * replications;
}

/** Warnings of policies that are meant for other rewards than this bandit's. */
export function warningsOf({ bandit, policies }: SimulationSpec): string[] {
  const paid = rewardsOf(bandit);
  const warnings = policies.flatMap((policy) => {
    const { rewards } = needsOf(policy, paid);
    if (containsSpace(rewards, paid)) return [];
    const meant = rewardsInWords(rewards);
    return `${policy.kind} is meant for ${meant}; a ${bandit.kind} bandit pays others, so its guarantees do not hold.`;
  });
  return [...new Set(warnings)];
}
