import { formatNumber, formatPulls } from "../../../text/number-format.ts";
import type { Rival } from "./rivals.ts";

/** Regrets that are closer are equal: they are sums of the same gaps in another order. */
const EQUAL = 1e-9;

/** What the game says, and what it cannot say, in sentences. */
export function verdictOf(regret: number, pulls: number, rivals: readonly Rival[]): string[] {
  const yours = `After ${formatPulls(pulls)} your regret is ${formatNumber(regret)}.`;
  if (rivals.length === 0) return [`${yours} Choose policies to compare it with.`];
  return [`${yours} ${onSameRewards(regret, rivals)}`, inGeneral(regret, rivals)];
}

function onSameRewards(regret: number, rivals: readonly Rival[]): string {
  const named = (keep: (difference: number) => boolean) =>
    rivals.filter(({ same }) => keep(same - regret)).map(({ label, same }) => `${label} (${formatNumber(same)})`);
  const parts = [
    ["less than", named((difference) => difference > EQUAL)],
    ["the same as", named((difference) => Math.abs(difference) <= EQUAL)],
    ["more than", named((difference) => difference < -EQUAL)],
  ] as const;
  const said = parts.filter(([, names]) => names.length > 0).map(([word, names]) => `${word} ${listed(names)}`);
  return `On the same rewards that is ${listed(said, ", and ")}.`;
}

/** One game is one draw: it counts only outside the range of most runs. */
function inGeneral(regret: number, rivals: readonly Rival[]): string {
  const below = rivals.filter(({ low }) => regret < low - EQUAL).map(({ label }) => label);
  const above = rivals.filter(({ high }) => regret > high + EQUAL).map(({ label }) => label);
  if (below.length + above.length === 0) {
    return rivals.length === 1
      ? `It lies where 90% of the runs of ${rivals[0].label} lie, so this game does not show which of you plays better.`
      : "It lies where 90% of the runs of each policy lie, so this game does not show who plays better.";
  }
  const parts = [
    below.length > 0 && `lower than in 95% of the runs of ${listed(below)}`,
    above.length > 0 && `higher than in 95% of the runs of ${listed(above)}`,
  ].filter((part) => part !== false);
  return `It is ${listed(parts, ", and ")}. Luck alone does that in one run of twenty: play again to see whether it lasts.`;
}

/** "a", "a and b", "a, b and c". */
function listed(words: readonly string[], and = " and "): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")}${and}${words.at(-1)}`;
}
