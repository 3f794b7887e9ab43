import * as z from "zod";
import { ArmStatistics } from "../statistics/arm-statistics.ts";
import { DecimalStatistics } from "../statistics/decimal-statistics.ts";

/**
 * The number of last pulls that count. At most 10⁶, which take 12 MB a policy: that is a tenth of the longest
 * simulation, and theory advises windows of about the square root of the horizon.
 */
export const windowParameter = z
  .int()
  .min(1)
  .max(1e6)
  .default(100)
  .meta({ title: "window: last pulls that count", symbol: String.raw`\tau` });

/** Places at first. They double as pulls come, so memory is O(min(window, pulls)). */
const FEW = 64;

/**
 * The statistics of the last τ pulls of all arms. A window has statistics rather than being some, because they are of
 * two classes: exact sums of decimals for a question, doubles for a simulation.
 *
 * Sums of doubles are computed afresh once in every τ pulls, so rounding does not accumulate.
 */
export class Window {
  readonly statistics: ArmStatistics;
  readonly #length: number;
  #arms = new Int32Array(FEW);
  #rewards = new Float64Array(FEW);
  /** The place of the next pull. */
  #next = 0;

  /** @param length τ, the number of pulls that count */
  constructor(length: number, armCount: number, isExact: boolean) {
    this.#length = length;
    this.statistics = isExact ? new DecimalStatistics(armCount) : new ArmStatistics(armCount);
  }

  clear(): void {
    this.statistics.clear();
    this.#next = 0;
  }

  /** Records a pull. Returns the arm of the pull that leaves the window, or −1 if none does. */
  record(arm: number, reward: number): number {
    const place = this.#next;
    const isFull = this.statistics.totalPulls === this.#length;
    if (place === this.#arms.length) this.#grow();
    const left = isFull ? this.#arms[place] : -1;
    if (isFull) this.statistics.remove(left, this.#rewards[place]);
    this.#arms[place] = arm;
    this.#rewards[place] = reward;
    this.statistics.record(arm, reward);
    this.#next = place + 1 === this.#length ? 0 : place + 1;
    if (isFull && this.#next === 0) this.#sumAnew();
    return left;
  }

  #grow(): void {
    const length = Math.min(this.#length, 2 * this.#arms.length);
    const [arms, rewards] = [new Int32Array(length), new Float64Array(length)];
    arms.set(this.#arms);
    rewards.set(this.#rewards);
    [this.#arms, this.#rewards] = [arms, rewards];
  }

  #sumAnew(): void {
    this.statistics.clear();
    for (let place = 0; place < this.#length; place++) this.statistics.record(this.#arms[place], this.#rewards[place]);
  }
}
