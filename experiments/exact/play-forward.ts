import type { SelectionTable } from "../../policies/tables/table-plan.ts";
import { CountStates, layerSize, nextComposition } from "./count-states.ts";
import type { Watch } from "../watch.ts";

/** Rough nanoseconds to move the probability of a state along the pulls of one arm. */
export const MOVE_NANOSECONDS = 6;

/** A policy and arms to play, and the questions about their play. */
export interface Game {
  armCount: number;
  horizon: number;
  /** π: P(the next pull is of an arm) given the counts. */
  selection: SelectionTable;
  /** P(reward 1) of an arm, given its pulls and successes. */
  success(arm: number, pulls: number, successes: number): number;
  /** P(arm is best) given the counts, where means are drawn from priors. */
  best?: SelectionTable;
  watch: Watch;
  /** Rough nanoseconds of a state's selection probabilities, beyond those that they report to the watch themselves. */
  nanosecondsPerState: number;
}

/** The law of play, pull by pull: arrays over t = 1 … T. */
export interface Play {
  /** P(A_t = a), arm by arm. */
  selected: Float64Array[];
  /** E[R_t]. */
  rewards: Float64Array;
  /** P(A_t is a best arm) where `best` was given. */
  best: Float64Array;
}

/**
 * Computes the law of play by a forward dynamic programme over the counts of pulls and successes of every arm, on which alone
 * the law of the next pull depends:
 *
 *   mass(x + success of a) += mass(x)·π(a | x)·p_a(x),   mass(x + failure of a) += mass(x)·π(a | x)·(1 − p_a(x))
 *
 * starting from mass 1 at no pulls. All terms are positive, so it adds a relative error of some 10⁻¹⁶·T to that of π. There
 * are C(t + 2K − 1, 2K − 1) states after t pulls, two layers of which are in memory, and C(T + 2K − 1, 2K) in total, at some
 * nanoseconds each.
 *
 * @param atEnd called with every vector of pulls before the last pull, and the probabilities of it followed by each arm
 * @throws Cancelled or OverBudget as the watch does
 */
export function playForward(game: Game, atEnd: (pulls: Int32Array, lastPull: Float64Array) => void): Play {
  const { armCount, horizon } = game;
  const play: Play = {
    selected: Array.from({ length: armCount }, () => new Float64Array(horizon)),
    rewards: new Float64Array(horizon),
    best: new Float64Array(horizon),
  };
  const states = new CountStates(armCount, horizon);
  const blocks = new Blocks(game);
  const largest = layerSize(armCount, horizon - 1);
  let [layer, next] = [new Float64Array(largest), new Float64Array(largest)];
  layer[0] = 1;
  const successors = new Float64Array(armCount);
  const selected = new Float64Array(armCount);
  for (let t = 0; t < horizon; t++) {
    const isLast = t === horizon - 1;
    if (!isLast) next.fill(0, 0, layerSize(armCount, t + 1));
    const pulls = new Int32Array(armCount);
    pulls[armCount - 1] = t;
    do {
      const place = states.place(pulls, successors);
      if (!blocks.enter(pulls, layer, place)) continue;
      play.best[t] += blocks.best();
      for (let arm = 0; arm < armCount; arm++) {
        selected[arm] = blocks.pull(arm, isLast ? undefined : next, successors[arm]);
        play.selected[arm][t] += selected[arm];
        play.rewards[t] += blocks.reward;
      }
      if (isLast) atEnd(pulls, selected);
    } while (nextComposition(pulls));
    [layer, next] = [next, layer];
  }
  return play;
}

/** A block: the states with the same pulls of every arm. One instance moves through all blocks. */
class Blocks {
  readonly #game: Game;
  readonly #nanosecondsPerState: number;
  #pulls: Int32Array = new Int32Array(0);
  #layer: Float64Array = new Float64Array(0);
  #place = 0;
  #size = 0;
  #selection = new Float64Array(0);
  #best = new Float64Array(0);
  /** For every arm, the number of states of all arms before it. */
  readonly #outer: Float64Array;
  readonly #success: Float64Array;
  /** The expected reward of the pulls of the last arm passed to `pull`. */
  reward = 0;

  constructor(game: Game) {
    this.#game = game;
    this.#nanosecondsPerState = game.nanosecondsPerState + MOVE_NANOSECONDS * game.armCount;
    this.#outer = new Float64Array(game.armCount);
    this.#success = new Float64Array(game.horizon);
  }

