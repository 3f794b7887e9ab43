import { Sfc32, type StreamKey } from "../../policies/random/sfc32.ts";

/**
 * The streams that rewards are drawn from. By pull, every arm has its own, which starts with the arm's first pull, so
 * that arms never pulled cost nothing; otherwise all arms share the policy's.
 */
export class RewardStreams {
  readonly isByPull: boolean;
  /** One for each arm, or the same one for all. */
  readonly streams: readonly Sfc32[];
  readonly #keys: readonly StreamKey[];
  #replication = 0;

  /** @param keys one for each arm if `isByPull`, else one */
  constructor(keys: readonly StreamKey[], isByPull: boolean, armCount: number) {
    this.isByPull = isByPull;
    this.#keys = keys;
    const made = keys.map((key) => new Sfc32(key, 0));
    this.streams = Array.from({ length: armCount }, (_, arm) => made[isByPull ? arm : 0]);
  }

  begin(replication: number): void {
    this.#replication = replication;
    if (!this.isByPull) this.start(0);
  }

  /** Puts an arm's stream at the beginning of the replication. */
  start(arm: number): void {
    this.streams[arm].reseed(this.#keys[arm], this.#replication);
  }
}
