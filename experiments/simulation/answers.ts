/** Pulls whose rewards have not arrived: a heap with the next one first, by decision, then by pull. */
export class Answers {
  #count = 0;
  #dues = new Float64Array(64);
  #pulls = new Float64Array(64);
  #arms = new Int32Array(64);
  #rewards = new Float64Array(64);
  #propensities = new Float64Array(64);
  /** Of the pull that was taken last. */
  arm = 0;
  reward = 0;
  propensity = 0;

  clear(): void {
    this.#count = 0;
  }

  /** Whether a reward arrives before a decision. */
  isDue(decision: number): boolean {
    return this.#count > 0 && this.#dues[0] <= decision;
  }

  /** Keeps the reward of pull t until the decision before which it arrives. O(log n) of n kept ones, O(1) in order. */
  add(due: number, t: number, arm: number, reward: number, propensity: number): void {
    if (this.#count === this.#dues.length) this.#grow();
    let place = this.#count++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.#isBefore(due, t, parent)) break;
      this.#move(parent, place);
      place = parent;
    }
    this.#put(place, due, t, arm, reward, propensity);
  }

  /** Removes the first one and puts it into `arm`, `reward` and `propensity`. */
  take(): void {
    this.arm = this.#arms[0];
    this.reward = this.#rewards[0];
    this.propensity = this.#propensities[0];
    const last = --this.#count;
    const [due, t] = [this.#dues[last], this.#pulls[last]];
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= last) break;
      if (child + 1 < last && this.#isBefore(this.#dues[child + 1], this.#pulls[child + 1], child)) child++;
      if (!this.#isBefore(this.#dues[child], this.#pulls[child], last)) break;
      this.#move(child, place);
      place = child;
    }
    this.#put(place, due, t, this.#arms[last], this.#rewards[last], this.#propensities[last]);
  }

  /** Drops the rewards of an arm. */
  drop(arm: number): void {
    const kept = Array.from({ length: this.#count }, (_, place) => place).filter((place) => this.#arms[place] !== arm);
    const rows = kept.map(
      (place) =>
        [
          this.#dues[place],
          this.#pulls[place],
          this.#arms[place],
          this.#rewards[place],
          this.#propensities[place],
        ] as const,
    );
    this.#count = 0;
    for (const row of rows) this.add(...row);
  }

  #isBefore(due: number, t: number, other: number): boolean {
    return due < this.#dues[other] || (due === this.#dues[other] && t < this.#pulls[other]);
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#dues[from], this.#pulls[from], this.#arms[from], this.#rewards[from], this.#propensities[from]);
  }

  #put(place: number, due: number, t: number, arm: number, reward: number, propensity: number): void {
    this.#dues[place] = due;
    this.#pulls[place] = t;
    this.#arms[place] = arm;
    this.#rewards[place] = reward;
    this.#propensities[place] = propensity;
  }

  #grow(): void {
    const grown = (values: Float64Array) => {
      const more = new Float64Array(2 * values.length);
      more.set(values);
      return more;
    };
    this.#dues = grown(this.#dues);
    this.#pulls = grown(this.#pulls);
    this.#rewards = grown(this.#rewards);
    this.#propensities = grown(this.#propensities);
    const arms = new Int32Array(this.#dues.length);
    arms.set(this.#arms);
    this.#arms = arms;
  }
}
