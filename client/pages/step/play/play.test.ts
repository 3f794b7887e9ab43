import { describe, expect, test } from "vitest";
import { trace } from "../../../../experiments/trace/trace.ts";
import { language as decideLanguage } from "../../decide/language.ts";
import { fromQuery } from "../../lecture/query.ts";
import { decideLink, lectureLink } from "../history-addresses.ts";
import { armName } from "../spec.ts";
import { playedGame, regretOf } from "./game.ts";
import { rivalsOf } from "./rivals.ts";
import { firstGame, isOver, meansOf, playLanguage, type PlaySpec, simulationOf } from "./spec.ts";
import { verdictOf } from "./verdict.ts";

const game = (change: Partial<PlaySpec> = {}): PlaySpec => ({ ...firstGame, ...change });
/** Gaps of 1/2. */
const means = [0.2, 0.7];

describe("the rewards", () => {
  test.each(["thompson-beta", "ucb1", "uniform"])("are those that %s gets where it pulls the same arms", (kind) => {
    const spec = simulationOf(game({ against: [kind], seed: "Leiden", pulls: 12 }));
    const { steps } = trace({ spec, to: spec.horizon });
    const play = steps.map(({ arm }) => armName(arm)).join("");
    const played = game({ against: [kind], seed: "Leiden", pulls: 12, play });
    expect(playedGame(played).rewards).toEqual(steps.map(({ reward }) => reward));
    expect(Math.abs(regretOf(played) - steps.at(-1)!.regret)).toBeLessThan(1e-12);
    expect(Math.abs(rivalsOf(played)[0].same - regretOf(played))).toBeLessThan(1e-12);
  });

  test("of an arm come in its own order, whatever is pulled between", () => {
    const rewardsOf = (play: string, arm: string) =>
      playedGame(game({ play })).rewards.filter((_, place) => play[place] === arm);
    expect(rewardsOf("aaabbb", "b")).toEqual(rewardsOf("bababa", "b"));
  });

  test("are those of given means, where these are 0 and 1", () => {
    const { rewards, arms } = playedGame(game({ means: [0, 1], play: "abba" }));
    expect(rewards).toEqual([0, 1, 1, 0]);
    expect(arms).toEqual([
      { pulls: 2, successes: 0 },
      { pulls: 2, successes: 2 },
    ]);
  });
});

describe("regret", () => {
  test("is the gap of every pulled arm: two pulls of the worse arm cost 1", () => {
    expect(regretOf(game({ means, play: "aabb" }))).toBeCloseTo(1, 12);
  });

  test("of uniform choices after six pulls is 1.5 on average, and from 0.5 to 2.5 in 90% of runs", () => {
    // Half the worse pulls, which are Binomial(6, 1/2): P(≤ 0) = 1/64, P(≤ 1) = 7/64, and both are six standard errors
    // away from 5% in 1,000 runs. The mean has the standard error √(6/16/1000) = 0.0194: 4.9 of them.
    const [uniform] = rivalsOf(game({ means, play: "abbaab", against: ["uniform"] }));
    expect(Math.abs(uniform.mean - 1.5)).toBeLessThan(0.095);
    expect([uniform.low, uniform.high]).toEqual([0.5, 2.5]);
  });
});

describe("the means", () => {
  test("follow from the seed, and are whole hundredths from 0.05 to 0.95", () => {
    for (const seed of ["play", "1", "Köln"]) {
      const drawn = meansOf(game({ seed, arms: 6 }));
      expect(meansOf(game({ seed, arms: 6, play: "ab" }))).toEqual(drawn);
      expect(drawn.every((mean) => mean >= 0.05 && mean <= 0.95 && Number.isInteger(Math.round(mean * 100)))).toBe(
        true,
      );
    }
    expect(meansOf(game({ seed: "1" }))).not.toEqual(meansOf(game({ seed: "2" })));
  });
});

