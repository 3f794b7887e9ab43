/** So many slots, given to clients by turns: whoever asks for many at once holds up another by one at a time. */
export class Turns {
  readonly #slots: number;
  #free: number;
  /** What starts the work of those who wait, by client, in the order of the clients' turns. */
  readonly #waiting = new Map<string, Set<() => void>>();

  constructor(slots: number) {
    this.#slots = slots;
    this.#free = slots;
  }

  /** Turns that are being taken. */
  get running(): number {
    return this.#slots - this.#free;
  }

  /** Whether whoever comes now need not wait. */
  get isFree(): boolean {
    return this.#free > 0;
  }

  get waiting(): number {
    return [...this.#waiting.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /**
   * Does some work when it is the client's turn.
   *
   * @throws the signal's reason where the client is gone before that
   */
  async take<Value>(client: string, gone: AbortSignal, work: () => Promise<Value>): Promise<Value> {
    await this.#turn(client, gone);
    try {
      return await work();
    } finally {
      this.#free++;
      this.#next();
    }
  }

  async #turn(client: string, gone: AbortSignal): Promise<void> {
    gone.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const start = () => {
        gone.removeEventListener("abort", leave);
        resolve();
      };
      const leave = () => {
        this.#remove(client, start);
        reject(gone.reason as Error);
      };
      gone.addEventListener("abort", leave);
      this.#waiting.set(client, (this.#waiting.get(client) ?? new Set()).add(start));
      this.#next();
    });
  }

  #next(): void {
    for (let turn = this.#firstTurn(); turn && this.#free > 0; turn = this.#firstTurn()) {
      const [client, starts] = turn;
      const [start] = starts;
      this.#free--;
      this.#remove(client, start);
      // Behind the others for the next one.
      if (this.#waiting.delete(client)) this.#waiting.set(client, starts);
      start();
    }
  }

  #firstTurn(): [string, Set<() => void>] | undefined {
    return this.#waiting.entries().next().value;
  }

  #remove(client: string, start: () => void): void {
    const starts = this.#waiting.get(client);
    starts?.delete(start);
    if (starts?.size === 0) this.#waiting.delete(client);
  }
}
