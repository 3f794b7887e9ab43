import type { IndexBounds } from "./index-selection-table.ts";
import { log, pow } from "../numerics/elementary.ts";
import type { BetaParameters } from "../posteriors/beta.ts";

/**
 * Pulls worth less than this part of a reward now are bounded instead of computed, and so are all pulls beyond the
 * look-ahead.
 */
const IGNORED = 1e-6;
const MOST_LOOK_AHEAD = 400;
/** The number of sure rewards to try: at least, and per pull. */
const LEAST_REWARDS = 20;
const REWARDS_PER_PULL = 10;
const CELL_NANOSECONDS = 4;
/** Measured; only the order of magnitude is right, since a few pairs of states take most of the time. */
const OVERLAP = 10;
/** Larger than rounding errors, and than the difference that the policy counts as a tie. */
const MARGIN = 1e-11;

/** The depth of the lattice of counts, and the number of sure rewards to try. */
function extent(discount: number, mostPulls: number) {
  const lookAhead = discount === 0 ? 1 : Math.ceil(log(IGNORED) / log(discount));
  return {
    depth: mostPulls + Math.min(MOST_LOOK_AHEAD, lookAhead),
    rewards: LEAST_REWARDS + REWARDS_PER_PULL * mostPulls,
  };
}

/** Approximate time of the bounds: for one sure reward about half of the lattice is worth pulling. */
export function gittinsBoundsNanoseconds(discount: number, mostPulls: number): number {
  const { depth, rewards } = extent(discount, mostPulls);
  return ((rewards * (depth * depth)) / 2) * CELL_NANOSECONDS;
}

/** Approximate number of indices that must be computed in full, because bounds of two states that meet overlap. */
export function gittinsIndicesLeft(discount: number, mostPulls: number): number {
  // T⁴/48 pairs of states meet, and the part of them that is too close falls with the square of the steps.
  return OVERLAP * (pow(mostPulls, 4) / 48 / pow(extent(discount, mostPulls).rewards, 2));
}

/**
 * Bounds of the Gittins indices of all states up to some pulls at once. An index is the sure reward λ at which pulling on
 * is worth 0 beyond it; the recursion and the two bounds at its end are those of `GittinsBracket`, and one backward pass
 * gives the worth of pulling at all states for one λ. It is convex in λ and known at equal steps: where it turns negative,
 * the chord crosses zero at or right of the root, and the line through the two places before at or left of it. Bounds are
 * some 10⁻⁵ apart for 1000 steps, by the square of that.
 */
export class GittinsBounds implements IndexBounds {
  readonly #lower: Float64Array[];
  readonly #upper: Float64Array[];

  constructor(prior: BetaParameters, discount: number, mostPulls: number) {
    const { depth, rewards } = extent(discount, mostPulls);
    const rows = (value: number) =>
      Array.from({ length: mostPulls + 1 }, (_, pulls) => new Float64Array(pulls + 1).fill(value));
    this.#lower = rows(0);
    this.#upper = rows(1);
    const untold = new Lattice(prior, discount, mostPulls, depth, false);
    const told = new Lattice(prior, discount, mostPulls, depth, true);
    const step = 1 / rewards;
    for (let trial = 0; trial <= rewards; trial++) {
      const lambda = trial / rewards;
      untold.pass(lambda, (pulls, failures, _, last, lastButOne) => {
        const gap = (step * last) / (lastButOne - last);
        if (trial > 1) this.#lower[pulls][pulls - failures] = lambda - step + gap - MARGIN;
      });
      told.pass(lambda, (pulls, failures, now, last) => {
        this.#upper[pulls][pulls - failures] = lambda + (step * now) / (last - now) + MARGIN;
      });
    }
  }