describe("the address", () => {
  const { read, write } = playLanguage;

  test("holds the choices as letters, and only what differs", () => {
    expect(write(firstGame)).toBe("?play=");
    const own = game({ play: "abba", seed: "100% é&", against: ["ucb1", "gradient"], stopped: true, means });
    expect(write(own)).toContain("?play=abba&");
    expect(read(write(own))).toEqual({ draft: own, mistakes: [] });
    const alone = game({ against: [], seed: "7", arms: 2 });
    expect(read(`${write(alone)}&utm_source=mail`)).toEqual({ draft: alone, mistakes: [] });
  });

  test.each([
    ["?play=abz", "/play"],
    ["?play=abc&arms=2", "/play"],
    ["?play=aaaa&pulls=3", "/play"],
    ["?play=&arms=7", "/arms"],
    ["?play=&pulls=many", "/pulls"],
    ["?play=&stopped=no", "/stopped"],
    ["?play=&against=ucb3", "/against"],
    ["?play=&means=0.5,2", "/means/1"],
    // Optimal play cannot plan so far for six arms.
    ["?play=&against=bayes-optimal&arms=6&pulls=100", "/pulls"],
  ])("%s is refused at %s", (search, pointer) => {
    expect(read(search).mistakes.map((mistake) => mistake.pointer)).toEqual([pointer]);
  });

  test("a game is over when it is stopped or has no pulls left, and not before its first pull", () => {
    expect(isOver(game({ stopped: true }))).toBe(false);
    expect(isOver(game({ stopped: true, play: "a" }))).toBe(true);
    expect(isOver(game({ pulls: 2, play: "a" }))).toBe(false);
    expect(isOver(game({ pulls: 2, play: "ab" }))).toBe(true);
  });
});

describe("the verdict", () => {
  const rival = (label: string, same: number, low: number, high: number) => ({
    kind: label,
    label,
    same,
    mean: (low + high) / 2,
    low,
    high,
  });

  test("compares on the same rewards, and does not call one usual game a win", () => {
    const said = verdictOf(2, 30, [rival("A", 3, 1, 5), rival("B", 1, 1, 5), rival("C", 2, 0, 4)]);
    expect(said).toEqual([
      "After 30 pulls your regret is 2. On the same rewards that is less than A (3), the same as C (2), and more than B (1).",
      "It lies where 90% of the runs of each policy lie, so this game does not show who plays better.",
    ]);
  });

  test("names the policies whose runs are rarely so good or so bad, and that luck may do it", () => {
    expect(verdictOf(2, 1, [rival("A", 3, 2.5, 5), rival("B", 3, 0, 1.5)])[1]).toBe(
      "It is lower than in 95% of the runs of A, and higher than in 95% of the runs of B. Luck alone does that in one run of twenty: play again to see whether it lasts.",
    );
    expect(verdictOf(2, 1, [rival("A", 3, 2, 5)])[1]).toContain("which of you plays better");
  });

  test("without policies says the regret alone", () => {
    expect(verdictOf(0.5, 1, [])).toEqual(["After 1 pull your regret is 0.5. Choose policies to compare it with."]);
  });
});

test("a history opens in Learn as it is, and in Decide as counts", () => {
  const history = [
    { arm: 2, reward: 1 },
    { arm: 0, reward: 0 },
    { arm: 2, reward: 0 },
  ];
  const learn = fromQuery(lectureLink(history, 3).split("?")[1]);
  expect(learn).toMatchObject({ arms: 3, history });
  const { draft, mistakes } = decideLanguage.read(new URL(decideLink(history, 3), "http://lab").search);
  expect(mistakes).toEqual([]);
  expect(draft.names).toEqual(["arm a", "arm b", "arm c"]);
  expect(draft.variants).toEqual([
    { conversions: 0, visitors: 1 },
    { conversions: 0, visitors: 0 },
    { conversions: 1, visitors: 2 },
  ]);
  // The longest history of the page fits too.
  const longest = Array.from({ length: 100 }, () => ({ arm: 5, reward: 1 }));
  expect(fromQuery(lectureLink(longest, 6).split("?")[1]).history).toEqual(longest);
});
