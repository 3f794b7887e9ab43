import type { SelectionAnswer } from "../../../experiments/selection/answer.ts";
import { listed } from "../../text/words.ts";
import { decimal } from "./numbers.ts";
import type { LectureSpec } from "./spec.ts";
import { ucbRanges } from "./ucb-ranges.ts";

/** What the page says about its rules: pure functions, since every sentence must hold for every what-if. */

/** The arms with the highest mean; an untried arm counts as 0, the policy's default. */
export function greedyArms({ arms }: SelectionAnswer): string[] {
  const highest = Math.max(...arms.map(({ mean }) => mean ?? 0));
  return arms.filter(({ mean }) => (mean ?? 0) === highest).map(({ arm }) => String(arm));
}

/** How a tie is broken; nothing without one. */
function tieSentence(tied: readonly string[], { tieBreak }: LectureSpec): string {
  if (tied.length < 2) return "";
  return tieBreak === "first" ? ` The first of them, ${tied[0]}, is played.` : " One of them is played, evenly.";
}

export function greedySentence(answer: SelectionAnswer, spec: LectureSpec): string {
  const leaders = greedyArms(answer);
  const leading =
    leaders.length === 1
      ? `Arm ${leaders[0]} has the highest mean, so greedy plays it.`
      : `Arms ${listed(leaders)} tie for the highest mean.${tieSentence(leaders, spec)}`;
  return leading + (answer.arms.some(({ mean }) => mean === null) ? " An untried arm counts as Q = 0." : "");
}

/** The arms that ε-greedy explores (E) and those that it plays otherwise (G). */
export function epsilonArms(answer: SelectionAnswer, { explore, tieBreak }: LectureSpec) {
  const names = answer.arms.map(({ arm }) => String(arm));
  const leaders = greedyArms(answer);
  const others = names.filter((name) => !leaders.includes(name));
  const explored = explore === "others" && others.length > 0 ? others : names;
  return { explored, exploited: tieBreak === "first" ? leaders.slice(0, 1) : leaders, names };
}

/** Whether ε-greedy's formula names the explored and the exploited arms, E and G. */
export function usesSets({ explore, tieBreak }: LectureSpec): boolean {
  return explore === "others" || tieBreak === "first";
}

export function epsilonSentence(answer: SelectionAnswer, spec: LectureSpec): string {
  const { explored, exploited, names } = epsilonArms(answer, spec);
  const nobodyElse = spec.explore === "others" ? "; no arm is without the highest mean" : "";
  const exploring =
    explored.length === names.length
      ? `any of the ${names.length} arms, evenly${nobodyElse}`
      : explored.length === 1
        ? `arm ${explored[0]}`
        : `one of ${listed(explored)}, evenly`;
  const otherwise = exploited.length === 1 ? `arm ${exploited[0]}` : `one of ${listed(exploited)}, evenly`;
  const sets = usesSets(spec) ? ` E = {${explored.join(", ")}}, G = {${exploited.join(", ")}}.` : "";
  return `With probability ε, ${exploring}; otherwise ${otherwise}.${sets}`;
}

/** The working of UCB: a sentence, and the ranges of c by their leaders where c decides. */
export interface UcbWorking {
  sentence: string;
  ranges?: { leaders: string; where: string }[];
}

export function ucbWorking(answer: SelectionAnswer, spec: LectureSpec): UcbWorking {
  const { c } = spec;
  const { arms, decision } = answer;
  const names = arms.map(({ arm }) => String(arm));
  const ranges = ucbRanges(answer);
  if (!ranges) {
    const untried = names.filter((_, arm) => arms[arm].pulls === 0);
    return { sentence: `Untried arms are played first for every c: ${listed(untried)}.${tieSentence(untried, spec)}` };
  }
  const leaders = ranges[0].leaders.map((arm) => names[arm]);
  if (arms.every(({ pulls }) => pulls === arms[0].pulls)) {
    const bonus = decimal(c * Math.sqrt(Math.log(decision) / arms[0].pulls), 3);
    const equal = `All arms have equal counts and so equal bonuses (${bonus} at c = ${c}).`;
    const tie = leaders.length > 1 ? ", which tie" : "";
    return { sentence: `${equal} The highest mean decides: ${listed(leaders)}${tie}.${tieSentence(leaders, spec)}` };
  }
  const atZero = c === 0 ? " At c = 0 there is no bonus, and UCB is greedy." : "";
  if (ranges.length === 1) {
    const alone = leaders.length === 1;
    const played = alone ? "so it is played" : "so they tie";
    const sentence = `${listed(leaders)} ${alone ? "has" : "have"} the highest mean and the largest bonus, ${played} for every c > 0.`;
    return { sentence: sentence + (c > 0 ? tieSentence(leaders, spec) : atZero) };
  }
  const thresholds = thresholdTexts(ranges.slice(1).map(({ from }) => from));
  const sentence = `Counts differ, so c decides. The leader changes at c* = ${thresholds.join(", ")}. Here c = ${c}.${atZero}`;
  const bounds = ["0", ...thresholds];
  return {
    sentence,
    ranges: ranges.map(({ leaders: leading, to }, i) => ({
      leaders: listed(leading.map((arm) => names[arm])),
      where: to === Infinity ? `for c > ${bounds[i]}` : `for ${bounds[i]} < c < ${bounds[i + 1]}`,
    })),
  };
}

const FEWEST_DIGITS = 3;
const MOST_DIGITS = 12;

/** Thresholds with as many digits as tell them apart. */
function thresholdTexts(values: readonly number[]): string[] {
  for (let digits = FEWEST_DIGITS; ; digits++) {
    const texts = values.map((value) => decimal(value, digits));
    if (new Set(texts).size === texts.length || digits === MOST_DIGITS) return texts;
  }
}
