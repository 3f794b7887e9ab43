import { isTerminal, type Simulation, type SimulationSnapshot } from "../../experiments/result/simulation-handle.ts";
import { findSimulation, Refusal } from "./simulation-api.ts";

export interface StreamHandlers<Snapshot = SimulationSnapshot> {
  onSnapshot: (snapshot: Snapshot) => void;
  onDisconnected: () => void;
  /** The server has deleted what is followed. */
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
/** Statuses of what the server does not have, or no longer. */
export const GONE: ReadonlySet<number> = new Set([404, 410]);

/** Something on the server whose snapshots are streamed. */
export interface Followed<Snapshot> {
  /** The address of its events. */
  events: string;
  lookUp: () => Promise<unknown>;
  isLast: (snapshot: Snapshot) => boolean;
}

/** Follows a simulation's snapshots to its end. */
export function followSimulation({ id, links }: Simulation, handlers: StreamHandlers, open?: Open): () => void {
  const followed: Followed<SimulationSnapshot> = {
    events: links.events,
    lookUp: () => findSimulation(id),
    isLast: ({ simulation: { state } }) => isTerminal(state),
  };
  return followSnapshots(followed, handlers, open);
}

/**
 * Follows snapshots to the last one. The browser reconnects by itself; if it gives up, what is followed is looked up before the
 * next connection, because it may have been deleted.
 *
 * @returns a function that ends this
 */
export function followSnapshots<Snapshot>(
  followed: Followed<Snapshot>,
  handlers: StreamHandlers<Snapshot>,
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
    const current = open(followed.events);
    source = current;
    current.addEventListener("snapshot", (event) => {
      if (ended) return;
      const snapshot = JSON.parse((event as MessageEvent<string>).data) as Snapshot;
      if (followed.isLast(snapshot)) end();
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
      await followed.lookUp();
    } catch (error) {
      if (ended) return;
      if (error instanceof Refusal && GONE.has(error.problem.status)) {
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