  /** Moves to a block and computes its selection probabilities; returns false if play never reaches it. */
  enter(pulls: Int32Array, layer: Float64Array, place: number): boolean {
    this.#pulls = pulls;
    this.#layer = layer;
    this.#place = place;
    this.#size = 1;
    for (let arm = 0; arm < pulls.length; arm++) {
      this.#outer[arm] = this.#size;
      this.#size *= pulls[arm] + 1;
    }
    this.#game.watch.spend(this.#nanosecondsPerState * this.#size);
    if (!this.#isReached()) return false;
    const length = this.#size * pulls.length;
    if (this.#selection.length < length) {
      this.#selection = new Float64Array(2 * length);
      if (this.#game.best) this.#best = new Float64Array(2 * length);
    }
    this.#game.selection.fill(pulls, this.#selection, layer.subarray(place, place + this.#size));
    return true;
  }

  #isReached(): boolean {
    for (let i = this.#place; i < this.#place + this.#size; i++) if (this.#layer[i] > 0) return true;
    return false;
  }

  /** P(play is in this block and pulls a best arm); 0 if the game has no `best`. */
  best(): number {
    if (!this.#game.best) return 0;
    this.#game.best.fill(this.#pulls, this.#best);
    let sum = 0;
    for (let arm = 0, i = 0; arm < this.#game.armCount; arm++) {
      for (let state = 0; state < this.#size; state++, i++) {
        sum += this.#layer[this.#place + state] * this.#selection[i] * this.#best[i];
      }
    }
    return sum;
  }

  /**
   * Moves the block along the pulls of one arm, into the next layer if there is one.
   *
   * @param target the place of the block with one more pull of the arm
   * @returns the probability that play is in this block and pulls the arm
   */
  pull(arm: number, next: Float64Array | undefined, target: number): number {
    const [layer, selection, success] = [this.#layer, this.#selection, this.#success];
    const n = this.#pulls[arm];
    const outer = this.#outer[arm] | 0;
    const inner = (this.#size / (outer * (n + 1))) | 0;
    for (let s = 0; s <= n; s++) success[s] = this.#game.success(arm, n, s);
    // These come from arrays of doubles; | 0 makes them whole numbers for the engine too.
    const from = this.#place | 0;
    const chosen = (arm * this.#size) | 0;
    this.reward = 0;
    if (!next) return this.#sum(chosen, outer, n, inner);
    let total = 0;
    for (let o = 0; o < outer; o++) {
      const start = o * (n + 1) * inner;
      const to = (target + o * (n + 2) * inner) | 0;
      if (inner === 1) {
        total += this.#moveRow(from + start, chosen + start, n, next, to);
        continue;
      }
      for (let s = 0; s <= n; s++) {
        const offset = start + s * inner;
        const flow = move(layer, from + offset, selection, chosen + offset, inner, success[s], next, to + s * inner);
        total += flow;
        this.reward += flow * success[s];
      }
    }
    return total;
  }

  /** As `move`, for the last arm, whose successes 0 … n lie in one row. */
  #moveRow(from: number, chosen: number, n: number, next: Float64Array, to: number): number {
    const [layer, selection, success] = [this.#layer, this.#selection, this.#success];
    let [flow, reward, carried] = [0, 0, 0];
    for (let s = 0; s <= n; s++) {
      const mass = layer[from + s] * selection[chosen + s];
      const paid = mass * success[s];
      flow += mass;
      reward += paid;
      next[to + s] += carried + (mass - paid);
      carried = paid;
    }
    next[to + n + 1] += carried;
    this.reward += reward;
    return flow;
  }

  /** As `pull`, at the last pull, which has no next layer. */
  #sum(chosen: number, outer: number, n: number, inner: number): number {
    let [total, i] = [0, this.#place];
    for (let o = 0; o < outer; o++) {
      for (let s = 0; s <= n; s++) {
        let flow = 0;
        for (const end = i + inner; i < end; i++, chosen++) flow += this.#layer[i] * this.#selection[chosen];
        total += flow;
        this.reward += flow * this.#success[s];
      }
    }
    return total;
  }
}

/** Moves `count` states with the same successes of an arm along its pulls; returns P(play is there and pulls the arm). */
function move(
  layer: Float64Array,
  from: number,
  selection: Float64Array,
  chosen: number,
  count: number,
  paid: number,
  next: Float64Array,
  to: number,
): number {
  const unpaid = 1 - paid;
  let flow = 0;
  for (let i = 0; i < count; i++) {
    const mass = layer[from + i] * selection[chosen + i];
    flow += mass;
    next[to + i] += mass * unpaid;
    next[to + count + i] += mass * paid;
  }
  return flow;
}
