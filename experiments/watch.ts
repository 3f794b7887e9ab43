import { LookPace } from "./look-pace.ts";

/**
 * Thrown by a computation whose caller has cancelled it.
 *
 * @example
 * ```ts
 * new Cancelled().message; // "cancelled"
 * ```
 */
export class Cancelled extends Error {
  constructor() {
    super("cancelled");
  }
}

/** Thrown by a computation that has exceeded its time limit. */
export class OverBudget extends Error {
  readonly milliseconds: number;

  /** @param milliseconds the time taken */
  constructor(milliseconds: number) {
    super("took far longer than planned");
    this.milliseconds = milliseconds;
  }
}

/** The time limit of a computation. */
export interface TimeLimit {
  /** Milliseconds taken so far. */
  taken: () => number;
  /** The largest number of milliseconds. */
  most: number;
}

/** The clocks, flags and callbacks that the host of a computation provides. No number depends on them. */
export interface Lookout {
  /** Called every few milliseconds; `Cancelled` is thrown once it returns true. */
  cancelled?: () => boolean;
  /** Milliseconds of a clock that only goes forward. If absent, looks go by the declared cost of the work. */
  now?: () => number;
  /** `OverBudget` is thrown beyond this limit. */
  limit?: TimeLimit;
  /** Called at every look with the finished share, in [0, 1]. */
  onProgress?: (fraction: number) => void;
}

/** Declared nanoseconds of work between two looks without a clock, and before the second look with one. */
const LOOK_EVERY = 5e6;
const FIRST_LOOK = 1;

/** Counts work, reports its progress, and ends it when it is cancelled or exceeds its limit. */
export class Watch {
  readonly #total: number;
  readonly #lookout: Lookout;
  readonly #pace: LookPace | undefined;
  #done = 0;
  #next: number;

  /** @param total rough nanoseconds of the whole work */
  constructor(total: number, lookout: Lookout = {}) {
    const { now } = lookout;
    this.#total = total;
    this.#lookout = lookout;
    this.#pace = now && new LookPace(now, FIRST_LOOK);
    this.#next = now ? 0 : LOOK_EVERY;
  }

  /**
   * Adds finished work, in the same rough nanoseconds.
   *
   * @throws Cancelled if the caller has cancelled
   * @throws OverBudget beyond the limit
   */
  spend(nanoseconds: number): void {
    this.#done += nanoseconds;
    if (this.#done >= this.#next) this.#look();
  }

  #look(): void {
    const { cancelled, limit, onProgress } = this.#lookout;
    this.#next = this.#done + (this.#pace?.look() ?? LOOK_EVERY);
    if (cancelled?.()) throw new Cancelled();
    if (limit) endBeyond(limit);
    onProgress?.(Math.min(1, this.#done / this.#total));
  }
}

function endBeyond({ taken, most }: TimeLimit): void {
  const milliseconds = taken();
  if (milliseconds > most) throw new OverBudget(milliseconds);
}
