import { highestIndexLaw, type Reference } from "../testing/slow-rule.ts";

/** Garivier & Moulines (2011), from the whole history. */
export const reference: Reference<"sliding-window-ucb"> = ({ window, xi, range, tieBreak }, statistics) => {
  const history: [arm: number, reward: number][] = [];
  return {
    law: () => {
      const t = history.length + 1;
      const counted = history.slice(-window);
      const arms = Array.from({ length: statistics.armCount }, (_, arm) => {
        const rewards = counted.filter(([pulled]) => pulled === arm).map(([, reward]) => reward);
        return { n: rewards.length, sum: rewards.reduce((sum, reward) => sum + reward, 0) };
      });
      return highestIndexLaw(
        arms,
        ({ n }) => n === 0,
        ({ n, sum }) => sum / n + range * Math.sqrt((xi * Math.log(Math.min(t, window))) / n),
        (one, other) =>
          one.sum * other.n === other.sum * one.n && (one.n === other.n || xi * Math.log(Math.min(t, window)) === 0),
        tieBreak,
      );
    },
    update: (arm, reward) => void history.push([arm, reward]),
    reset: () => void history.splice(0),
  };
};
