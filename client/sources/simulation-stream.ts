import { isTerminal, type Simulation, type SimulationSnapshot } from "../../experiments/result/simulation-handle.ts";
import { findSimulation, Refusal } from "./simulation-api.ts";

export interface StreamHandlers {
  onSnapshot: (snapshot: SimulationSnapshot) => void;
  onDisconnected: () => void;
  /** The server has deleted the simulation. */
  onGone: (refusal: Refusal) => void;
}

/** The part of EventSource that is used, so that a test can stand in for it. */
export interface EventSourceLike {
  readonly readyState: number;
  addEventListener(type: "snapshot" | "error", listener: (event: Event) => void): void;
  close(): void;
}
type Open = (url: string) => EventSourceLike;

const CLOSED = 2;
const RETRY_MILLISECONDS = 2000;

/**
 * Follows a simulation's snapshots to its end. The browser reconnects by itself; if it gives up, the simulation is looked up
 * before the next connection, because it may have been deleted.
 *
 * @returns a function that ends this
 */
export function followSimulation(
  simulation: Simulation,
  handlers: StreamHandlers,
  open: Open = (url) => new EventSource(url),
): () => void {
  let source: EventSourceLike | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  const end = () => {
    ended = true;
    clearTimeout(timer);
    source?.close();
  };
  const connect = () => {
    const current = open(simulation.links.events);
    source = current;
    current.addEventListener("snapshot", (event) => {
      if (ended) return;
      const snapshot = JSON.parse((event as MessageEvent<string>).data) as SimulationSnapshot;
      if (isTerminal(snapshot.simulation.state)) end();
      handlers.onSnapshot(snapshot);
    });
    current.addEventListener("error", () => {
      if (ended) return;
      handlers.onDisconnected();
      if (current.readyState === CLOSED) timer = setTimeout(() => void lookUp(), RETRY_MILLISECONDS);
    });
  };
  const lookUp = async () => {
    try {
      await findSimulation(simulation.id);
    } catch (error) {
      if (ended) return;
      if (error instanceof Refusal && error.problem.status === 404) {
        end();
        handlers.onGone(error);
        return;
      }
      timer = setTimeout(() => void lookUp(), RETRY_MILLISECONDS);
      return;
    }
    if (!ended) connect();
  };
  connect();
  return end;
}
