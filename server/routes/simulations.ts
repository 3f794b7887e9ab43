import type { Request, Response } from "express";
import { isTerminal, type Simulation } from "../../experiments/result/simulation-handle.ts";
import { KEPT_FOR_AN_HOUR, sendVersion } from "../http/entity-tag.ts";
import { EventStream } from "../http/event-stream.ts";
import { withJsonBody } from "../http/json-body.ts";
import { HttpProblem } from "../http/problems.ts";
import type { Resource } from "../http/resource.ts";
import { sendJson } from "../http/send-json.ts";
import { restOf } from "../http/stream-pace.ts";
import { isValidateOnly } from "../http/validate-only.ts";
import { readSpec } from "../simulations/read-spec.ts";
import type { Services } from "../services.ts";
import type { ResultVersion } from "../simulations/results.ts";
import type { Simulations } from "../simulations/simulations.ts";
import { ChangeSignal } from "./change-signal.ts";

const LONGEST_WAIT_SECONDS = 60;
const SNAPSHOT_MILLISECONDS = 250;

/** /api/v1/simulations: a specification goes in, a simulation comes out; equal specifications are computed once. */
export function simulationResources(services: Services): Resource[] {
  const { simulations } = services;
  return [
    { path: "/api/v1/simulations", post: { handle: (request, response) => start(services, request, response) } },
    {
      path: "/api/v1/simulations/:id",
      get: {
        handle: async (request, response) => {
          sendJson(request, response.set("Cache-Control", "no-store"), found(await simulations.find(idOf(request))));
        },
      },
      delete: {
        handle: async (request, response) => {
          sendJson(request, response, found(await simulations.cancel(idOf(request))));
        },
      },
    },
    {
      path: "/api/v1/simulations/:id/events",
      get: {
        produces: ["text/event-stream"],
        handle: (request, response) => streamSnapshots(services, request, response),
      },
    },
    {
      path: "/api/v1/simulations/:id/result",
      get: {
        produces: ["application/json", "text/csv"],
        handle: (request, response) => sendResult(simulations, request, response),
      },
    },
  ];
}

async function start({ simulations, bodies, threads }: Services, request: Request, response: Response): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const isOnlyChecked = isValidateOnly(request);
  const client = request.ip ?? "unknown";
  const asker = { client, gone: () => gone.signal };
  const spec = await withJsonBody(request, bodies, async (body) => await readSpec(body, threads, asker));
  if (isOnlyChecked) {
    sendJson(request, response.set("Cache-Control", "no-store"), await simulations.validate(spec));
    return;
  }
  let simulation = await simulations.submit(spec, client);
  const wait = preferredWait(request);
  if (wait > 0) {
    response.set("Preference-Applied", `wait=${wait}`);
    simulation = await simulations.finished(simulation, wait * 1000, gone.signal);
  }
  response
    .status(isTerminal(simulation.state) ? 201 : 202)
    .location(simulation.links.self)
    .json(simulation);
}

/** The seconds of `Prefer: wait=N` (RFC 7240). */
function preferredWait(request: Request): number {
  const preferences = (request.get("prefer") ?? "").split(",").map((preference) => preference.split(";")[0].trim());
  const wait = preferences.map((preference) => /^wait\s*=\s*"?(\d+)"?$/i.exec(preference)?.[1]).find(Boolean);
  return Math.min(LONGEST_WAIT_SECONDS, Number(wait ?? 0));
}

/** Cumulative snapshots: the first at once, then a few a second, the last at the simulation's end. */
async function streamSnapshots(services: Services, request: Request, response: Response): Promise<void> {
  const { simulations, streams } = services;
  const id = idOf(request);
  const simulation = found(await simulations.find(id));
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
    while (stream.isOpen && !(await sendSnapshot(services, id, stream, changes)) && !simulations.isClosing) {
      await stream.caughtUp();
      await changes.next();
    }
  } finally {
    stop();
    streams.delete(stream);
    stream.end();
  }
}

/** Sends one snapshot and rests for a while; whether it was the last one. */
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
  // The first data come as soon as they are there.
  if (result === null) return false;
  // A large result takes long to render, and is then sent less often.
  await changes.rest(Math.max(SNAPSHOT_MILLISECONDS, 10 * rendering, restOf(streams.size, json.length)));
  return false;
}

/** The end is told even where the result cannot be read; before it, the client asks again. */
async function jsonOf(result: ResultVersion, isLast: boolean): Promise<Uint8Array | "null"> {
  const json = result.json();
  return await (isLast ? json.catch(() => "null" as const) : json);
}

async function sendResult(simulations: Simulations, request: Request, response: Response): Promise<void> {
  const snapshot = await simulations.snapshot(idOf(request));
  const { state } = found(snapshot?.simulation);
  const result = snapshot?.result;
  if (!result) throw new HttpProblem(409, `There is no result yet: no replication is complete (${state}).`);
  response.set("Cache-Control", isTerminal(state) ? KEPT_FOR_AN_HOUR : "no-store");
  const isCsv = request.accepts(["application/json", "text/csv"]) === "text/csv";
  if (isCsv) response.attachment("simulation.csv").type("text/csv");
  else response.type("json");
  await sendVersion(request, response, result.version, isCsv ? result.csv : result.json);
}

function idOf(request: Request): string {
  return String(request.params.id);
}

function found(simulation: Simulation | undefined): Simulation {
  if (!simulation) throw new HttpProblem(404, "There is no such simulation. Finished ones are forgotten after a time.");
  return simulation;
}
