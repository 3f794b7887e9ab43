import type { BestArmAnswer } from "../../../experiments/best-arm/answer.ts";
import { formatNumber } from "../../text/number-format.ts";
import { listed } from "../../text/words.ts";
import { chanceText } from "./chance.ts";

export type ArmAnswer = BestArmAnswer["probabilities"][number];

export interface Verdict {
  /** Who leads, and how sure that is. */
  headline: string;
  /** What to do now, and what it may cost. */
  advice: string;
  /** Whether the loss is as small as was accepted. */
  canStop: boolean;
}

/**
 * The conclusion from the probability of being best and the expected loss of every variant.
 *
 * @param acceptedLoss in percentage points
 */
export function verdict(arms: readonly ArmAnswer[], names: readonly string[], acceptedLoss: number): Verdict {
  if (arms.length === 1) {
    return { headline: `${names[0]} is the only variant.`, advice: "Add another one to compare.", canStop: false };
  }
  const losses = arms.map(({ expectedLoss }) => 100 * (expectedLoss ?? Infinity));
  const chosen = losses.indexOf(Math.min(...losses));
  const canStop = losses[chosen] <= acceptedLoss;
  const cost = `${pointsText(losses[chosen])} percentage points`;
  return {
    headline: headlineOf(arms, names),
    advice: canStop
      ? `You can stop: choosing ${names[chosen]} loses ${cost} on average, no more than the ${pointsText(acceptedLoss)} you accept.`
      : `Keep testing: choosing ${names[chosen]} now loses ${cost} on average, more than the ${pointsText(acceptedLoss)} you accept.`,
    canStop,
  };
}

function headlineOf(arms: readonly ArmAnswer[], names: readonly string[]): string {
  const most = Math.max(...arms.map(({ value }) => value));
  const leaders = arms.filter(({ value }) => value === most).map(({ arm }) => arm);
  const chance = chanceText(arms[leaders[0]], othersOf(arms, leaders[0]));
  if (leaders.length === arms.length)
    return `All ${arms.length} variants are equally likely to be best: ${chance} each.`;
  if (leaders.length > 1) return `${listed(leaders.map((arm) => names[arm]))} lead: ${chance} each to be best.`;
  return `${names[leaders[0]]} leads: ${chance} to be best.`;
}

/** The chance that another variant is best, with digits of its own where that is small. */
export function othersOf(arms: readonly ArmAnswer[], own: number): number {
  return arms.reduce((sum, { value }, arm) => (arm === own ? sum : sum + value), 0);
}

/** Percentage points to two digits, "0.21"; "less than 0.0001" below that. */
export function pointsText(points: number): string {
  return points > 0 && points < 1e-4 ? "less than 0.0001" : formatNumber(Number(points.toPrecision(2)));
}
