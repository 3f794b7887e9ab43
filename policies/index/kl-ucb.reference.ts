import { highestArms, meansOf, type Reference, untriedFirst } from "../testing/slow-rule.ts";

/** The largest q with d(p, q) ≤ budget, by bisection. */
function divergenceBound(p: number, budget: number): number {
  if (p === 1) return 1;
  const term = (x: number, y: number) => (x === 0 ? 0 : x * Math.log(x / y));
  let [low, high] = [p, 1];
  for (let step = 0; step < 60; step++) {
    const q = (low + high) / 2;
    if (term(p, q) + term(1 - p, 1 - q) <= budget) low = q;
    else high = q;
  }
  return low;
}

export const reference: Reference<"kl-ucb"> = ({ c, tieBreak }, statistics) => ({
  law: () =>
    untriedFirst(statistics, tieBreak, () => {
      const { pulls, decision } = statistics;
      const logarithm = Math.log(decision);
      const budget = Math.max(0, logarithm + (c === 0 ? 0 : c * Math.log(logarithm)));
      const means = meansOf(statistics).map((mean) => Math.min(1, Math.max(0, mean)));
      return highestArms(
        means.map((mean, arm) => divergenceBound(mean, budget / pulls[arm])),
        (i, j) => means[i] === means[j] && (pulls[i] === pulls[j] || means[i] === 1 || budget === 0),
      );
    }),
});
