import { formatNumber } from "../../text/number-format.ts";
import { listed } from "../../text/words.ts";
import { chanceText } from "./chance.ts";
import { type ArmAnswer, type Wording, wordings } from "./measured.ts";

export interface Verdict {
  /** Who leads, and how sure that is. */
  headline: string;
  /** How the leader compares with the control; empty if that leads. */
  lift: string;
  /** What to do now, and what it may cost. */
  advice: string;
  /** Whether the loss is as small as was accepted. */
  canStop: boolean;
}

/**
 * The conclusion from the probability of being best and the expected loss of every variant.
 *
 * @param acceptedLoss in percentage points, or in units of the means
 */
export function verdict(
  arms: readonly ArmAnswer[],
  names: readonly string[],
  acceptedLoss: number,
  wording: Wording = wordings.conversions,
): Verdict {
  if (arms.length === 1) {
    return {
      headline: `${names[0]} is the only variant.`,
      lift: "",
      advice: "Add another one to compare.",
      canStop: false,
    };
  }
  const losses = shownLosses(arms, wording);
  const chosen = losses.indexOf(Math.min(...losses));
  const canStop = isAccepted(losses[chosen], acceptedLoss);
  const accepted = formatNumber(acceptedLoss);
  const cost = costText(losses[chosen], acceptedLoss, wording);
  return {
    headline: headlineOf(arms, names),
    lift: comparisonOf(arms, names, wording),
    advice: canStop
      ? `You can stop: choosing ${names[chosen]} loses ${cost} on average, no more than the ${accepted} you accept.`
      : `Keep testing: choosing ${names[chosen]} now loses ${cost} on average, more than the ${accepted} you accept.`,
    canStop,
  };
}

/** The rule by which a test may stop: the smallest expected loss is no more than what is accepted, in the same units. */
export function isAccepted(smallestLoss: number, acceptedLoss: number): boolean {
  return smallestLoss <= acceptedLoss;
}

/** The loss in two digits, or in as many as show on which side of the accepted one it is. */
function costText(loss: number, acceptedLoss: number, wording: Wording): string {
  let digits = 2;
  const rounded = () => Number(loss.toPrecision(digits));
  while (digits < 17 && isAccepted(rounded(), acceptedLoss) !== isAccepted(loss, acceptedLoss)) digits++;
  const number = digits === 2 ? wording.lossNumber(loss) : String(rounded());
  return number + wording.lossUnit;
}

function headlineOf(arms: readonly ArmAnswer[], names: readonly string[]): string {
  const most = Math.max(...arms.map(({ value }) => value));
  const leaders = arms.filter(({ value }) => value === most).map(({ arm }) => arm);
  const chance = chanceText(arms[leaders[0]], logOthersOf(arms, leaders[0]));
  if (leaders.length === arms.length)
    return `${arms.length === 2 ? "Both" : `All ${arms.length}`} variants are equally likely to be best: ${chance} each.`;
  if (leaders.length > 1) return `${listed(leaders.map((arm) => names[arm]))} lead: ${chance} each to be best.`;
  return `${names[leaders[0]]} leads: ${chance} to be best.`;
}

function comparisonOf(arms: readonly ArmAnswer[], names: readonly string[], wording: Wording): string {
  const leader = arms.reduce((most, arm) => (arm.value > most.value ? arm : most));
  const compared = wording.comparison(leader);
  if (!compared) return "";
  const isAlone = arms.every((arm) => arm === leader || arm.value < leader.value);
  const own = isAlone ? "Its" : `${names[leader.arm]}’s`;
  const { median, lower, upper } = compared;
  return `${wording.comparisonStart(own, names[0])} ${median} (95% interval ${lower} to ${upper}).`;
}

/** The logarithm of the chance that another variant is best: it has digits where the chance is too small for a double. */
export function logOthersOf(arms: readonly ArmAnswer[], own: number): number {
  const logs = arms.flatMap(({ logValue }, arm) => (arm === own ? [] : [logValue ?? -Infinity]));
  const most = Math.max(...logs);
  if (most === -Infinity) return most;
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0));
}

/**
 * The expected loss of every variant in the units that are shown. Beside another variant none is 0, so one too small for a
 * double is the smallest double.
 */
export function shownLosses(arms: readonly ArmAnswer[], wording: Wording): number[] {
  const least = arms.length > 1 ? Number.MIN_VALUE : 0;
  return arms.map(({ expectedLoss }) => Math.max(least, wording.lossUnits * (expectedLoss ?? Infinity)));
}
