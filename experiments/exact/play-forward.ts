import type { SelectionTable } from "../../policies/tables/table-plan.ts";
import { CountStates, layerSize, nextComposition } from "./count-states.ts";
import type { Watch } from "../watch.ts";

/** Roughly what it takes to move the probability of a state along the pulls of one arm, in nanoseconds. */
export const MOVE_NANOSECONDS = 6;

/** What is played, and what is asked about it. */
export interface Game {
  armCount: number;
  horizon: number;
  /** π: P(the next pull is of an arm) given what was seen. */
  selection: SelectionTable;
  /** P(reward 1) of an arm after so many pulls and successes, as the one who plays sees it. */
  success(arm: number, pulls: number, successes: number): number;
  /** P(arm is best) given what was seen, where that is wanted and depends on it. */
  best?: SelectionTable;
  watch: Watch;
  /** Roughly what the selection probabilities of a state take beyond what they tell the watch themselves. */
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
 * Forward dynamic programme over the counts of pulls and successes of every arm, which are all that the law of the next
 * pull depends on:
 *
 *   mass(x + success of a) += mass(x)·π(a | x)·p_a(x),   mass(x + failure of a) += mass(x)·π(a | x)·(1 − p_a(x))
 *
 * from mass 1 on no pulls. All terms are positive: relative errors are some 10⁻¹⁶·T beside those of π. The states after t
 * pulls are C(t + 2K − 1, 2K − 1), of which two layers are held; C(T + 2K − 1, 2K) in all, some nanoseconds each.
 *
 * @param atEnd called with every vector of pulls before the last one, and the probability of it and then each arm
 * @throws Cancelled as the watch does
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

/** The states that have the same pulls of every arm, one such block at a time. */
class Blocks {
  readonly #game: Game;
  readonly #nanosecondsPerState: number;
  #pulls: Int32Array = new Int32Array(0);
  #layer: Float64Array = new Float64Array(0);
  #place = 0;
  #size = 0;
  #selection = new Float64Array(0);
  #best = new Float64Array(0);
  /** The states of all arms before one. */
  readonly #outer: Float64Array;
  readonly #success: Float64Array;
  /** Expected reward of the pulls of the arm that was last moved. */
  reward = 0;

  constructor(game: Game) {
    this.#game = game;
    this.#nanosecondsPerState = game.nanosecondsPerState + MOVE_NANOSECONDS * game.armCount;
    this.#outer = new Float64Array(game.armCount);
    this.#success = new Float64Array(game.horizon);
  }

  /** Asks for the selection probabilities of a block; false if it is never reached. */
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

  /** P(the pull is of a best arm, from this block), where the game asks for it. */
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
   * @param target where the block of one pull more begins
   * @returns the probability of the arm's being pulled from here
   */
  pull(arm: number, next: Float64Array | undefined, target: number): number {
    const [layer, selection, success] = [this.#layer, this.#selection, this.#success];
    const n = this.#pulls[arm];
    const outer = this.#outer[arm] | 0;
    const inner = (this.#size / (outer * (n + 1))) | 0;
    for (let s = 0; s <= n; s++) success[s] = this.#game.success(arm, n, s);
    // Whole numbers to the engine, too: they come from arrays of doubles.
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

  /** As `move` does, all successes 0 … n of the last arm in one row. */
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

  /** What `pull` gives at the last pull, after which there is no layer. */
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

/** Moves `count` states of the same successes of an arm along its pulls; P(the arm is pulled from there). */
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
