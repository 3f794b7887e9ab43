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

/** Thrown by a computation that takes far longer than its plan. */
export class OverBudget extends Error {
  readonly milliseconds: number;

  /** @param milliseconds that it has taken */
  constructor(milliseconds: number) {
    super("took far longer than planned");
    this.milliseconds = milliseconds;
  }
}

/** When a computation is ended because it takes longer than was planned. */
export interface TimeLimit {
  /** Milliseconds that it has taken. */
  taken: () => number;
  /** Milliseconds that it may take. */
  most: number;
}

/** What the host of a computation, which has clocks and flags, hands in. No number depends on it. */
export interface Lookout {
  /** Looked at every few milliseconds; once it says yes, `Cancelled` is thrown. */
  cancelled?: () => boolean;
  /** Milliseconds of a clock that only goes forward. Absent: looks come by what the work was declared to cost. */
  now?: () => number;
  /** Beyond it, `OverBudget` is thrown. */
  limit?: TimeLimit;
  /** Told the part that is done, in [0, 1], at every look. */
  onProgress?: (fraction: number) => void;
}

/** Declared nanoseconds of work between two looks; before the second one where a clock has the last word. */
const LOOK_EVERY = 5e6;
const FIRST_LOOK = 1;

/** Counts work as it is done, tells how far it is, and ends it where its caller no longer wants it or it takes too long. */
export class Watch {
  readonly #total: number;
  readonly #lookout: Lookout;
  readonly #pace: LookPace | undefined;
  #done = 0;
  #next: number;

  /** @param total nanoseconds that all of it will roughly take */
  constructor(total: number, lookout: Lookout = {}) {
    const { now } = lookout;
    this.#total = total;
    this.#lookout = lookout;
    this.#pace = now && new LookPace(now, FIRST_LOOK);
    this.#next = now ? 0 : LOOK_EVERY;
  }

  /**
   * Takes in work that has been done, in the same rough nanoseconds.
   *
   * @throws Cancelled if the caller has cancelled
   * @throws OverBudget if it has taken too long
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
