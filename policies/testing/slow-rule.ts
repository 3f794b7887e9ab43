import { readdirSync } from "node:fs";
import type { TieBreak } from "../policy.ts";
import type { Seen } from "../seen.ts";

/**
 * A rule as its paper reads, slowly and with nothing kept from one decision to the next but what the rule keeps. A policy
 * has it in a file beside its own, `<kind>.reference.ts`, as `reference`.
 */
export interface SlowRule {
  /** The probabilities of the next pull; undefined where doubles cannot tell who is best. */
  law(): number[] | undefined;
  update?(arm: number, reward: number): void;
  reset?(): void;
}

/** Makes the slow rule of one kind; its parameters are complete. */
export type Reference<Parameters = Record<string, never>> = (parameters: Parameters, seen: Seen) => SlowRule;

const policies = new URL("..", import.meta.url);
const files = readdirSync(policies, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".reference.ts"),
);

/** The slow rules that stand beside their policies, by kind. */
export const references = new Map<string, Reference<never>>(
  await Promise.all(
    files.map(async (file): Promise<[string, Reference<never>]> => {
      const kind = /([^/\\]+)\.reference\.ts$/.exec(file)![1];
      const { reference } = (await import(new URL(file, policies).href)) as { reference: Reference<never> };
      return [kind, reference];
    }),
  ),
);

/**
 * The law of a rule that plays arms without a reward first, then the arm of the highest index.
 *
 * @param isTied whether two arms of nearly the same index have exactly the same one, for all that can be known of them
 */
export function highestIndexLaw<Arm>(
  arms: readonly Arm[],
  isUntried: (arm: Arm) => boolean,
  indexOf: (arm: Arm) => number,
  isTied: (one: Arm, other: Arm) => boolean,
  tieBreak: TieBreak,
): number[] | undefined {
  const untried = arms.flatMap((arm, index) => (isUntried(arm) ? [index] : []));
  const indices = untried.length > 0 ? [] : arms.map(indexOf);
  const best = indices.indexOf(Math.max(...indices));
  const near = indices.flatMap((index, arm) => (index > indices[best] - 1e-9 ? [arm] : []));
  if (near.some((arm) => arm !== best && !isTied(arms[arm], arms[best]))) return undefined;
  const leaders = untried.length > 0 ? untried : near;
  const chosen = tieBreak === "first" ? leaders.slice(0, 1) : leaders;
  return arms.map((_, arm) => (chosen.includes(arm) ? 1 / chosen.length : 0));
}
