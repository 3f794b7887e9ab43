import { affordable } from "../../policies/posteriors/best-arm/best-arm.ts";
import { log } from "../../policies/numerics/elementary.ts";
import type { Posteriors } from "../../policies/posteriors/family.ts";
import { posteriorsOf } from "./posteriors.ts";
import type { BestArmRequest } from "./request.ts";

const STEP_MICROSECONDS = 0.075;
/** Of exact fractions, for each arm and M², M = Σ(α + β). */
const FRACTION_MICROSECONDS = 0.004;
/** Losses are integrated, or summed, as the probabilities are. */
const TIMES_WITH_LOSSES = 2;

/** Where a posterior lies on the line on which its family is integrated, and how wide it is there. */
type Place = [middle: number, width: number];

/** What an integration takes for each arm, in microseconds; measured by `npm run costs`. */
interface IntegrationCost {
  place: (parameters: Record<string, number>) => Place;
  /** Where all arms may win; both this and the next times 1 + ln(widest/narrowest). */
  alike: number;
  /** More of it where some are unlikely: they are integrated over a deeper region. */
  deep: number;
  /** More of it for every arm that is integrated alone, around a peak of its own. */
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

/** Logarithms of probabilities below which arms are integrated over a deeper region, and alone. */
const UNLIKELY = -23;
const HOPELESS = -643;
/** So many unlikely arms make the deeper region half as dear as many do. */
const SOME = 10;
/** Of so many arms that are integrated alone, each costs half as much: they share what they have in common. */
const SHARING = 1000;

/**
 * A rough count of the elementary steps, of some 75 ns each, that P(best) of all arms takes, mostly within a factor of
 * three: K·M² operations on big integers where fractions are affordable, M = Σ(α + β); otherwise an integration, by how
 * many arms are how unlikely to be the best. O(K).
 *
 * @param withLosses whether the expected losses are computed, too
 */
export function posteriorsCost({ family, arms }: Posteriors, withLosses: boolean): number {
  const microseconds =
    family === "beta" && affordable(arms)
      ? arms.length * FRACTION_MICROSECONDS * squareOf(arms.reduce((sum, { alpha, beta }) => sum + alpha + beta, 0))
      : integrationMicroseconds(family, arms);
  const times = withLosses ? 1 : 1 / TIMES_WITH_LOSSES;
  return arms.length + (times * microseconds) / STEP_MICROSECONDS;
}

/** What answering a request takes, in the steps of `posteriorsCost`. */
export function bestArmCost(request: BestArmRequest): number {
  return posteriorsCost(posteriorsOf(request), true);
}

/** Of how many of its arms, the first ones, the question costs no more than a budget; 0 if of none. */
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

/** Roughly ln P(arm is better than the leader), as if posteriors were Normal. */
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
