import type { RewardCoupling } from "../spec/coupling.ts";
import { Sfc32, type StreamKey } from "../../policies/random/sfc32.ts";

/**
 * The random streams of rewards. By pull, every arm has its own, which starts with the arm's first pull, so that an arm
 * without pulls costs nothing. By round, every arm has its own in every round. Otherwise all arms share the policy's.
 */
export class RewardStreams {
  readonly isByPull: boolean;
  readonly #isByRound: boolean;
  /** A stream for each arm, or the same one for all. */
  readonly streams: readonly Sfc32[];
  readonly #keys: readonly StreamKey[];
  #replication = 0;

  /** @param keys a key for each arm, or a single one for the coupling "independent" */
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

  /** Called before pull t of an arm: starts its stream where the coupling asks for it. */
  startPull(arm: number, t: number, pulls: number): void {
    if (this.#isByRound) this.streams[arm].reseed(this.#keys[arm], this.#replication, t);
    else if (this.isByPull && pulls === 0) this.start(arm);
  }

  /** Puts an arm's stream at the beginning of the replication. */
  start(arm: number): void {
    this.streams[arm].reseed(this.#keys[arm], this.#replication);
  }
}