  fill(pulls: number, _: number, lower: Float64Array, upper: Float64Array): void {
    lower.set(this.#lower[pulls]);
    upper.set(this.#upper[pulls]);
  }
}

/** Called for a state whose worth of pulling has turned negative, with that worth and those for the two rewards before. */
type Turn = (pulls: number, failures: number, now: number, last: number, lastButOne: number) => void;

/** The worth of pulling at all counts for one sure reward after another, from 0 on. */
class Lattice {
  readonly #prior: BetaParameters;
  readonly #discount: number;
  readonly #mostPulls: number;
  readonly #depth: number;
  readonly #isTold: boolean;
  /** Along failures, all after the same pulls: worth falls along them, and is 0 from where the arm is given up. */
  readonly #worth: Float64Array;
  /** By pulls: where the arm was given up for the last reward, and what it was worth for the last two. */
  readonly #ends: Int32Array;
  readonly #last: Float64Array[];
  readonly #lastButOne: Float64Array[];

  /** @param isTold whether the arm's mean is revealed after `depth` pulls, which bounds the worth from above */
  constructor(prior: BetaParameters, discount: number, mostPulls: number, depth: number, isTold: boolean) {
    this.#prior = prior;
    this.#discount = discount;
    this.#mostPulls = mostPulls;
    this.#depth = depth;
    this.#isTold = isTold;
    this.#worth = new Float64Array(depth + 2);
    const rows = () => Array.from({ length: mostPulls + 1 }, (_, pulls) => new Float64Array(pulls + 1));
    this.#ends = Int32Array.from({ length: mostPulls + 1 }, (_, pulls) => pulls + 1);
    this.#last = rows();
    this.#lastButOne = rows();
  }

  pass(lambda: number, turn: Turn): void {
    let end = this.#lookAhead(lambda);
    for (let pulls = this.#depth - 1; pulls > this.#mostPulls; pulls--) end = this.#stepBack(pulls, lambda, end);
    for (let pulls = this.#mostPulls; pulls >= 0; pulls--) end = this.#stepBackAndNote(pulls, lambda, end, turn);
  }

  /** Bounds of the worth after `depth` pulls, see `GittinsBracket`; returns where they end. */
  #lookAhead(lambda: number): number {
    const worth = this.#worth.fill(0);
    const total = this.#prior.alpha + this.#prior.beta + this.#depth;
    const variance = 1 / (4 * (total + 1));
    for (let failures = 0; failures <= this.#depth; failures++) {
      const gain = (this.#prior.alpha + (this.#depth - failures)) / total - lambda;
      if (this.#isTold) {
        const root = Math.sqrt(variance + gain * gain);
        worth[failures] = gain > 0 ? (root + gain) / 2 : variance / (2 * (root - gain));
      } else {
        if (gain <= 0) return failures;
        worth[failures] = gain;
      }
    }
    return this.#depth + 1;
  }

  #stepBack(pulls: number, lambda: number, end: number): number {
    const [worth, discount] = [this.#worth, this.#discount];
    const scale = 1 / (this.#prior.alpha + this.#prior.beta + pulls);
    const most = Math.min(end, pulls + 1);
    for (let failures = 0; failures < most; failures++) {
      const mean = (this.#prior.alpha + (pulls - failures)) * scale;
      const later = mean * worth[failures] + (1 - mean) * worth[failures + 1];
      const now = (1 - discount) * (mean - lambda) + discount * later;
      if (now <= 0) {
        worth.fill(0, failures, end);
        return failures;
      }
      worth[failures] = now;
    }
    worth.fill(0, most, end);
    return most;
  }

  /** As `stepBack`, up to where the arm was given up for the last reward, and beyond the present end. */
  #stepBackAndNote(pulls: number, lambda: number, end: number, turn: Turn): number {
    const [worth, discount] = [this.#worth, this.#discount];
    const [last, lastButOne] = [this.#last[pulls], this.#lastButOne[pulls]];
    const scale = 1 / (this.#prior.alpha + this.#prior.beta + pulls);
    const most = this.#ends[pulls];
    let now = 1;
    let failures = 0;
    for (; failures < most; failures++) {
      const mean = (this.#prior.alpha + (pulls - failures)) * scale;
      const later = mean * worth[failures] + (1 - mean) * worth[failures + 1];
      now = (1 - discount) * (mean - lambda) + discount * later;
      if (now <= 0) break;
      lastButOne[failures] = last[failures];
      last[failures] = worth[failures] = now;
    }
    const newEnd = failures;
    for (; failures < most; failures++) {
      const mean = (this.#prior.alpha + (pulls - failures)) * scale;
      const later = mean * worth[failures] + (1 - mean) * worth[failures + 1];
      now = (1 - discount) * (mean - lambda) + discount * later;
      turn(pulls, failures, Math.min(0, now), last[failures], lastButOne[failures]);
    }
    worth.fill(0, newEnd, Math.max(end, newEnd));
    this.#ends[pulls] = newEnd;
    return newEnd;
  }
}
