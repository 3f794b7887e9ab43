/** Tells whether something has changed since the last look; several changes count as one. */
export class ChangeSignal {
  #isPending = false;
  #isUrgent = false;
  #wake?: () => void;
  #endRest?: () => void;

  /** @param isUrgent ends a rest, or the next one before it begins */
  notify(isUrgent = false): void {
    this.#isPending = true;
    this.#isUrgent ||= isUrgent;
    this.#wake?.();
    if (isUrgent) this.#endRest?.();
  }

  /** Resolves when something has changed since the last call. */
  async next(): Promise<void> {
    if (!this.#isPending) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#isPending = false;
    this.#isUrgent = false;
  }

  /** Resolves after a time, or at once on an urgent change. */
  async rest(milliseconds: number): Promise<void> {
    if (this.#isUrgent) return;
    await new Promise<void>((resolve) => {
      this.#endRest = resolve;
      setTimeout(resolve, milliseconds);
    });
  }
}
