/** Runs tasks one after another: each begins when the one before it has settled. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  async run<Value>(task: () => Promise<Value>): Promise<Value> {
    const turn = this.#last.then(task);
    this.#last = turn.catch(() => {});
    return await turn;
  }

  /** Resolves when every task so far has settled. */
  async settled(): Promise<void> {
    await this.#last;
  }
}
