import type { RewardCoupling } from "../spec/coupling.ts";
import { Sfc32, type StreamKey } from "../../policies/random/sfc32.ts";

/**
 * The streams that rewards are drawn from. By pull, every arm has its own, which starts with the arm's first pull, so
 * that arms never pulled cost nothing. By round, every arm has its own in every round. Otherwise all arms share the
 * policy's.
 */
export class RewardStreams {
  readonly isByPull: boolean;
  readonly #isByRound: boolean;
  /** One for each arm, or the same one for all. */
  readonly streams: readonly Sfc32[];
  readonly #keys: readonly StreamKey[];
  #replication = 0;

  /** @param keys one for each arm, or one for the policy's own coupling, "independent" */
  constructor(keys: readonly StreamKey[], coupling: RewardCoupling, armCount: number) {
    this.isByPull = coupling === "by-pull";
    this.#isByRound = coupling === "by-round";
    this.#keys = keys;
    const made = keys.map((key) => new Sfc32(key, 0));
    this.streams = Array.from({ length: armCount }, (_, arm) => made[made.length === 1 ? 0 : arm]);
  }

  begin(replication: number): void {
    this.#replication = replication;
    if (!this.isByPull && !this.#isByRound) this.start(0);
  }

  /**
   * Before pull t, of an arm that has been pulled so often: puts its stream where the pull draws from.
   */
  startPull(arm: number, t: number, pulls: number): void {
    if (this.#isByRound) this.streams[arm].reseed(this.#keys[arm], this.#replication, t);
    else if (this.isByPull && pulls === 0) this.start(arm);
  }

  /** Puts an arm's stream at the beginning of the replication. */
  start(arm: number): void {
    this.streams[arm].reseed(this.#keys[arm], this.#replication);
  }
}
