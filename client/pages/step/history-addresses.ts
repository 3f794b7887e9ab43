import { jsonToSearch } from "../../sources/json-search.ts";
import { armName } from "./spec.ts";

export interface Pull {
  arm: number;
  reward: number;
}

/** As many arms and pulls as this page has fit there. */
export function lectureLink(history: readonly Pull[], armCount: number): string {
  const pulls = history.map(({ arm, reward }) => `${armName(arm)}${reward}`);
  return `/learn/lecture-2?history=${pulls.join(",")}&arms=${armCount}`;
}

export function decideLink(history: readonly Pull[], armCount: number): string {
  const arms = Array.from({ length: armCount }, (_, arm) => history.filter((pull) => pull.arm === arm));
  const variants = arms.map((pulls) => ({
    conversions: pulls.reduce((sum, { reward }) => sum + reward, 0),
    visitors: pulls.length,
  }));
  return `/decide${jsonToSearch({ variants, names: arms.map((_, arm) => `arm ${armName(arm)}`) })}`;
}
