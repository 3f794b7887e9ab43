import type { TieBreak } from "../policy.ts";
import type { Random } from "../random/random.ts";
import type { ArmStatistics } from "../statistics.ts";

/**
 * The arms with the highest sample mean, kept up to date pull by pull: O(1) for most pulls, O(K) when the last leader
 * falls. Ties are exact (see ArmStatistics.compareMeans).
 */
export class Leaders {
  readonly #statistics: ArmStatistics;
  readonly #untried: number;
  readonly #tieBreak: TieBreak;
  /** The leaders in ascending order. */
  #leaders: number[] = [];

  /** @param untried the mean that an arm counts as having before its first pull */
  constructor(statistics: ArmStatistics, untried: number, tieBreak: TieBreak) {
    this.#statistics = statistics;
    this.#untried = untried;
    this.#tieBreak = tieBreak;
    this.rebuild();
  }

  get armCount(): number {
    return this.#statistics.armCount;
  }

  rebuild(): void {
    const leaders = [0];
    for (let arm = 1; arm < this.armCount; arm++) {
      const comparison = this.#statistics.compareMeans(arm, leaders[0], this.#untried);
      if (comparison > 0) leaders.length = 0;
      if (comparison >= 0) leaders.push(arm);
    }
    this.#leaders = leaders;
  }

  /** Takes in a pull of one arm. */
  refresh(arm: number): void {
    const leaders = this.#leaders;
    const led = leaders.includes(arm);
    const rival = leaders[0] !== arm ? leaders[0] : leaders[1];
    if (rival === undefined) return this.rebuild();
    const comparison = this.#statistics.compareMeans(arm, rival, this.#untried);
    if (comparison > 0) {
      leaders.length = 1;
      leaders[0] = arm;
    } else if (comparison === 0 && !led) {
      leaders.push(arm);
      leaders.sort((a, b) => a - b);
    } else if (comparison < 0 && led) {
      leaders.splice(leaders.indexOf(arm), 1);
    }
  }

  /** The arm to exploit. */
  pick(random: Random): number {
    const leaders = this.#leaders;
    if (leaders.length === 1 || this.#tieBreak === "first") return leaders[0];
    return leaders[random.below(leaders.length)];
  }

  /** The arms with the highest mean, ascending. */
  get all(): readonly number[] {
    return this.#leaders;
  }

  /** The arms that `pick` chooses among, evenly. */
  get chosen(): readonly number[] {
    return this.#tieBreak === "first" ? [this.#leaders[0]] : this.#leaders;
  }
}
