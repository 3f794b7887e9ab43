import * as z from "zod";
import { computableRewards, needsOf, PolicySpec, withDefaults } from "../../policies/registry.ts";
import {
  containsReward,
  type RewardSpace,
  rewardsInWords,
  rewardSpaces,
  spaceInWords,
} from "../../policies/reward-space.ts";
import { limits } from "../limits.ts";
import { SeedSchema } from "../spec/seed.ts";
import { horizonMistake, policyMistake } from "../spec/policy-mistakes.ts";

const armName = z.union([
  z.string().min(1).max(limits.nameLength),
  z
    .int()
    .min(0)
    .max(limits.arms - 1),
]);
const LARGEST_REWARD = 1e9;
const LARGEST_SUM = LARGEST_REWARD * limits.countedPulls;
const reward = z.number().min(-LARGEST_REWARD).max(LARGEST_REWARD);

/** Draws for a Monte Carlo estimate beside the exact answer. */
export const MonteCarloSpec = z.strictObject({
  draws: z.int().min(1).max(limits.monteCarloDraws).default(100_000).meta({ title: "draws" }),
  seed: SeedSchema.default("bandit-lab"),
});

/**
 * The schema of a question about the next pull: a policy, and the history or counts that it has seen.
 *
 * @example
 * ```ts
 * SelectionRequest.parse({ policy: { kind: "epsilon-greedy" }, arms: ["a", "b"] }).policy.epsilon; // 0.1
 * ```
 */
export const SelectionRequest = z
  .strictObject({
    policy: PolicySpec,
    arms: z
      .union([
        z.array(z.string().min(1).max(limits.nameLength)).min(1).max(limits.arms),
        z.int().min(1).max(limits.arms),
      ])
      .meta({ title: "arms", description: "Distinct names, or a number K: arms are then 0 … K − 1." }),
    history: z
      .array(z.strictObject({ arm: armName, reward }))
      .max(limits.historyLength)
      .optional()
      .meta({ title: "history", description: "The pulls so far, in order." }),
    counts: z
      .array(
        z.strictObject({
          arm: armName,
          pulls: z.int().min(0).max(limits.countedPulls),
          rewardSum: z.number().min(-LARGEST_SUM).max(LARGEST_SUM),
          squareSum: z
            .number()
            .min(0)
            .max(LARGEST_REWARD * LARGEST_SUM)
            .optional()
            .meta({ description: "sum of the squared rewards, for rules of moments; if absent, rewards were 0 or 1" }),
        }),
      )
      .max(limits.arms)
      .optional()
      .meta({ title: "counts", description: "In place of a history, for policies that depend on counts alone." }),
    horizon: z
      .int()
      .min(1)
      .max(limits.horizon)
      .optional()
      .meta({ title: "horizon", symbol: "T", description: "Total number of pulls, for policies that plan for it." }),
    monteCarlo: MonteCarloSpec.optional(),
  })
  .overwrite((request) => ({
    ...request,
    policy: withDefaults(request.policy, armCountOf(request.arms), request.horizon),
  }))
  .superRefine((request, context) => {
    const { arms, policy, history, counts, horizon } = request;
    const problem = (path: (string | number)[], message: string, allowed: string) =>
      context.addIssue({ code: "custom", path, message, params: { allowed } });
    // Refinements also run on a number that is out of range; that mistake is reported already.
    if (typeof arms === "number" && !(arms >= 1 && arms <= limits.arms)) return;
    const names = armNames(arms);
    const known = new Set<string | number>();
    names.forEach((name, index) => {
      if (known.has(name)) problem(["arms", index], `${JSON.stringify(name)} appears twice`, "distinct names");
      known.add(name);
    });
    const mistake = policyMistake(policy, names.length);
    if (mistake) context.addIssue({ code: "custom", ...mistake, path: ["policy", ...mistake.path] });
    const unplanned = horizonMistake(policy, names.length, horizon);
    if (unplanned) context.addIssue({ code: "custom", ...unplanned });
    const needs = needsOf(policy, rewardsSeen(request));
    const { belief, horizon: planned } = needs;
    const rewards = computableRewards(needs);
    const checkArm = (path: (string | number)[], arm: string | number) => {
      if (known.has(arm)) return;
      const shown = names.slice(0, 10).join(", ") + (names.length > 10 ? ", …" : "");
      problem(path, `names no arm: ${JSON.stringify(arm)}`, `one of ${shown}`);
    };
    if (history && counts)
      problem(["counts"], "cannot be combined with history: give one or the other", "history or counts");
    if (counts && belief === "history") {
      problem(["counts"], `are not enough for ${policy.kind}, which depends on the order of rewards`, "history");
    }
    history?.forEach(({ arm, reward: given }, index) => {
      checkArm(["history", index, "arm"], arm);
      if (!containsReward(rewards, given)) {
        const allowed = spaceInWords(rewards);
        problem(["history", index, "reward"], `must be ${allowed} for ${policy.kind}, got ${given}`, allowed);
      }
    });
    const seen = new Set<string | number>();
    counts?.forEach(({ arm, pulls, rewardSum, squareSum }, index) => {
      const at = ["counts", index];
      checkArm([...at, "arm"], arm);
      if (seen.has(arm)) problem([...at, "arm"], `${JSON.stringify(arm)} appears twice`, "each arm once");
      seen.add(arm);
      if (pulls === 0 && rewardSum !== 0)
        problem([...at, "rewardSum"], `must be 0 without pulls, got ${rewardSum}`, "0");
      else if (!isSumOf(rewards, pulls, rewardSum)) {
        const meaning =
          rewards === rewardSpaces.binary ? "a count of successes" : `a sum of rewards ${spaceInWords(rewards)}`;
        problem(
          [...at, "rewardSum"],
          `must be ${meaning} for ${policy.kind}, got ${rewardSum}`,
          sumsInWords(rewards, pulls),
        );
      }
      const least = pulls === 0 ? 0 : rewardSum * (rewardSum / pulls);
      if (squareSum !== undefined && (pulls === 0 ? squareSum !== 0 : squareSum < least * (1 - 1e-15))) {
        const allowed = pulls === 0 ? "0" : `at least ${least}`;
        problem(
          [...at, "squareSum"],
          `cannot be that of ${pulls} pulls that paid ${rewardSum}, got ${squareSum}`,
          allowed,
        );
      }
      const isCount = isSumOf(rewardSpaces.binary, pulls, rewardSum);
      if (squareSum === undefined && dependsOnSquares(policy) && !isCount) {
        problem(
          [...at, "squareSum"],
          `is missing: ${policy.kind} depends on squared rewards`,
          "the sum of squared rewards",
        );
      }
    });
    const total = counts?.reduce((sum, { pulls }) => sum + pulls, 0) ?? 0;
    const pulls = total + (history?.length ?? 0);
    if (planned === "known" && horizon !== undefined && pulls >= horizon) {
      problem(
        ["horizon"],
        `leaves no pull to choose after the ${pulls} so far, got ${horizon}`,
        `an integer above ${pulls}`,
      );
    }
  })
  .meta({ id: "SelectionRequest" });
