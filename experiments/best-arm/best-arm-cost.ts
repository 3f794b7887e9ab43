import { affordable } from "../../policies/posteriors/best-arm/best-arm.ts";
import { log } from "../../policies/numerics/elementary.ts";
import type { Posteriors } from "../../policies/posteriors/family.ts";
import { posteriorsOf } from "./posteriors.ts";
import { comparisonMicroseconds } from "./comparison-cost.ts";
import { controlIndex } from "./control.ts";
import type { BestArmRequest } from "./request.ts";

const STEP_MICROSECONDS = 0.075;
/** Time of exact fractions for each arm and M², M = Σ(α + β). */
const FRACTION_MICROSECONDS = 0.004;
/** Losses take as long as the probabilities: they are integrated, or summed, in the same way. */
const TIMES_WITH_LOSSES = 2;

/** A posterior's middle and width on its family's line of integration. */
type Place = [middle: number, width: number];

/** Microseconds of an integration for each arm, measured by `npm run costs`. */
interface IntegrationCost {
  place: (parameters: Record<string, number>) => Place;
  /** Where all arms may win. This and `deep` are multiplied by 1 + ln(widest/narrowest). */
  alike: number;
  /** Added where some arms are unlikely to win: they are integrated over a deeper region. */
  deep: number;
  /** Added for every arm that is integrated alone, around its own peak. */
  alone: number;
}

const integrations: Record<Posteriors["family"], IntegrationCost> = {
  beta: {
    place: ({ alpha, beta }) => [log(alpha / beta), Math.sqrt(1 / alpha + 1 / beta)],
    alike: 120,
    deep: 300,
    alone: 60,
  },
  normal: {
    place: ({ mean, standardDeviation }) => [mean, standardDeviation],
    alike: 40,
    deep: 120,
    alone: 3,
  },
  gamma: {
    place: ({ shape, rate }) => [log(shape / rate), 1 / Math.sqrt(shape)],
    alike: 35,
    deep: 60,
    alone: 3,
  },
  "student-t": {
    place: ({ location, scale }) => [location, scale],
    alike: 95,
    deep: 200,
    alone: 0.3,
  },
};

/** Log probabilities below which arms are integrated over a deeper region, and below which they are integrated alone. */
const UNLIKELY = -23;
const HOPELESS = -643;
/** This many unlikely arms make the deeper region half as costly as many do. */
const SOME = 10;
/** Beyond this many arms that are integrated alone, shared work halves the cost of each. */
const SHARING = 1000;

/**
 * A rough count of elementary steps of some 75 ns each for P(best) of all arms, mostly right within a factor of three: K·M²
 * operations on big integers where fractions are affordable, M = Σ(α + β); otherwise an integration, whose cost depends on
 * how unlikely arms are to be the best. O(K).
 *
 * @param withLosses whether expected losses are computed too
 */
export function posteriorsCost({ family, arms }: Posteriors, withLosses: boolean): number {
  const microseconds =
    family === "beta" && affordable(arms)
      ? arms.length * FRACTION_MICROSECONDS * squareOf(arms.reduce((sum, { alpha, beta }) => sum + alpha + beta, 0))
      : integrationMicroseconds(family, arms);
  const times = withLosses ? 1 : 1 / TIMES_WITH_LOSSES;
  return arms.length + (times * microseconds) / STEP_MICROSECONDS;
}

/** The cost of answering a request, with intervals and comparisons, in the steps of `posteriorsCost`. */
export function bestArmCost(request: BestArmRequest): number {
  const posteriors = posteriorsOf(request);
  const comparing = comparisonMicroseconds(posteriors, controlIndex(request));
  return posteriorsCost(posteriors, true) + comparing / STEP_MICROSECONDS;
}

/** The largest number of the request's first arms that a budget allows; 0 if none. */
export function mostArms(request: BestArmRequest, budget: number): number {
  const ofFirst = (armCount: number) => ({ ...request, arms: request.arms.slice(0, armCount) }) as BestArmRequest;
  let [low, high] = [0, request.arms.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (bestArmCost(ofFirst(middle)) <= budget) low = middle;
    else high = middle - 1;
  }
  return low;
}

function integrationMicroseconds(family: Posteriors["family"], arms: readonly Record<string, number>[]): number {
  const { place, alike, deep, alone } = integrations[family];
  const places = arms.map(place);
  const heights = heightsOf(places);
  const unlikely = heights.filter((height) => height < UNLIKELY).length;
  const hopeless = heights.filter((height) => height < HOPELESS).length;
  const widths = places.filter((_, arm) => heights[arm] >= 3 * UNLIKELY).map(([, width]) => width);
  const scales = 1 + log(largest(widths) / -largest(widths.map((width) => -width)));
  const perArm =
    scales * (alike + (deep * unlikely) / (unlikely + SOME)) + (alone * hopeless) / (1 + hopeless / SHARING);
  return arms.length * perArm;
}

/** Roughly ln P(arm is better than the leader), by a Normal approximation. */
function heightsOf(places: readonly Place[]): number[] {
  const surely = ([middle, width]: Place) => middle - 2 * width;
  const [best, width] = places.reduce((one, other) => (surely(other) > surely(one) ? other : one));
  return places.map(([middle, own]) =>
    middle >= best ? 0 : -squareOf(best - middle) / (2 * (squareOf(own) + squareOf(width))),
  );
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), -Infinity);
}

function squareOf(value: number): number {
  return value * value;
}
