import { highestIndexLaw, type Reference } from "../testing/slow-rule.ts";

/** Auer, Cesa-Bianchi & Fischer (2002), section 4, from all rewards of every arm. */
export const reference: Reference<"ucb1-tuned"> = ({ tieBreak }, statistics) => {
  const rewards: number[][] = Array.from({ length: statistics.armCount }, () => []);
  const meanOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const indexOf = (seen: readonly number[]) => {
    const logarithm = Math.log(rewards.reduce((sum, { length }) => sum + length, 0));
    const mean = meanOf(seen);
    const variance = meanOf(seen.map((reward) => (reward - mean) ** 2));
    const tuned = variance + Math.sqrt((2 * logarithm) / seen.length);
    return mean + Math.sqrt((logarithm / seen.length) * Math.min(1 / 4, tuned));
  };
  const sorted = (seen: readonly number[]) => seen.toSorted((a, b) => a - b).join();
  return {
    law: () =>
      highestIndexLaw(
        rewards,
        ({ length }) => length === 0,
        indexOf,
        (one, other) => sorted(one) === sorted(other),
        tieBreak,
      ),
    update: (arm, reward) => void rewards[arm].push(reward),
    reset: () => rewards.forEach((seen) => seen.splice(0)),
  };
};
