/** A set of rewards: all numbers from `minimum` to `maximum`, or the whole ones among them. */
export interface RewardSpace {
  readonly minimum: number;
  readonly maximum: number;
  /** Whether the minimum itself is left out. */
  readonly exclusiveMinimum?: boolean;
  readonly integer?: boolean;
}

/**
 * The spaces that have a name, each before all that contain it.
 *
 * @example
 * ```ts
 * rewardSpaces.unit; // {"minimum": 0, "maximum": 1}
 * ```
 */
export const rewardSpaces = {
  binary: { minimum: 0, maximum: 1, integer: true },
  unit: { minimum: 0, maximum: 1 },
  count: { minimum: 0, maximum: Infinity, integer: true },
  positive: { minimum: 0, maximum: Infinity, exclusiveMinimum: true },
  real: { minimum: -Infinity, maximum: Infinity },
} as const satisfies Record<string, RewardSpace>;

export type RewardSpaceName = keyof typeof rewardSpaces;
export const rewardSpaceNames = Object.keys(rewardSpaces) as [RewardSpaceName, ...RewardSpaceName[]];

/** Whether the outer space contains every reward of the inner one. */
export function containsSpace(outer: RewardSpace, inner: RewardSpace): boolean {
  if (outer.integer && !inner.integer) return false;
  if (inner.minimum < outer.minimum || inner.maximum > outer.maximum) return false;
  return !outer.exclusiveMinimum || inner.minimum > outer.minimum || inner.exclusiveMinimum === true;
}

/** Whether a space contains a reward. */
export function containsReward(space: RewardSpace, reward: number): boolean {
  return containsSpace(space, { minimum: reward, maximum: reward, integer: Number.isInteger(reward) });
}

/** The smallest space with a name that contains another. */
export function nameOfSpace(space: RewardSpace): RewardSpaceName {
  return rewardSpaceNames.find((name) => containsSpace(rewardSpaces[name], space)) ?? "real";
}

const words: Record<RewardSpaceName, string> = {
  binary: "0 or 1",
  unit: "in [0, 1]",
  count: "a whole number, 0 or more",
  positive: "above 0",
  real: "a number",
};

const nouns: Record<RewardSpaceName, string> = {
  binary: "rewards of 0 or 1",
  unit: "rewards in [0, 1]",
  count: "rewards that are whole numbers, 0 or more",
  positive: "rewards above 0",
  real: "any rewards",
};

/** The rewards of the space in words, after "needs": "rewards of 0 or 1". */
export function rewardsInWords(space: RewardSpace): string {
  return nouns[nameOfSpace(space)];
}

/** One reward of the space in words, after "must be": "0 or 1". */
export function spaceInWords(space: RewardSpace): string {
  return words[nameOfSpace(space)];
}
