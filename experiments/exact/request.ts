import * as z from "zod";
import { isSampled, needsOf, policyDefinitions, PolicySpec, withDefaults } from "../../policies/registry.ts";
import { rewardSpaces } from "../../policies/reward-space.ts";
import { armCountOf, banditDefinition, banditDefinitions, BanditSpec } from "../bandits/registry.ts";
import { limits } from "../limits.ts";
import { horizonMistake, policyMistake } from "../spec/policy-mistakes.ts";

/**
 * The schema of a question about expected regret: a bandit whose rewards are 0 or 1, and a policy that depends on counts alone.
 *
 * @example
 * ```ts
 * ExpectedRegretRequest.parse({ bandit: { kind: "bernoulli" }, policy: { kind: "ucb" }, horizon: 10 }).policy.c; // 1
 * ```
 */
export const ExpectedRegretRequest = z
  .strictObject({
    bandit: BanditSpec,
    policy: PolicySpec,
    horizon: z.int().min(1).max(limits.horizon).meta({ title: "horizon: number of pulls", symbol: "T" }),
  })
  .overwrite((request) => ({
    ...request,
    policy: withDefaults(request.policy, armCountOf(request.bandit), request.horizon),
  }))
  .superRefine(({ bandit, policy, horizon }, context) => {
    const problem = (path: (string | number)[], message: string, allowed: string) =>
      context.addIssue({ code: "custom", path, message, params: { allowed } });
    const mistake = policyMistake(policy, armCountOf(bandit));
    if (mistake) context.addIssue({ code: "custom", ...mistake, path: ["policy", ...mistake.path] });
    const unplanned = horizonMistake(policy, armCountOf(bandit), horizon);
    if (unplanned) context.addIssue({ code: "custom", ...unplanned });
    if (needsOf(policy, rewardSpaces.binary).belief !== "counts") {
      problem(
        ["policy", "kind"],
        `${policy.kind} depends on the order of rewards, so its regret cannot be computed from counts`,
        `one of ${countBasedKinds().join(", ")}`,
      );
    }
    if (isSampled(policy, armCountOf(bandit))) {
      problem(["policy", "kind"], `${policy.kind} has no exact law for so many arms`, "fewer arms, or another policy");
    }
    const definition = banditDefinition(bandit.kind);
    if (!definition.binaryArms) {
      const why =
        definition.changes === "never"
          ? "pays other rewards than 0 and 1, so its count states are not finite"
          : "has changing means, so counts do not determine the best arm";
      problem(["bandit", "kind"], `${bandit.kind} ${why}`, `one of ${binaryKinds().join(", ")}`);
    }
  })
  .meta({ id: "ExpectedRegretRequest" });
export type ExpectedRegretRequest = z.output<typeof ExpectedRegretRequest>;
export type ExpectedRegretRequestInput = z.input<typeof ExpectedRegretRequest>;

function countBasedKinds(): string[] {
  const kinds = policyDefinitions.map(({ kind }) => kind);
  return kinds.filter((kind) => needsOf(PolicySpec.parse({ kind }), rewardSpaces.binary).belief === "counts");
}

function binaryKinds(): string[] {
  return banditDefinitions.filter((definition) => definition.binaryArms !== undefined).map(({ kind }) => kind);
}
