import { isTerminal, type Simulation, type SimulationState } from "../../../experiments/result/simulation-handle.ts";
import type { SimulationSpecInput } from "../../../experiments/spec/spec.ts";
import { type Expected, keyOf } from "./truth.ts";

/** What a simulation may become that was last seen in a state; cancelled only where somebody asked for it. */
const successors: Record<SimulationState, readonly SimulationState[]> = {
  queued: ["queued", "running", "succeeded", "cancelled"],
  // A server that starts again queues what was running.
  running: ["queued", "running", "succeeded", "cancelled"],
  succeeded: ["succeeded"],
  cancelled: ["cancelled"],
  failed: [],
};

/** A simulation that was accepted, and what was seen of it since. */
export interface Accepted {
  id: string;
  spec: SimulationSpecInput;
  /** Unknown where the answer to its POST was cut off. */
  last?: Simulation;
  isCancelSent: boolean;
  /** One asks about it at a time: two answers may overtake each other. */
  isBusy: boolean;
  /** Progress as it was seen in the life of the server that is the last one, with the times. */
  sightings: { time: number; life: number; replications: number }[];
  /** Hash of the result of a simulation that is at its end; null where it has none. */
  result?: string | null;
}

export type Fault = "lost" | "wrong bytes" | "impossible" | "failed request" | "never ready";

/** All that the server has accepted, and what is wrong about what it said later. */
export class Ledger {
  readonly accepted = new Map<string, Accepted>();
  readonly faults: { kind: Fault; detail: string }[] = [];
  /** Milliseconds before a kill from which progress was lost by it, at most. */
  oldestLoss = 0;
  #life = 0;
  #lastKill = 0;

  get isAtEnd() {
    return [...this.accepted.values()].every(({ last }) => last && isTerminal(last.state));
  }

  of(isWanted: (accepted: Accepted) => boolean): Accepted[] {
    return [...this.accepted.values()].filter(isWanted);
  }

  count(kind: Fault): number {
    return this.faults.filter((fault) => fault.kind === kind).length;
  }

  blame(kind: Fault, detail: string): void {
    this.faults.push({ kind, detail });
  }

  /** All that is seen from now on is of the next life. */
  killedAt(time: number): void {
    this.#life++;
    this.#lastKill = time;
  }

  accept(id: string, spec: SimulationSpecInput): Accepted {
    const accepted: Accepted = { id, spec, isCancelSent: false, isBusy: false, sightings: [] };
    this.accepted.set(id, accepted);
    return accepted;
  }

  /** Takes in what the server says of a simulation now. */
  see(accepted: Accepted, now: Simulation): void {
    const { last, spec, isCancelSent } = accepted;
    const was = last?.state ?? "queued";
    const isPossible = successors[was].includes(now.state) && (now.state !== "cancelled" || isCancelSent);
    const { completedReplications, replications } = now.progress;
    if (!isPossible) this.blame("impossible", `${now.id} was ${was} and is ${now.state}: ${now.error}`);
    if (last && last.specHash !== now.specHash) this.blame("impossible", `${now.id} is of another specification`);
    if (replications !== spec.replications || completedReplications > replications) {
      this.blame("impossible", `${now.id} has ${completedReplications} of ${replications} replications`);
    }
    if (now.state === "succeeded" && completedReplications !== replications) {
      this.blame("impossible", `${now.id} succeeded with ${completedReplications} of ${replications} replications`);
    }
    this.#seeProgress(accepted, completedReplications);
    accepted.last = now;
  }

  /** Takes in the result of a simulation that is at its end, which never changes again. */
  seeResult(accepted: Accepted, hash: string | null): void {
    if (accepted.result !== undefined && accepted.result !== hash) {
      this.blame("wrong bytes", `${accepted.id}, ${accepted.last?.state}, has another result than before`);
    }
    const isDue = (accepted.last?.progress.completedReplications ?? 0) > 0;
    if (isDue && hash === null) this.blame("lost", `the result of ${accepted.id}, ${accepted.last?.state}`);
    accepted.result = hash;
  }

  /** What has a result, and which. */
  get results(): (Expected & { accepted: Accepted })[] {
    return this.of(({ result }) => typeof result === "string").map((accepted) => ({
      accepted,
      spec: accepted.spec,
      replications: accepted.last!.progress.completedReplications,
    }));
  }

  /** Holds every result against the true ones. */
  judge(truth: ReadonlyMap<string, string>): void {
    for (const { accepted, ...expected } of this.results) {
      if (accepted.result === truth.get(keyOf(expected))) continue;
      this.blame("wrong bytes", `${accepted.id}, ${accepted.last!.state}: ${keyOf(expected)}`);
    }
  }

  #seeProgress(accepted: Accepted, replications: number): void {
    const lost = accepted.sightings.filter((sighting) => sighting.replications > replications);
    for (const { time, life } of lost) {
      if (life === this.#life) this.blame("impossible", `${accepted.id} went back without a kill`);
      this.oldestLoss = Math.max(this.oldestLoss, this.#lastKill - time);
    }
    const kept = accepted.sightings.filter((sighting) => sighting.replications <= replications);
    accepted.sightings = [...kept, { time: performance.now(), life: this.#life, replications }];
  }
}
