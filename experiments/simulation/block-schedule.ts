import { replicationsOf, type SimulationPlan } from "./plan.ts";

/** Blocks that may be ahead of the merged ones, for each that can be computed at a time: this bounds their memory. */
const WINDOW_PER_SLOT = 4;

/** One unit of work: a block, by its number, or the exact curves of all policies. */
export type ScheduledTask = number | "exact";

export interface ScheduleStart {
  /** Tasks that can be computed at a time. */
  slots: number;
  /** Replications of a stored prefix, which ends at the end of a block. */
  replications?: number;
  hasExact: boolean;
}

/**
 * The order of one simulation's work: which task is next, and which blocks can be merged.
 *
 * Blocks are handed out and merged in order, because sums of doubles depend on it, but may arrive in any order. The exact
 * curves follow the first block: they do not delay the first result, and are known soon after it. Pure: the caller transports
 * tasks, merges blocks, and keeps the merged prefix and the curves.
 *
 * @typeParam Block a block's summary, or how to load it
 */
export class BlockSchedule<Block> {
  readonly #plan: SimulationPlan;
  readonly #window: number;
  /** The first block that this schedule hands out. */
  readonly #first: number;
  #next: number;
  /** Blocks 0 … merged − 1 are merged. */
  #merged: number;
  /** Blocks that have arrived and are not merged. */
  readonly #early = new Map<number, Block>();
  #isExactOut: boolean;
  #hasExact: boolean;
  #isCancelled = false;

  constructor(plan: SimulationPlan, { slots, replications = 0, hasExact }: ScheduleStart) {
    this.#plan = plan;
    this.#window = WINDOW_PER_SLOT * slots;
    this.#first = Math.ceil(replications / plan.blockSize);
    this.#next = this.#first;
    this.#merged = this.#first;
    this.#isExactOut = hasExact;
    this.#hasExact = hasExact;
  }

  /** Replications of the merged prefix. */
  get prefix(): number {
    return this.#merged === 0 ? 0 : replicationsOf(this.#plan, this.#merged - 1)[1];
  }

  get hasExact(): boolean {
    return this.#hasExact;
  }

  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** Whether all blocks are merged and the exact curves are known. */
  get isComplete(): boolean {
    return this.#merged === this.#plan.blockCount && this.#hasExact;
  }

  /** Whether a task can be handed out now. */
  get hasNext(): boolean {
    return !this.#isCancelled && (this.#hasBlock || !this.#isExactOut);
  }

  /** Hands out the next task; undefined while the window is full, when every task is out, and after a cancellation. */
  next(): ScheduledTask | undefined {
    if (!this.hasNext) return undefined;
    const isFirstOut = this.#next > this.#first;
    if (!this.#isExactOut && (isFirstOut || !this.#hasBlock)) {
      this.#isExactOut = true;
      return "exact";
    }
    return this.#next++;
  }

  /** Records a block that has arrived. After a cancellation the block is ignored. */
  take(block: number, content: Block): void {
    if (!this.#isCancelled) this.#early.set(block, content);
  }

  /** Records that the exact curves are known, which counts after a cancellation, too: they depend on no block. */
  takeExact(): void {
    this.#hasExact = true;
  }

  /** The blocks that continue the merged prefix without a gap, in order. Call `merged` once they are in it. */
  mergeable(): Block[] {
    const blocks: Block[] = [];
    let next = this.#early.get(this.#merged);
    while (next !== undefined) {
      blocks.push(next);
      next = this.#early.get(this.#merged + blocks.length);
    }
    return blocks;
  }

  /** The prefix has grown by the first `count` mergeable blocks, which makes room in the window. */
  merged(count: number): void {
    for (let i = 0; i < count; i++) this.#early.delete(this.#merged++);
  }

  /** Hands out no further task, and drops the blocks that are not merged. The prefix stays as it is. */
  cancel(): void {
    this.#isCancelled = true;
    this.#early.clear();
  }

  get #hasBlock(): boolean {
    return this.#next < Math.min(this.#plan.blockCount, this.#merged + this.#window);
  }
}
