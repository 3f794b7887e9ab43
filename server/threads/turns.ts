import type { Clock, ThreadTime } from "./thread-time.ts";

/** How often running work is looked at: has it become long while something short waits? */
const LOOK_MILLISECONDS = 200;
/** Askers that are remembered though they ask nothing at the moment. */
const ASKERS_KEPT = 1000;

/** What asks for a turn. */
export interface TurnRequest {
  /** Who asks: a client, or a job. Each has a turn before any has its second. */
  asker: string;
  /** The thread time of all that belongs together: the pieces of a job share one. */
  time: ThreadTime;
  /** The asker needs no answer: the request leaves the queue. */
  gone: AbortSignal;
  /**
   * When the work of a turn, known by its signal, began, by `performance.now()`, where that is later than the turn: a thread
   * may have to be started. Undefined before.
   */
  began?: (interrupt: AbortSignal) => number | undefined;
}

export interface TurnsOptions {
  /** Slots that long work never gets; a single slot is shared by all. */
  reserved?: number;
  /** How long a turn may keep those waiting whose work has had none: it is then interrupted once, however short it is. */
  trialMilliseconds?: number;
}

interface Turn {
  asker: string;
  time: ThreadTime;
  clock: Clock;
  isAgain: boolean;
  /** It was long work already, on a slot for such. */
  beganLong: boolean;
  interrupt: AbortController;
}

interface Waiting extends Pick<TurnRequest, "time" | "began"> {
  /** When it was asked for, by `performance.now()`. */
  since: number;
  /** It was interrupted. */
  isAgain: boolean;
  start: (turn: Turn) => void;
}

type Choice = [name: string, asker: Asker, request: Waiting];

/** One who waits or has a turn. */
interface Asker {
  waiting: Waiting[];
  running: number;
  /** Number of the latest turn it was given; 0 before the first. */
  lastTurn: number;
  /** When a turn of it ended last, by `performance.now()`. */
  lastEnd: number;
}

/**
 * Shares slots (threads) among askers: by turns, and with one slot always left to short work.
 *
 * Long work (`ThreadTime.isLong`) gets all slots but one. Work that turns long on the last slot goes on until something
 * short waits; it is then interrupted, and starts again in a later turn as long work. So short work never waits for long
 * work, and a piece of long work loses two seconds at most once. An asker's short requests go before its long ones; among
 * askers, what is short and has taken least goes first. Waiting counts against what was taken, so that everything has a
 * turn however many newcomers there are; between short and long work, what has waited longer goes first.
 */
