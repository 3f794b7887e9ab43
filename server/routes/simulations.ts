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
import type { Simulations } from "../simulations/simulations.ts";
import { streamSnapshots } from "./snapshot-stream.ts";

const LONGEST_WAIT_SECONDS = 60;

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
          await streamSnapshots(services, found(await simulations.find(idOf(request))), request, response);
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

/** The seconds of `Prefer: wait=N` (RFC 7240), 0 without it. */
function preferredWait(request: Request): number {
  const preferences = (request.get("prefer") ?? "").split(",").map((preference) => preference.split(";")[0].trim());
  const wait = preferences.map((preference) => /^wait\s*=\s*"?(\d+)"?$/i.exec(preference)?.[1]).find(Boolean);
  return Math.min(LONGEST_WAIT_SECONDS, Number(wait ?? 0));
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