export type SelectionRequest = z.output<typeof SelectionRequest>;
export type SelectionRequestInput = z.input<typeof SelectionRequest>;

/** The space of the request's rewards. Counts without squares are of rewards 0 and 1. */
export function rewardsSeen({ history = [], counts = [] }: Pick<SelectionRequest, "history" | "counts">): RewardSpace {
  const isBinary =
    history.every(({ reward }) => containsReward(rewardSpaces.binary, reward)) &&
    counts.every(({ squareSum }) => squareSum === undefined);
  return isBinary ? rewardSpaces.binary : rewardSpaces.real;
}

function dependsOnSquares(policy: PolicySpec): boolean {
  return needsOf(policy, rewardSpaces.real).belief === "moments";
}

function isSumOf({ minimum, maximum, integer, exclusiveMinimum }: RewardSpace, pulls: number, sum: number): boolean {
  if (pulls === 0) return sum === 0;
  if (integer && !Number.isInteger(sum)) return false;
  return sum >= pulls * minimum && sum <= pulls * maximum && !(exclusiveMinimum && sum === pulls * minimum);
}

/** The allowed sums of this many rewards, in words. */
function sumsInWords({ minimum, maximum, integer, exclusiveMinimum }: RewardSpace, pulls: number): string {
  const noun = integer ? "an integer" : "a number";
  if (exclusiveMinimum) return `${noun} above ${pulls * minimum}`;
  return maximum === Infinity
    ? `${noun} of ${pulls * minimum} or more`
    : `${noun} in [${pulls * minimum}, ${pulls * maximum}]`;
}

/** Warnings of rewards that the policy can compute with but is not meant for: its guarantees do not hold. */
export function rewardWarnings(request: SelectionRequest): string[] {
  const { policy, history, counts } = request;
  const { rewards } = needsOf(policy, rewardsSeen(request));
  const given = history?.find(({ reward }) => !containsReward(rewards, reward));
  const summed = counts?.find(({ pulls, rewardSum }) => !isSumOf(rewards, pulls, rewardSum));
  const found = given
    ? `the history holds ${given.reward}`
    : summed && `${summed.pulls} pulls cannot pay ${summed.rewardSum}`;
  if (found === undefined) return [];
  return [`${policy.kind} is meant for ${rewardsInWords(rewards)}; ${found}, so its guarantees do not hold.`];
}

export function armCountOf(arms: readonly string[] | number): number {
  return typeof arms === "number" ? arms : arms.length;
}

/** The names of the arms; for a number K, 0 … K − 1. */
export function armNames(arms: readonly string[] | number): (string | number)[] {
  return typeof arms === "number" ? Array.from({ length: arms }, (_, arm) => arm) : [...arms];
}
