import { isTerminal, type Simulation } from "../../experiments/result/simulation-handle.ts";
import type { SimulationSpec } from "../../experiments/spec/spec.ts";
import type { SourceRun, Tell, Trouble } from "./run-source.ts";
import {
  cancelSimulation,
  findSimulation,
  Refusal,
  resultOf,
  submitSimulation,
  Unreachable,
} from "./simulation-api.ts";
import { rememberSimulation } from "./simulation-memory.ts";
import { followSimulation } from "./simulation-stream.ts";

/** The pause before a server that did not answer is asked again. */
export const RETRY_MILLISECONDS = 2000;
/** A server that has not answered by then counts as unreachable: a lost network reports no error. */
const PATIENCE_MILLISECONDS = 10_000;

/** Runs a specification on the server. If the server cannot be reached, the only report is `failed`. */
export function startOnServer(spec: SimulationSpec, tell: Tell): SourceRun {
  const submitted = async () => {
    const simulation = await submitSimulation(spec);
    rememberSimulation(spec, simulation.id);
    return simulation;
  };
  return new ServerRun(submitted(), tell, true);
}

/** Follows a simulation that was submitted earlier; calls `unknown` if the server does not have it. */
export function findOnServer(id: string, handlers: { tell: Tell; unknown: () => void }): SourceRun {
  return new ServerRun(findSimulation(id), handlers.tell, false, handlers.unknown);
}

/** A run on the server: submitted over HTTP, followed by server-sent events. */
class ServerRun implements SourceRun {
  readonly #tell: Tell;
  /** Whether this page started it: only then may it cancel it on leaving. */
  readonly #isOwn: boolean;
  #simulation: Simulation | undefined;
  #endStream = () => {};
  /** Until the server has received the cancellation, or the run has ended. */
  #cancelAsked = false;
  #isLeft = false;
  #hasEnded = false;

  constructor(accepted: Promise<Simulation>, tell: Tell, isOwn: boolean, unknown?: () => void) {
    this.#isOwn = isOwn;
    this.#tell = (news) => {
      if (!this.#isLeft) tell(news);
    };
    const fail = (error: unknown) => this.#tell({ type: "failed", trouble: troubleOf(error) });
    const patience = setTimeout(() => {
      fail(new Unreachable("The server does not answer."));
      // If the server accepts the run later, it is cancelled then.
      this.leave();
    }, PATIENCE_MILLISECONDS);
    accepted
      .finally(() => clearTimeout(patience))
      .then(
        (simulation) => this.#follow(simulation),
        (error: unknown) => {
          const isUnknown = unknown && !this.#isLeft && error instanceof Refusal && error.problem.status === 404;
          if (isUnknown) unknown();
          else fail(error);
        },
      );
  }

  cancel() {
    this.#cancelAsked = true;
    // A simulation that is not accepted yet is cancelled as soon as it is.
    if (this.#simulation) void this.#sendCancel(this.#simulation);
  }

  leave() {
    this.#isLeft = true;
    this.#cancelAsked = false;
    this.#endStream();
  }

  abandon() {
    this.leave();
    if (this.#isOwn && this.#simulation && !this.#hasEnded) giveUp(this.#simulation);
  }

  async #follow(simulation: Simulation) {
    if (this.#isLeft) {
      // The page has left before the simulation was accepted.
      if (this.#isOwn) giveUp(simulation);
      return;
    }
    this.#simulation = simulation;
    if (isTerminal(simulation.state)) {
      await this.#finish(simulation);
      return;
    }
    this.#tell({ type: "accepted", simulation });
    this.#endStream = followSimulation(simulation, {
      onSnapshot: (snapshot) => {
        if (isTerminal(snapshot.simulation.state)) this.#end();
        this.#tell({ type: "snapshot", ...snapshot });
      },
      onDisconnected: () => this.#tell({ type: "disconnected" }),
      onGone: (refusal) => {
        this.#end();
        this.#tell({ type: "failed", trouble: troubleOf(refusal) });
      },
    });
    await this.#sendCancel(simulation);
  }

  async #sendCancel(simulation: Simulation) {
    while (this.#cancelAsked) {
      try {
        const cancelled = await cancelSimulation(simulation);
        if (!this.#cancelAsked) return;
        this.#cancelAsked = false;
        // The stream may be lost; otherwise it reports the end and the result, too.
        if (isTerminal(cancelled.state)) {
          this.#endStream();
          await this.#finish(cancelled);
        }
      } catch (error) {
        if (!this.#cancelAsked) return;
        if (!(error instanceof Unreachable)) {
          this.#cancelAsked = false;
          this.#tell({ type: "failed", trouble: troubleOf(error) });
          return;
        }
        this.#tell({ type: "disconnected" });
        await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
      }
    }
  }

  async #finish(simulation: Simulation) {
    this.#end();
    // A run that ended before its first replication has no result.
    const result = await resultOf(simulation).catch(() => null);
    this.#tell({ type: "snapshot", simulation, result });
  }

  #end() {
    this.#hasEnded = true;
    this.#cancelAsked = false;
  }
}

function giveUp(simulation: Simulation): void {
  cancelSimulation(simulation).catch(() => {});
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof Refusal) return { kind: "refused", problem: error.problem, retryAfter: error.retryAfter };
  const detail = error instanceof Error ? error.message : String(error);
  return {
    kind: "unreachable",
    problem: { type: "about:blank", title: "Cannot reach the server; press Run again", status: 0, detail },
  };
}
