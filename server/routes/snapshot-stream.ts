import type { Request, Response } from "express";
import { EventStream } from "../http/event-stream.ts";
import { restOf } from "../http/stream-pace.ts";
import type { Services } from "../services.ts";
import type { Watcher } from "../simulations/watchers.ts";
import { ChangeSignal } from "./change-signal.ts";

const SNAPSHOT_MILLISECONDS = 250;

/** A snapshot as JSON: `{"name":handle,"result":result}`. */
export interface StreamedSnapshot {
  /** What the snapshot is of, and its JSON. */
  name: "simulation" | "sweep";
  handle: string;
  result: Uint8Array | "null";
  /** Whether it is at its end, so that no other snapshot follows. */
  isLast: boolean;
}

/** What is streamed. */
export interface Streamed {
  /** Calls back when it may have changed. Returns the function that stops this. */
  watch(changed: Watcher): () => void;
  /** Undefined where it was deleted. */
  snapshot(): Promise<StreamedSnapshot | undefined>;
  /** Whether there is no rest before the first result, which is sent as soon as it is there. */
  isFirstAtOnce: boolean;
}

/** Streams cumulative snapshots: the first at once, then a few per second, the last at the end. */
export async function streamSnapshots(
  services: Services,
  streamed: Streamed,
  request: Request,
  response: Response,
): Promise<void> {
  const { simulations, streams } = services;
  const stream = new EventStream(response);
  if (request.method === "HEAD") {
    stream.end();
    return;
  }
  streams.add(stream);
  const changes = new ChangeSignal();
  const stop = streamed.watch((isFinal) => changes.tell(isFinal));
  response.once("close", () => changes.tell(true));
  try {
    while (stream.isOpen && !(await sendSnapshot(services, streamed, stream, changes)) && !simulations.isClosing) {
      await stream.caughtUp();
      await changes.next();
    }
  } finally {
    stop();
    streams.delete(stream);
    stream.end();
  }
}

/** Sends a snapshot and rests for a while. Returns whether it was the last one. */
async function sendSnapshot(
  { streams, pace }: Services,
  streamed: Streamed,
  stream: EventStream,
  changes: ChangeSignal,
): Promise<boolean> {
  const begin = performance.now();
  const snapshot = await streamed.snapshot();
  if (!snapshot) return true;
  const { name, handle, result, isLast } = snapshot;
  const rendering = performance.now() - begin;
  await pace.write(() => stream.send("snapshot", `{"${name}":${handle},"result":`, result, "}"));
  if (isLast) return true;
  if (result === "null" && streamed.isFirstAtOnce) return false;
  // Large snapshots are sent less often, because they take long to render.
  const rest = restOf(streams.size, handle.length + result.length);
  await changes.rest(Math.max(SNAPSHOT_MILLISECONDS, 10 * rendering, rest));
  return false;
}
