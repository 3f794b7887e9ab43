import type { Request, Response } from "express";
import { isTerminal, type Simulation } from "../../experiments/result/simulation-handle.ts";
import { EventStream } from "../http/event-stream.ts";
import { restOf } from "../http/stream-pace.ts";
import type { Services } from "../services.ts";
import type { ResultVersion } from "../simulations/results.ts";
import { ChangeSignal } from "./change-signal.ts";

const SNAPSHOT_MILLISECONDS = 250;

/** Streams cumulative snapshots of a simulation: the first at once, then a few per second, the last when it has ended. */
export async function streamSnapshots(
  services: Services,
  simulation: Simulation,
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
  const stop = simulations.watch(simulation, (isFinal) => changes.tell(isFinal));
  response.once("close", () => changes.tell(true));
  try {
    while (stream.isOpen && !(await sendSnapshot(services, simulation.id, stream, changes)) && !simulations.isClosing) {
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
  { simulations, streams, pace }: Services,
  id: string,
  stream: EventStream,
  changes: ChangeSignal,
): Promise<boolean> {
  const begin = performance.now();
  const snapshot = await simulations.snapshot(id);
  if (!snapshot) return true;
  const { simulation, result } = snapshot;
  const json = result ? await jsonOf(result, isTerminal(simulation.state)) : "null";
  const rendering = performance.now() - begin;
  const head = `{"simulation":${JSON.stringify(simulation)},"result":`;
  await pace.write(() => stream.send("snapshot", head, json, "}"));
  if (isTerminal(simulation.state)) return true;
  // No rest before the first result, which is sent as soon as it is there.
  if (result === null) return false;
  // Large results are sent less often, because they take long to render.
  await changes.rest(Math.max(SNAPSHOT_MILLISECONDS, 10 * rendering, restOf(streams.size, json.length)));
  return false;
}

/** JSON of a result. The last snapshot is sent even where its result cannot be read; before it, the client tries again. */
async function jsonOf(result: ResultVersion, isLast: boolean): Promise<Uint8Array | "null"> {
  const json = result.json();
  return await (isLast ? json.catch(() => "null" as const) : json);
}
