import type { ThreadTime } from "./thread-time.ts";

/** How often running work is looked at: has it become long while something short waits? */
const LOOK_MILLISECONDS = 200;

/** What asks for a turn. */
export interface TurnRequest {
  /** Who asks: a client, or a job. Each has a turn before any has its second. */
  asker: string;
  /** The thread time of all that belongs together: the pieces of a job share one. */
  time: ThreadTime;
  /** The asker needs no answer: the request leaves the queue. */
  gone: AbortSignal;
}

interface Turn {
  asker: string;
  time: ThreadTime;
  stopClock: () => void;
  interrupt: AbortController;
}

interface Waiting {
  time: ThreadTime;
  start: (turn: Turn) => void;
}

/** One who waits or has a turn. */
interface Asker {
  waiting: Waiting[];
  running: number;
  /** Number of the latest turn it was given; 0 before the first. */
  lastTurn: number;
}

/**
 * Shares slots (threads) among askers: by turns, and with one slot always left to short work.
 *
 * Long work (`ThreadTime.isLong`) gets all slots but one. Work that turns long on the last slot goes on until something
 * short waits; it is then interrupted, and starts again in a later turn as long work. So short work never waits for long
 * work, and long work loses two seconds at most once a piece. An asker's short requests go before its long ones.
 */
export class Turns {
  readonly #slots: number;
  readonly #longSlots: number;
  /** In the order in which they began. */
  readonly #running = new Set<Turn>();
  readonly #askers = new Map<string, Asker>();
  #turnsGiven = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param reserved slots that long work never gets; a single slot is shared by all */
  constructor(slots: number, reserved = 1) {
    this.#slots = slots;
    this.#longSlots = Math.max(1, slots - reserved);
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
   * @param work its signal interrupts it: it should then reject soon; if it resolves all the same, its value counts
   * @throws the reason of `gone` where that is aborted before the turn
   */
  async take<Value>(request: TurnRequest, work: (interrupt: AbortSignal) => Promise<Value>): Promise<Value> {
    for (let isAgain = false; ; isAgain = true) {
      const turn = await this.#turn(request, isAgain);
      const { signal } = turn.interrupt;
      try {
        return await work(signal);
      } catch (error) {
        if (!signal.aborted || request.gone.aborted) throw error;
      } finally {
        this.#end(turn);
      }
    }
  }

  /** @param isAgain whether the request was interrupted: it then goes before others of its asker */
  async #turn({ asker, time, gone }: TurnRequest, isAgain: boolean): Promise<Turn> {
    gone.throwIfAborted();
    return await new Promise((resolve, reject) => {
      const leave = () => {
        entry.waiting = entry.waiting.filter((other) => other !== request);
        this.#forget(asker);
        reject(gone.reason as Error);
      };
      const start = (turn: Turn) => {
        gone.removeEventListener("abort", leave);
        resolve(turn);
      };
      const request: Waiting = { time, start };
      gone.addEventListener("abort", leave);
      const entry = this.#askers.get(asker) ?? { waiting: [], running: 0, lastTurn: 0 };
      this.#askers.set(asker, entry);
      if (isAgain) entry.waiting.unshift(request);
      else entry.waiting.push(request);
      this.#next();
    });
  }

  #end(turn: Turn): void {
    turn.stopClock();
    this.#running.delete(turn);
    this.#askers.get(turn.asker)!.running--;
    this.#forget(turn.asker);
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
      const { time, start } = request;
      const turn = { asker: name, time, stopClock: time.begin(), interrupt: new AbortController() };
      this.#running.add(turn);
      this.#timer ??= setInterval(() => this.#look(), LOOK_MILLISECONDS).unref();
      start(turn);
    }
  }

  /** Of the requests that may begin now, one of the asker whose latest turn is the longest ago. */
  #choose(): [string, Asker, Waiting] | undefined {
    const mayBeLong = this.#longRunning().length < this.#longSlots;
    const inOrder = [...this.#askers].toSorted(([, a], [, b]) => a.lastTurn - b.lastTurn);
    for (const [name, asker] of inOrder) {
      const short = asker.waiting.find(({ time }) => !time.isLong);
      const request = short ?? (mayBeLong ? asker.waiting[0] : undefined);
      if (request) return [name, asker, request];
    }
    return undefined;
  }

  /** Interrupts what turned long on a slot that is not its own, if something short waits for one. */
  #look(): void {
    this.#next();
    const short = this.#requests().filter(({ time }) => !time.isLong).length;
    const long = this.#longRunning();
    const tooMany = Math.min(short, long.length - this.#longSlots);
    // What began last has the least to lose.
    for (const { interrupt } of tooMany > 0 ? long.slice(-tooMany) : []) interrupt.abort();
  }

  #longRunning(): Turn[] {
    return [...this.#running].filter(({ time }) => time.isLong);
  }

  #requests(): Waiting[] {
    return [...this.#askers.values()].flatMap(({ waiting }) => waiting);
  }

  #forget(name: string): void {
    const { waiting, running } = this.#askers.get(name)!;
    if (waiting.length + running === 0) this.#askers.delete(name);
  }
}
