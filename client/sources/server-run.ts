import { isTerminal, type Simulation } from "../../experiments/result/simulation-handle.ts";
import type { SimulationSpec } from "../../experiments/spec/spec.ts";
import { recordAccepted } from "../runs/recorded.ts";
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

/**
 * Runs a specification on the server, and puts it on this browser's list of runs. If the server cannot be reached, the only
 * report is `failed`.
 */
export function startOnServer(spec: SimulationSpec, tell: Tell): SourceRun {
  return new ServerRun(submitSimulation(spec), tell, {
    accepted: (simulation) => {
      rememberSimulation(spec, simulation.id);
      recordAccepted(spec, simulation);
    },
    late: (simulation) => void cancelSimulation(simulation).catch(() => {}),
  });
}

/** Follows a simulation that was submitted earlier; calls `unknown` if the server does not have it. */
export function findOnServer(id: string, handlers: { tell: Tell; unknown: () => void }): SourceRun {
  return new ServerRun(findSimulation(id), handlers.tell, { unknown: handlers.unknown });
}

/** What may come of a request for a run. */
interface Outcomes {
  /** The server has it, also if the page has left it meanwhile. */
  accepted?: (simulation: Simulation) => void;
  /** The server has it after this page has given it up. */
  late?: (simulation: Simulation) => void;
  /** The server does not have it. */
  unknown?: () => void;
}

/** A run on the server: submitted over HTTP, followed by server-sent events. */
class ServerRun implements SourceRun {
  readonly #tell: Tell;
  #simulation: Simulation | undefined;
  #endStream = () => {};
  /** Until the server has received the cancellation, or the run has ended. */
  #cancelAsked = false;
  #isLeft = false;
  /** The server took longer than this page waits. */
  #isLate = false;

  constructor(asked: Promise<Simulation>, tell: Tell, { accepted, late, unknown }: Outcomes) {
    this.#tell = (news) => {
      if (!this.#isLeft) tell(news);
    };
    const fail = (error: unknown) => this.#tell({ type: "failed", trouble: troubleOf(error) });
    const patience = setTimeout(() => {
      fail(new Unreachable("The server does not answer."));
      this.#isLate = true;
      this.leave();
    }, PATIENCE_MILLISECONDS);
    asked
      .finally(() => clearTimeout(patience))
      .then(
        (simulation) => {
          (this.#isLate ? late : accepted)?.(simulation);
          return this.#follow(simulation);
        },
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

  async #follow(simulation: Simulation) {
    if (this.#isLeft) return;
    this.#simulation = simulation;
    if (isTerminal(simulation.state)) {
      await this.#finish(simulation);
      return;
    }
    this.#tell({ type: "accepted", simulation });
    this.#endStream = followSimulation(simulation, {
      onSnapshot: (snapshot) => {
        if (isTerminal(snapshot.simulation.state)) this.#cancelAsked = false;
        this.#tell({ type: "snapshot", ...snapshot });
      },
      onDisconnected: () => this.#tell({ type: "disconnected" }),
      onGone: (refusal) => {
        this.#cancelAsked = false;
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
    this.#cancelAsked = false;
    // A run that ended before its first replication has no result.
    const result = await resultOf(simulation).catch(() => null);
    this.#tell({ type: "snapshot", simulation, result });
  }
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof Refusal) return { kind: "refused", problem: error.problem, retryAfter: error.retryAfter };
  const detail = error instanceof Error ? error.message : String(error);
  return {
    kind: "unreachable",
    problem: { type: "about:blank", title: "Cannot reach the server; press Run again", status: 0, detail },
  };
}
