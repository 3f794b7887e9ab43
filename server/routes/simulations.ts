import type { Request, Response } from "express";
import { isTerminal, type Simulation } from "../../experiments/result/simulation-handle.ts";
import { KEPT_FOR_AN_HOUR, sendVersion } from "../http/entity-tag.ts";
import { withJsonBody } from "../http/json-body.ts";
import { HttpProblem } from "../http/problems.ts";
import type { Resource } from "../http/resource.ts";
import { sendJson } from "../http/send-json.ts";
import { isValidateOnly } from "../http/validate-only.ts";
import { readSpec } from "../simulations/read-spec.ts";
import type { Services } from "../services.ts";
import type { ResultVersion } from "../simulations/results.ts";
import type { Simulations } from "../simulations/simulations.ts";
import { preferredWait } from "./preferred-wait.ts";
import { type Streamed, streamSnapshots } from "./snapshot-stream.ts";

/** /api/v1/simulations: POST a specification, get a simulation; equal specifications are computed once. */
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
        handle: async (request, response) => {
          const simulation = found(await simulations.find(idOf(request)));
          await streamSnapshots(services, streamedSimulation(simulations, simulation), request, response);
        },
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

function streamedSimulation(simulations: Simulations, simulation: Simulation): Streamed {
  return {
    isFirstAtOnce: true,
    watch: (changed) => simulations.watch(simulation, changed),
    async snapshot() {
      const snapshot = await simulations.snapshot(simulation.id);
      if (!snapshot) return undefined;
      const isLast = isTerminal(snapshot.simulation.state);
      const result = snapshot.result ? await jsonOf(snapshot.result, isLast) : "null";
      return { name: "simulation", handle: JSON.stringify(snapshot.simulation), result, isLast };
    },
  };
}

/** JSON of a result. The last snapshot is sent even where its result cannot be read; before it, the client tries again. */
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
  if (!simulation)
    throw new HttpProblem(404, "There is no such simulation. Simulations are deleted some time after they end.");
  return simulation;
}
