import type { ThreadTime } from "./thread-time.ts";

/** Idle askers that are remembered while others have work. */
const ASKERS_KEPT = 1000;

/** A request that waits for a slot. */
export interface Waiting<Turn> {
  /** The thread time of the work that it belongs to. */
  time: ThreadTime;
  /** When it was made, by `performance.now()`. */
  since: number;
  /** Whether it was interrupted: it then goes before others of its asker. */
  isAgain: boolean;
  start: (turn: Turn) => void;
  began?: (interrupt: AbortSignal) => number | undefined;
}

/** A client or a job that has requests or turns. */
interface Asker<Turn> {
  waiting: Waiting<Turn>[];
  running: number;
  /** Number of its latest turn; 0 before the first. */
  lastTurn: number;
  /** When its latest turn ended, by `performance.now()`. */
  lastEnd: number;
}

export interface Choice<Turn> {
  name: string;
  asker: Asker<Turn>;
  request: Waiting<Turn>;
}

/** The queue of requests by asker, and the rules that choose the next one. */
export class Askers<Turn> {
  readonly #askers = new Map<string, Asker<Turn>>();
  #turnsGiven = 0;

  get waiting(): Waiting<Turn>[] {
    return [...this.#askers.values()].flatMap(({ waiting }) => waiting);
  }

  /** Askers without a turn whose short work has had no thread time yet. */
  get fresh(): number {
    const isFresh = ({ waiting, running }: Asker<Turn>) =>
      running === 0 && waiting.some(({ time }) => !time.isLong && time.milliseconds === 0);
    return [...this.#askers.values()].filter(isFresh).length;
  }

  /** Adds a request. Returns a function that removes it. */
  add(name: string, request: Waiting<Turn>): () => void {
    const asker = this.#askers.get(name) ?? { waiting: [], running: 0, lastTurn: 0, lastEnd: 0 };
    this.#askers.set(name, asker);
    if (request.isAgain) asker.waiting.unshift(request);
    else asker.waiting.push(request);
    return () => {
      remove(asker, request);
      this.#forgetIdle();
    };
  }

  /** The request of a choice has its turn. */
  begin({ asker, request }: Choice<Turn>): void {
    remove(asker, request);
    asker.running++;
    asker.lastTurn = ++this.#turnsGiven;
  }

  /** A turn of an asker has ended. */
  end(name: string): void {
    const asker = this.#askers.get(name)!;
    asker.running--;
    asker.lastEnd = performance.now();
    this.#forgetIdle();
  }

  /** The request whose turn is next; long ones only where they may begin. */
  next(mayBeLong: boolean): Choice<Turn> | undefined {
    const short = this.#nextShort();
    const long = mayBeLong ? this.#nextLong() : undefined;
    if (!short || !long) return short ?? long;
    return waitingSince(long) < waitingSince(short) ? long : short;
  }

  /** The short request with the least thread time minus waiting time: it may end soonest, and none waits for ever. */
  #nextShort(): Choice<Turn> | undefined {
    const now = performance.now();
    const choices = [...this.#askers].flatMap(([name, asker]) => {
      const request = asker.waiting.find(({ time }) => !time.isLong);
      if (!request) return [];
      const choice = { name, asker, request };
      return [{ choice, rank: request.time.milliseconds - (now - waitingSince(choice)) }];
    });
    return choices.toSorted((a, b) => a.rank - b.rank || a.choice.asker.lastTurn - b.choice.asker.lastTurn)[0]?.choice;
  }

  /** Among askers with long requests alone, the one whose latest turn is the longest ago. */
  #nextLong(): Choice<Turn> | undefined {
    const choices = [...this.#askers].flatMap(([name, asker]): Choice<Turn>[] => {
      const isLong = asker.waiting.every(({ time }) => time.isLong);
      return isLong && asker.waiting.length > 0 ? [{ name, asker, request: asker.waiting[0] }] : [];
    });
    return choices.toSorted((a, b) => a.asker.lastTurn - b.asker.lastTurn)[0];
  }

  /** Idle askers are remembered while any has work: one that asks again soon must not count as new. */
  #forgetIdle(): void {
    const idle = [...this.#askers].filter(([, { waiting, running }]) => waiting.length + running === 0);
    if (idle.length < this.#askers.size && this.#askers.size <= ASKERS_KEPT) return;
    for (const [name] of idle) this.#askers.delete(name);
  }
}

function remove<Turn>(asker: Asker<Turn>, request: Waiting<Turn>): void {
  asker.waiting = asker.waiting.filter((other) => other !== request);
}

/** How long the asker has waited for this request: since it was made, or since the asker's latest turn. */
function waitingSince<Turn>({ asker, request }: Choice<Turn>): number {
  return Math.max(asker.lastEnd, request.since);
}