export class Turns {
  readonly #slots: number;
  readonly #longSlots: number;
  readonly #trialMilliseconds: number;
  /** In the order in which they began. */
  readonly #running = new Set<Turn>();
  readonly #askers = new Map<string, Asker>();
  #turnsGiven = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(slots: number, { reserved = 1, trialMilliseconds = Infinity }: TurnsOptions = {}) {
    this.#slots = slots;
    this.#longSlots = Math.max(1, slots - reserved);
    this.#trialMilliseconds = trialMilliseconds;
  }

  /** Turns that are being taken. */
  get running(): number {
    return this.#running.size;
  }

  /** Whether a slot is free. */
  get isFree(): boolean {
    return this.#running.size < this.#slots;
  }

  get waiting(): number {
    return this.#requests().length;
  }

  /** The long ones among those that wait and those that have a turn. */
  get long(): { waiting: number; running: number } {
    const waiting = this.#requests().filter(({ time }) => time.isLong).length;
    return { waiting, running: this.#longRunning().length };
  }

  /**
   * Does work when its turn has come, and again in a later turn where it was interrupted.
   *
   * @param work its signal interrupts it, and tells it that the asker is gone: it should then reject soon; if it resolves
   * all the same, its value counts
   * @throws the reason of `gone` where that is aborted before the turn
   */
  async take<Value>(request: TurnRequest, work: (interrupt: AbortSignal) => Promise<Value>): Promise<Value> {
    for (let isAgain = false; ; isAgain = true) {
      const turn = await this.#turn(request, isAgain);
      const { signal } = turn.interrupt;
      const leave = () => turn.interrupt.abort(request.gone.reason);
      request.gone.addEventListener("abort", leave);
      try {
        // It may have left between its turn and here.
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

  /** @param isAgain whether the request was interrupted: it then goes before others of its asker */
  async #turn({ asker, time, gone, began }: TurnRequest, isAgain: boolean): Promise<Turn> {
    gone.throwIfAborted();
    return await new Promise((resolve, reject) => {
      const leave = () => {
        entry.waiting = entry.waiting.filter((other) => other !== request);
        this.#forgetIdle();
        reject(gone.reason as Error);
      };
      const start = (turn: Turn) => {
        gone.removeEventListener("abort", leave);
        resolve(turn);
      };
      const request: Waiting = { time, began, since: performance.now(), isAgain, start };
      gone.addEventListener("abort", leave);
      const entry = this.#askers.get(asker) ?? { waiting: [], running: 0, lastTurn: 0, lastEnd: 0 };
      this.#askers.set(asker, entry);
      if (isAgain) entry.waiting.unshift(request);
      else entry.waiting.push(request);
      this.#next();
    });
  }

  #end(turn: Turn): void {
    turn.clock.stop();
    this.#running.delete(turn);
    const asker = this.#askers.get(turn.asker)!;
    asker.running--;
    asker.lastEnd = performance.now();
    this.#forgetIdle();
    if (this.#running.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    this.#next();
  }

  /** Gives free slots to those whose turn it is. */
  #next(): void {
    for (let next = this.#choose(); next && this.isFree; next = this.#choose()) {
      const [name, asker, request] = next;
      asker.waiting = asker.waiting.filter((other) => other !== request);
      asker.running++;
      asker.lastTurn = ++this.#turnsGiven;
      const { time, began, isAgain, start } = request;
      const interrupt = new AbortController();
      const clock = time.begin(began && (() => began(interrupt.signal)));
      const turn = { asker: name, time, clock, isAgain, beganLong: time.isLong, interrupt };
      this.#running.add(turn);
      this.#timer ??= setInterval(() => this.#look(), LOOK_MILLISECONDS).unref();
      start(turn);
    }
  }

  /** Of the requests that may begin now, the one whose turn it is. */
  #choose(): Choice | undefined {
    const short = this.#nextShort();
    const long = this.#longRunning().length < this.#longSlots ? this.#nextLong() : undefined;
    if (!short || !long) return short ?? long;
    return waitingSince(long) < waitingSince(short) ? long : short;
  }

  /** What has taken least goes first, for it may well be done before what has taken more is; so does what has waited. */
  #nextShort(): Choice | undefined {
    const now = performance.now();
    const choices = [...this.#askers].flatMap(([name, asker]) => {
      const request = asker.waiting.find(({ time }) => !time.isLong);
      if (!request) return [];
      const choice: Choice = [name, asker, request];
      return [{ choice, rank: request.time.milliseconds - (now - waitingSince(choice)) }];
    });
    return choices.toSorted((a, b) => a.rank - b.rank || a.choice[1].lastTurn - b.choice[1].lastTurn)[0]?.choice;
  }

  #nextLong(): Choice | undefined {
    const choices = [...this.#askers].flatMap(([name, asker]): Choice[] => {
      const isLong = asker.waiting.every(({ time }) => time.isLong);
      return isLong && asker.waiting.length > 0 ? [[name, asker, asker.waiting[0]]] : [];
    });
    return choices.toSorted(([, a], [, b]) => a.lastTurn - b.lastTurn)[0];
  }

  #look(): void {
    this.#next();
    for (const { interrupt } of [...this.#tooLong(), ...this.#onTrial()]) interrupt.abort();
  }

  /** What turned long on a slot that is not its own, if something short waits for one. */
  #tooLong(): Turn[] {
    const short = this.#requests().filter(({ time }) => !time.isLong).length;
    const long = this.#longRunning();
    return lastOf(
      long.filter(({ beganLong }) => !beganLong),
      Math.min(short, long.length - this.#longSlots),
    );
  }

  /** What is short so far, but keeps those waiting whose work has had no turn at all. */
  #onTrial(): Turn[] {
    const fresh = [...this.#askers.values()].filter(
      ({ waiting, running }) => running === 0 && waiting.some(({ time }) => !time.isLong && time.milliseconds === 0),
    );
    const late = [...this.#running].filter(
      ({ clock, isAgain, time }) => clock.elapsed() > this.#trialMilliseconds && !isAgain && !time.isLong,
    );
    return lastOf(late, fresh.length - this.#tooLong().length);
  }

  #longRunning(): Turn[] {
    return [...this.#running].filter(({ time }) => time.isLong);
  }

  #requests(): Waiting[] {
    return [...this.#askers.values()].flatMap(({ waiting }) => waiting);
  }

  /** Who asks again soon has the turn of one who was there before: all are remembered as long as any has something to do. */
  #forgetIdle(): void {
    if (this.#running.size === 0 && this.waiting === 0) this.#askers.clear();
    if (this.#askers.size <= ASKERS_KEPT) return;
    const idle = [...this.#askers].filter(([, { waiting, running }]) => waiting.length + running === 0);
    for (const [name] of idle) this.#askers.delete(name);
  }
}

/** Since when the asker has waited for this: it asked for it then, or had its last turn until then. */
function waitingSince([, { lastEnd }, { since }]: Choice): number {
  return Math.max(lastEnd, since);
}

/** Of what is in the order in which it began, the last ones: they have the least to lose. */
function lastOf(turns: Turn[], count: number): Turn[] {
  return count > 0 ? turns.slice(-count) : [];
}
