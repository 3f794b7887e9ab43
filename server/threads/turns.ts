import { Askers, type Waiting } from "./askers.ts";
import type { Clock, ThreadTime } from "./thread-time.ts";

/** How often running work is checked: it may have become long while short work waits. */
const LOOK_MILLISECONDS = 200;

/** What asks for a turn. */
export interface TurnRequest {
  /** The client or job that asks. Each has a turn before any has its second. */
  asker: string;
  /** The thread time of all that belongs together: the pieces of a job share one. */
  time: ThreadTime;
  /** Aborts when the asker needs no answer: the request leaves the queue. */
  gone: AbortSignal;
  /**
   * When the work of a turn began, by `performance.now()`, if later than the turn: a thread may have to be started. The turn
   * is known by its signal. Undefined before the work begins.
   */
  began?: (interrupt: AbortSignal) => number | undefined;
}

export interface TurnsOptions {
  /** Slots that long work never gets; a single slot is shared by all. */
  reserved?: number;
  /** After this time a turn is interrupted, once, if an asker waits whose work has had no turn at all. */
  trialMilliseconds?: number;
}

interface Turn {
  asker: string;
  time: ThreadTime;
  clock: Clock;
  isAgain: boolean;
  /** Whether its work was long when it began: it then has a slot for long work. */
  beganLong: boolean;
  interrupt: AbortController;
}

/**
 * Shares slots (threads) among askers by turns, with one slot always left to short work.
 *
 * Long work (`ThreadTime.isLong`) gets all slots but one. Work that becomes long on the last slot continues until short work
 * waits; it is then interrupted, and starts again in a later turn as long work. So short work never waits for long work, and
 * a piece of long work loses two seconds, once. An asker's short requests go before its long ones; among askers, the short
 * request with the least thread time goes first. Waiting time counts against thread time, so that every request has a turn
 * however many new ones arrive; between short and long work, the request that has waited longer goes first.
 */
export class Turns {
  readonly #slots: number;
  readonly #longSlots: number;
  readonly #trialMilliseconds: number;
  /** In the order in which they began. */
  readonly #running = new Set<Turn>();
  readonly #askers = new Askers<Turn>();
  #timer: NodeJS.Timeout | undefined;

  constructor(slots: number, { reserved = 1, trialMilliseconds = Infinity }: TurnsOptions = {}) {
    this.#slots = slots;
    this.#longSlots = Math.max(1, slots - reserved);
    this.#trialMilliseconds = trialMilliseconds;
  }

  /** Number of running turns. */
  get running(): number {
    return this.#running.size;
  }

  get isFree(): boolean {
    return this.#running.size < this.#slots;
  }

  /** Number of waiting requests. */
  get waiting(): number {
    return this.#askers.waiting.length;
  }

  /** Numbers of long requests that wait and of long turns that run. */
  get long(): { waiting: number; running: number } {
    const waiting = this.#askers.waiting.filter(({ time }) => time.isLong).length;
    return { waiting, running: this.#longRunning().length };
  }

  /**
   * Does work when its turn has come, and again in a later turn if it was interrupted.
   *
   * @param work should reject soon after its signal aborts, by an interruption or because the asker is gone; if it resolves
   * all the same, its value counts
   * @throws the reason of `gone` if that aborts before the turn
   */
  async take<Value>(request: TurnRequest, work: (interrupt: AbortSignal) => Promise<Value>): Promise<Value> {
    for (let isAgain = false; ; isAgain = true) {
      const turn = await this.#turn(request, isAgain);
      const { signal } = turn.interrupt;
      const leave = () => turn.interrupt.abort(request.gone.reason);
      request.gone.addEventListener("abort", leave);
      try {
        // The asker may have left between its turn and here.
        request.gone.throwIfAborted();
        return await work(signal);
      } catch (error) {
        if (!signal.aborted || request.gone.aborted) throw error;
      } finally {
        request.gone.removeEventListener("abort", leave);
        this.#end(turn);
      }
    }
  }

  async #turn({ asker, time, gone, began }: TurnRequest, isAgain: boolean): Promise<Turn> {
    gone.throwIfAborted();
    return await new Promise((resolve, reject) => {
      const start = (turn: Turn) => {
        gone.removeEventListener("abort", leave);
        resolve(turn);
      };
      const remove = this.#askers.add(asker, { time, began, since: performance.now(), isAgain, start });
      const leave = () => {
        remove();
        reject(gone.reason as Error);
      };
      gone.addEventListener("abort", leave);
      this.#startNext();
    });
  }

  #end(turn: Turn): void {
    turn.clock.stop();
    this.#running.delete(turn);
    this.#askers.end(turn.asker);
    if (this.#running.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    this.#startNext();
  }

  /** Gives free slots to the requests whose turn is next. */
  #startNext(): void {
    while (this.isFree) {
      const next = this.#askers.next(this.#longRunning().length < this.#longSlots);
      if (!next) return;
      this.#askers.begin(next);
      this.#start(next.name, next.request);
    }
  }

  #start(asker: string, { time, began, isAgain, start }: Waiting<Turn>): void {
    const interrupt = new AbortController();
    const clock = time.begin(began && (() => began(interrupt.signal)));
    const turn = { asker, time, clock, isAgain, beganLong: time.isLong, interrupt };
    this.#running.add(turn);
    this.#timer ??= setInterval(() => this.#look(), LOOK_MILLISECONDS).unref();
    start(turn);
  }

  #look(): void {
    this.#startNext();
    for (const { interrupt } of [...this.#tooLong(), ...this.#onTrial()]) interrupt.abort();
  }

  /** Turns that became long on the slot for short work, as many as short requests wait for it. */
  #tooLong(): Turn[] {
    const short = this.#askers.waiting.filter(({ time }) => !time.isLong).length;
    const long = this.#longRunning();
    const became = long.filter(({ beganLong }) => !beganLong);
    return lastOf(became, Math.min(short, long.length - this.#longSlots));
  }

  /** Turns that are still short but past their trial, as many as askers wait that have had no turn. */
  #onTrial(): Turn[] {
    const late = [...this.#running].filter(
      ({ clock, isAgain, time }) => clock.elapsed() > this.#trialMilliseconds && !isAgain && !time.isLong,
    );
    return lastOf(late, this.#askers.fresh - this.#tooLong().length);
  }

  #longRunning(): Turn[] {
    return [...this.#running].filter(({ time }) => time.isLong);
  }
}

/** The turns that began last: they lose least by an interruption. */
function lastOf(turns: Turn[], count: number): Turn[] {
  return count > 0 ? turns.slice(-count) : [];
}
