import { evenly, greedyArms, type Reference } from "../testing/slow-rule.ts";

export const reference: Reference<"greedy"> = ({ initialValue, tieBreak }, statistics) => ({
  law: () => evenly(greedyArms(statistics, initialValue), statistics.armCount, tieBreak),
});
